package org.postille.delivery.smtp;

import java.nio.charset.StandardCharsets;
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
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*");

    private HeaderText() {}

    /** Without control characters and line separators: a run of them is one space. */
    static String clean(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
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
        var inQ = 0;
        for (var octet : octets) {
            inQ += inQ(octet).length();
        }
        var base64 = (octets.length + 2) / 3 * 4 < inQ;
        var out = new StringBuilder();
        var word = new StringBuilder();
        var room = Math.min(WORD, LINE - used);
        for (var i = 0; i < text.length(); ) {
            var next = text.offsetByCodePoints(i, 1);
            if (!word.isEmpty() && word(word + text.substring(i, next), base64).length() > room) {
                out.append(word(word.toString(), base64)).append("\r\n ");
                word.setLength(0);
                room = WORD;
            }
            word.append(text, i, next);
            i = next;
        }
        return out.append(word(word.toString(), base64)).toString();
    }

    private static String word(String text, boolean base64) {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        if (base64) {
            return START_B + Base64.getEncoder().encodeToString(octets) + END;
        }
        var word = new StringBuilder(START_Q);
        for (var octet : octets) {
            word.append(inQ(octet));
        }
        return word.append(END).toString();
    }

    private static String inQ(byte octet) {
        var c = (char) (octet & 0xFF);
        if (c == ' ') {
            return "_";
        }
        return c < 0x80 && (Character.isLetterOrDigit(c) || "!*+-/".indexOf(c) >= 0)
                ? String.valueOf(c)
                : String.format("=%02X", (int) c);
    }
}
