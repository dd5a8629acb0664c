package org.postille.catalog.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real hosts on this machine: 127.0.0.2 stands for the public web, 127.0.0.1 for what is inside. */
class WebPhotosTest {

    private static final byte[] FILE = {1, 2, 3};
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress INNER = InetAddress.ofLiteral("127.0.0.1");

    private final List<WebPhotos> clients = new ArrayList<>();
    private PhotoHost web;
    private PhotoHost inside;

    @BeforeEach
    void hosts() throws IOException {
        web = new PhotoHost("127.0.0.2", 0).photo("/a.jpg", FILE);
        while (!beside(web.port())) {
            web.close();
            web = new PhotoHost("127.0.0.2", 0).photo("/a.jpg", FILE);
        }
    }

    /** Some other program may have the port on the other address. */
    private boolean beside(int port) throws IOException {
        try {
            inside = new PhotoHost("127.0.0.1", port).photo("/a.jpg", FILE).photo("/", FILE);
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    @AfterEach
    void close() throws IOException {
        for (var it : clients) {
            it.close();
        }
        web.close();
        inside.close();
    }

    private WebPhotos client(CheckedNames.Lookup lookup, Duration patience, String... inner) {
        var client = new WebPhotos(
                new PhotoHost.Settings(Optional.of(Set.of(inner)), List.of(80, 443, web.port()), patience),
                "https://news.example",
                lookup,
                PUBLIC::equals);
        clients.add(client);
        return client;
    }

    private Answer fetch(String url) {
        return client(InetAddress::getAllByName, Duration.ofSeconds(10)).fetch(url, null, null);
    }

    private static @Nullable Trouble trouble(Answer answer) {
        return answer instanceof Answer.Failed failed ? failed.trouble() : null;
    }

    @Test
    void a_photo_is_fetched_from_the_web_by_who_says_who_asks() {
        var seen = new ArrayList<String>();
        web.at("/b.jpg", it -> {
            seen.add(it.getRequestHeaders().getFirst("User-Agent"));
            seen.add(String.valueOf(it.getRequestHeaders().getFirst("Accept-Encoding")));
            seen.add(String.valueOf(it.getRequestHeaders().getFirst("Cookie")));
            it.getResponseHeaders().set("ETag", "\"1\"");
            it.getResponseHeaders().set("Set-Cookie", "track=1");
            it.sendResponseHeaders(200, FILE.length);
            it.getResponseBody().write(FILE);
        });
        var client = client(InetAddress::getAllByName, Duration.ofSeconds(10));
        client.fetch(web.url("/b.jpg"), null, null);
        assertThat(client.fetch(web.url("/b.jpg"), null, null)).isInstanceOfSatisfying(Answer.File.class, it -> {
            assertThat(it.bytes()).isEqualTo(FILE);
            assertThat(it.etag()).isEqualTo("\"1\"");
        });
        assertThat(seen.subList(3, 6))
                .containsExactly("Postille (product photos; +https://news.example)", "null", "null");
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        web.at("/b.jpg", it -> {
            var same = "\"1\"".equals(it.getRequestHeaders().getFirst("If-None-Match"))
                    && "Mon, 04 May 2026 10:00:00 GMT"
                            .equals(it.getRequestHeaders().getFirst("If-Modified-Since"));
            it.sendResponseHeaders(same ? 304 : 500, -1);
        });
        assertThat(client(InetAddress::getAllByName, Duration.ofSeconds(10))
                        .fetch(web.url("/b.jpg"), "\"1\"", "Mon, 04 May 2026 10:00:00 GMT"))
                .isEqualTo(new Answer.Unchanged());
    }

    @ParameterizedTest
    @CsvSource({
        "403,FORBIDDEN",
        "404,GONE",
        "410,GONE",
        "429,BUSY",
        "503,BUSY",
        "500,SERVER_ERROR",
        "304,FORBIDDEN",
        "206,FORBIDDEN"
    })
    void a_status_says_what_is_wrong(int status, Trouble trouble) {
        web.status("/b.jpg", status);
        assertThat(trouble(fetch(web.url("/b.jpg")))).isEqualTo(trouble);
    }

    @Test
    void a_host_that_is_busy_says_until_when() {
        web.at("/b.jpg", it -> {
            it.getResponseHeaders().set("Retry-After", "90");
            it.sendResponseHeaders(429, -1);
        });
        assertThat(fetch(web.url("/b.jpg")))
                .isEqualTo(new Answer.Failed(Trouble.BUSY, "HTTP 429", Duration.ofSeconds(90)));
    }

    @Test
    void three_redirections_are_followed_and_no_fourth() {
        web.redirect("/1", "/2").redirect("/2", "/3").redirect("/3", web.url("/a.jpg"));
        web.redirect("/0", "/1");
        assertThat(fetch(web.url("/1"))).isInstanceOf(Answer.File.class);
        assertThat(trouble(fetch(web.url("/0")))).isEqualTo(Trouble.REDIRECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/a.jpg",
                "http://localhost:PORT/a.jpg",
                "http://[::ffff:127.0.0.1]:PORT/a.jpg",
                "http://2130706433:PORT/a.jpg",
                "//127.0.0.1:PORT/a.jpg",
                "file:///etc/passwd",
                "http://127.0.0.2:22/a.jpg"
            })
    void a_redirection_is_looked_at_as_closely_as_the_first_address(String location) {
        web.redirect("/b.jpg", location.replace("PORT", String.valueOf(web.port())));
        assertThat(trouble(fetch(web.url("/b.jpg")))).isIn(Trouble.NOT_PUBLIC, Trouble.REDIRECTED);
        assertThat(inside.asked).isEmpty();
    }

    @Test
    void a_name_that_leads_elsewhere_a_moment_later_leads_to_what_was_checked_or_nowhere() {
        var asked = new AtomicInteger();
        // The first answer is good, all others lead inside.
        CheckedNames.Lookup rebinding = _ -> new InetAddress[] {asked.incrementAndGet() == 1 ? PUBLIC : INNER};
        var client = client(rebinding, Duration.ofSeconds(10));
        web.at("/a.jpg", it -> {
            it.getResponseHeaders().set("Connection", "close");
            it.sendResponseHeaders(200, FILE.length);
            it.getResponseBody().write(FILE);
        });
        var url = "http://rebinding.example:" + web.port() + "/a.jpg";
        assertThat(client.fetch(url, null, null)).isInstanceOf(Answer.File.class);
        assertThat(asked).as("a name is looked up once for a connection").hasValue(1);
        assertThat(trouble(client.fetch(url, null, null))).isEqualTo(Trouble.NOT_PUBLIC);
        assertThat(inside.asked).isEmpty();
    }

    @Test
    void a_name_that_leads_inside_beside_the_web_is_not_asked_at_all() {
        var client = client(_ -> new InetAddress[] {PUBLIC, INNER}, Duration.ofSeconds(10));
        assertThat(trouble(client.fetch("http://both.example:" + web.port() + "/a.jpg", null, null)))
                .isEqualTo(Trouble.NOT_PUBLIC);
        assertThat(web.asked).isEmpty();
    }

    @Test
    void a_host_inside_is_asked_when_the_operator_says_so() {
        CheckedNames.Lookup lookup = _ -> new InetAddress[] {INNER};
        assertThat(client(lookup, Duration.ofSeconds(10), "cdn.internal")
                        .fetch("http://cdn.internal:" + web.port() + "/a.jpg", null, null))
                .isInstanceOf(Answer.File.class);
        assertThat(trouble(client(lookup, Duration.ofSeconds(10), "cdn.internal")
                        .fetch("http://other.internal:" + web.port() + "/a.jpg", null, null)))
                .isEqualTo(Trouble.NOT_PUBLIC);
    }

    @Test
    void a_port_beside_those_of_the_web_is_not_asked() {
        assertThat(trouble(fetch("http://127.0.0.2:25/a.jpg"))).isEqualTo(Trouble.ADDRESS);
    }

    @Test
    void what_is_too_large_is_not_read_to_its_end() {
        var written = new AtomicInteger();
        web.at("/endless.jpg", it -> {
            it.sendResponseHeaders(200, 0);
            var chunk = new byte[100_000];
            for (var i = 0; i < 10_000; i++) {
                it.getResponseBody().write(chunk);
                written.addAndGet(chunk.length);
            }
        });
        web.at("/large.jpg", it -> {
            it.sendResponseHeaders(200, 10_000_001);
            it.getResponseBody().write(FILE);
            it.getResponseBody().flush();
        });
        assertThat(trouble(fetch(web.url("/endless.jpg")))).isEqualTo(Trouble.TOO_LARGE);
        assertThat(written).hasValueLessThan(30_000_000);
        assertThat(trouble(fetch(web.url("/large.jpg")))).isEqualTo(Trouble.TOO_LARGE);
    }

    @Test
    void a_host_that_answers_by_drops_is_not_waited_for() {
        web.at("/slow.jpg", it -> {
            it.sendResponseHeaders(200, 0);
            // Each drop is in time, all together are not; the client that hangs up ends it.
            for (var i = 0; i < 1_000_000; i++) {
                it.getResponseBody().write(1);
                it.getResponseBody().flush();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        });
        var answer = client(InetAddress::getAllByName, Duration.ofMillis(600)).fetch(web.url("/slow.jpg"), null, null);
        assertThat(trouble(answer)).isEqualTo(Trouble.TOO_SLOW);
    }

    @Test
    void a_host_that_is_not_there_is_told_from_one_that_is() {
        var port = web.port();
        web.close();
        assertThat(trouble(fetch("http://127.0.0.2:" + port + "/a.jpg"))).isEqualTo(Trouble.UNREACHABLE);
        assertThat(trouble(client(
                                host -> {
                                    throw new UnknownHostException(host);
                                },
                                Duration.ofSeconds(5))
                        .fetch("http://nobody.example/a.jpg", null, null)))
                .isEqualTo(Trouble.UNREACHABLE);
    }

    /** Addresses that attacks are made with: none leads anywhere, with the rules that production has. */
    @TestFactory
    List<DynamicTest> no_address_of_an_attack_is_asked() throws IOException {
        var attacks = new ArrayList<>(List.of(
                "http://127.1:PORT/",
                "http://0:PORT/",
                "http://0x7f000001:PORT/",
                "http://017700000001:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://[::]:PORT/",
                "http://[0:0:0:0:0:ffff:7f00:1]:PORT/",
                "http://①②⑦.⓪.⓪.①:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/latest/meta-data/",
                "http://metadata.google.internal/",
                "dict://127.0.0.1:PORT/",
                "data:image/png;base64,AAAA"));
        var shared = Path.of("../shared/fixtures/security/strings.json");
        if (Files.exists(shared)) {
            for (var it : new ObjectMapper().readTree(shared.toFile()).get("ssrf")) {
                attacks.add(it.asText().replaceFirst(" .*", "").replaceFirst("^(http://[^/]+)/", "$1:PORT/"));
            }
        }
        return attacks.stream()
                .map(it -> it.replace("PORT", String.valueOf(web.port())))
                .map(it -> DynamicTest.dynamicTest(it, () -> {
                    var client = new WebPhotos(
                            new PhotoHost.Settings(
                                    Optional.empty(), List.of(80, 443, web.port()), Duration.ofMillis(800)),
                            "https://news.example",
                            InetAddress::getAllByName,
                            PublicWeb::holds);
                    try {
                        assertThat(trouble(client.fetch(it, null, null)))
                                .isIn(Trouble.ADDRESS, Trouble.NOT_PUBLIC, Trouble.UNREACHABLE);
                    } finally {
                        client.close();
                    }
                    assertThat(inside.asked).isEmpty();
                    assertThat(web.asked).isEmpty();
                }))
                .toList();
    }
}
