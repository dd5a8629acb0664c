package org.postille.catalog.fetch;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.postille.base.Invalid;

/**
 * An {@code http} or {@code https} address. Lenient in what feeds write that no browser minds (spaces, umlauts), strict in all that
 * says where it leads.
 *
 * @param host in lower case and ASCII; of IPv6 without brackets
 * @param uri the same as a client asks for it, without fragment
 */
record PhotoAddress(String scheme, String host, int port, URI uri) {

    private static final int LONGEST = 4_000;
    private static final int LAST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile(
            "(https?)://([^@/?#\\\\]*@)?(\\[[0-9a-f:.]+]|[^:/?#\\[\\]\\\\]+)(?::([0-9]{1,5}))?([/?][^#]*)?(?:#.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
    /** Characters of RFC 3986 that may stand in path and query as they are. */
    private static final String AS_IT_IS = "-._~!$&'()*+,;=:@/?";

    /** @throws Invalid if it is another kind of address, or none */
    static PhotoAddress of(String text) {
        var address = text.strip();
        var parts = FORM.matcher(address);
        if (address.length() > LONGEST || !parts.matches()) {
            throw new Invalid("expected an address such as https://shop.example/photo.jpg");
        }
        if (parts.group(2) != null) {
            throw new Invalid("an address with a user name or password in it is not asked");
        }
        var scheme = parts.group(1).toLowerCase(Locale.ROOT);
        var port = parts.group(4) == null ? scheme.equals("https") ? 443 : 80 : Integer.parseInt(parts.group(4));
        if (port < 1 || port > LAST_PORT) {
            throw new Invalid("there is no port " + port);
        }
        var host = ascii(parts.group(3));
        var rest = parts.group(5) == null ? "/" : parts.group(5);
        var authority = host.indexOf(':') < 0 ? host : '[' + host + ']';
        var uri = scheme + "://" + authority + (parts.group(4) == null ? "" : ":" + port)
                + (rest.startsWith("?") ? "/" : "") + escaped(rest);
        try {
            return new PhotoAddress(scheme, host, port, URI.create(uri));
        } catch (IllegalArgumentException e) {
            throw new Invalid("it is no address: " + e.getMessage(), e);
        }
    }

    private static String ascii(String host) {
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1).toLowerCase(Locale.ROOT);
        }
        try {
            var name = IDN.toASCII(host).toLowerCase(Locale.ROOT);
            if (name.isEmpty() || !name.chars().allMatch(it -> it > ' ' && it < 127 && it != '%')) {
                throw new Invalid("'" + host + "' is no name of a host");
            }
            return name;
        } catch (IllegalArgumentException e) {
            throw new Invalid("'" + host + "' is no name of a host", e);
        }
    }

    /**
     * Where a redirection from here leads.
     *
     * @throws Invalid as {@link #of}, and if it leads from {@code https} to {@code http}
     */
    PhotoAddress redirected(String location) {
        var next = ABSOLUTE.matcher(location.strip()).matches()
                ? of(location)
                : of(relative(location.strip()).toString());
        if (scheme.equals("https") && next.scheme.equals("http")) {
            throw new Invalid("it leads from https to http");
        }
        return next;
    }

    private URI relative(String location) {
        try {
            return uri.resolve(escaped(location.replaceFirst("#.*", "")));
        } catch (IllegalArgumentException e) {
            throw new Invalid("it leads to what is no address", e);
        }
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (var i = 0; i < text.length(); ) {
            var character = text.codePointAt(i);
            i += Character.charCount(character);
            if (isPlain(character) || (character == '%' && isHex(text, i) && isHex(text, i + 1))) {
                escaped.appendCodePoint(character);
                continue;
            }
            for (var one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", one & 0xFF));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || AS_IT_IS.indexOf(character) >= 0;
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 128;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
