package org.postille.catalog.fetch;

import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.PostilleConfig;

/**
 * Asks hosts of the web for photos: each redirection is looked at as closely as the first address, no more than 10 MB are read,
 * and the time for all of it is limited. Neither cookies nor credentials are sent, nothing is unpacked, and what a host says about
 * a file is not believed.
 */
@Singleton
class WebPhotos {

    /** The same as of files beside a feed. */
    static final int MOST_BYTES = 10_000_000;

    private static final int MOST_REDIRECTIONS = 3;
    private static final int CHUNK = 16_384;
    private static final int LONGEST_ETAG = 300;
    private static final int LONGEST_DATE = 60;
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final PhotosConfig config;
    private final Set<String> innerHosts = new HashSet<>();
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("photo-patience").factory());

    @Inject
    WebPhotos(PhotosConfig config, PostilleConfig shop) {
        this(config, shop.publicUrl(), InetAddress::getAllByName, PublicWeb::holds);
    }

    /**
     * @param publicUrl where hosts find out who asks
     * @param open tells which addresses are public
     */
    WebPhotos(PhotosConfig config, String publicUrl, CheckedNames.Lookup lookup, Predicate<InetAddress> open) {
        this.config = config;
        config.innerHosts()
                .orElse(Set.of())
                .forEach(it -> innerHosts.add(it.strip().toLowerCase(Locale.ROOT)));
        var names = new HashSet<String>();
        innerHosts.forEach(it -> names.add(it.replaceFirst(":[0-9]+$", "")));
        var patience = Timeout.of(config.patience());
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames(lookup, open, names))
                        .setMaxConnTotal(config.atOnce())
                        .setMaxConnPerRoute(config.perHost())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(patience)
                                .setSocketTimeout(patience)
                                .setTimeToLive(Timeout.of(IDLE))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(patience)
                        .build())
                .setUserAgent("Postille (product photos; +" + publicUrl + ")")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }

    /** One request with its redirections, which ends when the patience does. */
    private static final class Journey {
        private final AtomicReference<@Nullable HttpGet> current = new AtomicReference<>();
        private volatile boolean over;

        void goesOn(HttpGet request) {
            current.set(request);
            if (over) {
                request.abort();
            }
        }

        void end() {
            over = true;
            var request = current.get();
            if (request != null) {
                request.abort();
            }
        }
    }

    /**
     * Asks for a photo.
     *
     * @param etag of what is kept, if it is and the host said so
     * @param lastModified the same
     */
    Answer fetch(String url, @Nullable String etag, @Nullable String lastModified) {
        PhotoAddress address;
        try {
            address = PhotoAddress.of(url);
        } catch (Invalid e) {
            return new Answer.Failed(Trouble.ADDRESS, e.getMessage());
        }
        var journey = new Journey();
        var alarm = timer.schedule(journey::end, config.patience().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return follow(address, etag, lastModified, journey);
        } catch (CheckedNames.NotPublic e) {
            return new Answer.Failed(Trouble.NOT_PUBLIC, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            // A client that was aborted fails with whatever it was about to do.
            return journey.over || e instanceof SocketTimeoutException || e instanceof ConnectTimeoutException
                    ? new Answer.Failed(Trouble.TOO_SLOW, "it took longer than " + config.patience())
                    : new Answer.Failed(Trouble.UNREACHABLE, inWords(e));
        } finally {
            alarm.cancel(false);
        }
    }

    private Answer follow(PhotoAddress first, @Nullable String etag, @Nullable String lastModified, Journey journey)
            throws IOException {
        var address = first;
        for (var redirections = 0; ; redirections++) {
            if (!mayBeAsked(address)) {
                return new Answer.Failed(
                        redirections == 0 ? Trouble.ADDRESS : Trouble.REDIRECTED,
                        "port " + address.port() + " is not among postille.photos.ports");
            }
            var request = new HttpGet(address.uri());
            // What has other forms is asked for one that can be drawn.
            request.setHeader("Accept", "image/jpeg, image/png;q=0.9, image/gif;q=0.5, image/bmp;q=0.3, */*;q=0.1");
            if (etag != null) {
                request.setHeader("If-None-Match", etag);
            }
            if (lastModified != null) {
                request.setHeader("If-Modified-Since", lastModified);
            }
            journey.goesOn(request);
            var response = client.executeOpen(null, request, null);
            try {
                var location = location(response);
                if (location == null) {
                    return answer(response, etag != null || lastModified != null);
                }
                if (redirections == MOST_REDIRECTIONS) {
                    return new Answer.Failed(Trouble.REDIRECTED, "more than " + MOST_REDIRECTIONS + " redirections");
                }
                address = address.redirected(location);
            } catch (Invalid e) {
                return new Answer.Failed(Trouble.REDIRECTED, e.getMessage());
            } finally {
                leave(request, response);
            }
        }
    }

    /** The client would read what is left of a body, to use the connection again; and what it cannot read is no news here. */
    private static void leave(HttpGet request, ClassicHttpResponse response) {
        request.abort();
        try {
            response.close();
        } catch (IOException e) {
            Log.debugf("a connection was left: %s", e.getMessage());
        }
    }

    private boolean mayBeAsked(PhotoAddress address) {
        return config.ports().contains(address.port()) || innerHosts.contains(address.host() + ":" + address.port());
    }

    private static @Nullable String location(ClassicHttpResponse response) {
        return switch (response.getCode()) {
            case 301, 302, 303, 307, 308 -> header(response, "Location");
            default -> null;
        };
    }

    private static Answer answer(ClassicHttpResponse response, boolean conditional) throws IOException {
        var status = response.getCode();
        if (status == 304 && conditional) {
            return new Answer.Unchanged();
        }
        var said = "HTTP " + status;
        return switch (status) {
            case 200 -> file(response);
            case 401, 403, 407, 451 -> new Answer.Failed(Trouble.FORBIDDEN, said);
            case 404, 410 -> new Answer.Failed(Trouble.GONE, said);
            case 429, 503 -> new Answer.Failed(Trouble.BUSY, said, wait(response));
            default -> new Answer.Failed(status >= 500 ? Trouble.SERVER_ERROR : Trouble.FORBIDDEN, said);
        };
    }

    private static Answer file(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new Answer.Failed(Trouble.NO_PICTURE, "it is empty");
        }
        if (entity.getContentLength() > MOST_BYTES) {
            return tooLarge();
        }
        var bytes =
                new ByteArrayOutputStream(entity.getContentLength() > 0 ? (int) entity.getContentLength() : 4 * CHUNK);
        InputStream content = entity.getContent();
        var chunk = new byte[CHUNK];
        for (var read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            bytes.write(chunk, 0, read);
            if (bytes.size() > MOST_BYTES) {
                return tooLarge();
            }
        }
        return new Answer.File(
                bytes.toByteArray(),
                upTo(LONGEST_ETAG, header(response, "ETag")),
                upTo(LONGEST_DATE, header(response, "Last-Modified")));
    }

    private static Answer tooLarge() {
        return new Answer.Failed(Trouble.TOO_LARGE, "it has more than " + MOST_BYTES + " bytes");
    }

    /** Seconds; the few hosts that name a date instead are asked again when others are. */
    private static @Nullable Duration wait(ClassicHttpResponse response) {
        var after = header(response, "Retry-After");
        if (after == null || !after.matches("[0-9]{1,9}")) {
            return null;
        }
        var wait = Duration.ofSeconds(Long.parseLong(after));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static @Nullable String header(HttpMessage response, String name) {
        var header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static @Nullable String upTo(int longest, @Nullable String text) {
        return text == null || text.length() > longest || !text.chars().allMatch(it -> it >= ' ' && it < 127)
                ? null
                : text;
    }

    private static String inWords(Exception failure) {
        return failure instanceof UnknownHostException
                ? "there is no host of that name"
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
