package org.postille.delivery.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Any text, made fit to stand in a header: plain where it is plain, else encoded-words (RFC 2047) of at most 75 characters
 * that begin and end between characters.
 */
final class HeaderText {

    private static final int LINE = 76;
    private static final int WORD = 75;
    private static final String START_B = "=?UTF-8?B?";
    private static final String START_Q = "=?UTF-8?Q?";
    private static final String END = "?=";
    private static final int FRAME = START_B.length() + END.length();
    private static final String HEX = "0123456789ABCDEF";
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    /** Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9): left open, they turn round what stands beside. */
    private static final Pattern DIRECTIONS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*");

    private HeaderText() {}

    /** Without control characters and line separators, a run of them being one space; and without what changes the direction of writing. */
    static String clean(String text) {
        return CONTROLS.matcher(DIRECTIONS.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** The value of an unstructured header such as Subject. */
    static String unstructured(String header, String text) {
        var clean = clean(text);
        var used = header.length() + 2;
        return plain(clean) && used + clean.length() <= LINE ? clean : encoded(clean, used);
    }

    /** A display name, to stand before an address. */
    static String phrase(String header, String text) {
        var clean = clean(text);
        var used = header.length() + 2;
        if (!plain(clean) || used + clean.length() + 2 > LINE) {
            return encoded(clean, used);
        }
        return ATOMS.matcher(clean).matches()
                ? clean
                : '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What looks like an encoded-word is not plain: it would be read as what it encodes. */
    private static boolean plain(String text) {
        return PLAIN.matcher(text).matches() && !text.contains("=?");
    }

    private static String encoded(String text, int used) {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        var base64 = inBase64(octets.length) < inQ(octets, 0, octets.length);
        var out = new StringBuilder(octets.length * 2);
        var room = Math.min(WORD, LINE - used) - FRAME;
        var from = 0;
        for (var at = 0; at < octets.length; ) {
            var next = at + 1;
            while (next < octets.length && (octets[next] & 0xC0) == 0x80) {
                next++;
            }
            if (at > from && (base64 ? inBase64(next - from) : inQ(octets, from, next)) > room) {
                word(out, octets, from, at, base64);
                out.append("\r\n ");
                from = at;
                room = WORD - FRAME;
            }
            at = next;
        }
        word(out, octets, from, octets.length, base64);
        return out.toString();
    }

    private static void word(StringBuilder out, byte[] octets, int from, int to, boolean base64) {
        if (base64) {
            var encoded = Base64.getEncoder().encode(Arrays.copyOfRange(octets, from, to));
            out.append(START_B).append(new String(encoded, StandardCharsets.US_ASCII));
        } else {
            out.append(START_Q);
            for (var i = from; i < to; i++) {
                var octet = octets[i];
                if (octet == ' ') {
                    out.append('_');
                } else if (isLiteral(octet)) {
                    out.append((char) octet);
                } else {
                    out.append('=').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
                }
            }
        }
        out.append(END);
    }

    private static int inBase64(int octets) {
        return (octets + 2) / 3 * 4;
    }

    private static int inQ(byte[] octets, int from, int to) {
        var length = 0;
        for (var i = from; i < to; i++) {
            length += octets[i] == ' ' || isLiteral(octets[i]) ? 1 : 3;
        }
        return length;
    }

    private static boolean isLiteral(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || "!*+-/".indexOf(octet) >= 0;
    }
}
