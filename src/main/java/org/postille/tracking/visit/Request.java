package org.postille.tracking.visit;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for something in a mail: what of it tells who asks.
 *
 * @param agent the header User-Agent, at most {@value #LONGEST_AGENT} characters of it; empty where there was none
 * @param referred whether it had a Referer
 * @param speaks whether it had an Accept-Language, as every browser's has
 * @param mangled whether the address was changed on its way as some filters do
 * @param trap whether it is for the link that nobody follows
 * @param address of the client; null where that is not known
 */
public record Request(
        Kind kind,
        String method,
        String agent,
        boolean referred,
        boolean speaks,
        boolean mangled,
        boolean trap,
        @Nullable InetAddress address) {

    public static final int LONGEST_AGENT = 300;

    private static final int LONGEST_METHOD = 8;

    /** What is asked for. */
    public enum Kind {
        PICTURE,
        /** The click on a slot. */
        CLICK,
        /** The click on another link. */
        LINK,
        /** The page that unsubscribes. */
        UNSUBSCRIBE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        /** Whether a link was followed. */
        boolean follows() {
            return this != PICTURE;
        }
    }

    public Request {
        agent = cut(agent, LONGEST_AGENT);
        method = cut(method, LONGEST_METHOD);
    }

    /** What came over HTTP. Behind a proxy the address is the client's where {@code quarkus.http.proxy} says whom to believe. */
    public static Request of(Kind kind, HttpServerRequest request) {
        var headers = request.headers();
        var peer = request.remoteAddress();
        return new Request(
                kind,
                request.method().name(),
                Objects.requireNonNullElse(headers.get("User-Agent"), "").strip(),
                isThere(headers.get("Referer")),
                isThere(headers.get("Accept-Language")),
                isMangled(request.path()),
                false,
                peer == null ? null : address(peer.hostAddress()));
    }

    /** The same for the link that is a trap. */
    public Request toTrap() {
        return new Request(kind, method, agent, referred, speaks, mangled, true, address);
    }

    /** A token without what a filter has put behind it: quotes, as they are and escaped. */
    public static String unmangled(String token) {
        var end = token.length();
        while (end > 0 && "'\"".indexOf(token.charAt(end - 1)) >= 0) {
            end--;
        }
        return token.substring(0, end);
    }

    private static boolean isMangled(@Nullable String path) {
        if (path == null) {
            return false;
        }
        var last = path.substring(path.lastIndexOf('/') + 1);
        return last.contains("%27") || last.contains("%22") || last.contains("'") || last.contains("\"");
    }

    private static boolean isThere(@Nullable String header) {
        return header != null && !header.isBlank();
    }

    private static @Nullable InetAddress address(@Nullable String text) {
        try {
            return text == null ? null : InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** The first three bytes of an IPv4 address, the first six of an IPv6 address; empty where it is not known. */
    String network() {
        return address == null ? "" : Networks.prefix(address);
    }

    /** What it runs on, by its own words. */
    Platform platform() {
        return Platform.of(agent);
    }

    /** An operating system, as coarsely as two clicks of one person agree on it. */
    enum Platform {
        WINDOWS,
        APPLE,
        ANDROID,
        LINUX,
        OTHER;

        static Platform of(String agent) {
            if (agent.contains("Windows")) {
                return WINDOWS;
            }
            if (agent.contains("Mac OS X") || agent.contains("iPhone") || agent.contains("iPad")) {
                return APPLE;
            }
            if (agent.contains("Android")) {
                return ANDROID;
            }
            return agent.contains("Linux") || agent.contains("X11") ? LINUX : OTHER;
        }
    }
}
