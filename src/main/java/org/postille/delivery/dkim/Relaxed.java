package org.postille.delivery.dkim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/** The form called relaxed, in which a mail is hashed (RFC 6376 section 3.4.2 and 3.4.4): a relay may fold and pad, no more. */
final class Relaxed {

    private static final byte[] LINE_END = {'\r', '\n'};

    private Relaxed() {}

    /** One header field, from its name to its last character, with {@code CRLF} at the end. */
    static String header(String field) {
        var colon = field.indexOf(':');
        var out = new StringBuilder(field.length() + 2)
                .append(field.substring(0, colon).strip().toLowerCase(Locale.ROOT))
                .append(':');
        var begin = out.length();
        var blank = false;
        for (var i = colon + 1; i < field.length(); i++) {
            var c = field.charAt(i);
            if (c == ' ' || c == '\t') {
                blank = true;
            } else if (c != '\r' && c != '\n') {
                if (blank && out.length() > begin) {
                    out.append(' ');
                }
                blank = false;
                out.append(c);
            }
        }
        return out.append("\r\n").toString();
    }

    /** Feeds the body, which begins at {@code from}, without making a copy of it. */
    static void body(byte[] mail, int from, MessageDigest digest) {
        var end = endOfText(mail, from);
        if (end == from) {
            return;
        }
        var begin = from;
        for (var i = from; i < end; i++) {
            if (!isBlank(mail[i])) {
                continue;
            }
            var blank = i;
            // The last character of the text is not a blank, so this ends before it.
            while (isBlank(mail[i + 1])) {
                i++;
            }
            if (isLineEnd(mail, i + 1)) {
                digest.update(mail, begin, blank - begin);
                begin = i + 1;
            } else if (i > blank || mail[blank] == '\t') {
                digest.update(mail, begin, blank - begin);
                digest.update((byte) ' ');
                begin = i + 1;
            }
        }
        digest.update(mail, begin, end - begin);
        digest.update(LINE_END);
    }

    /** Behind the last line that is not blank, before its line end; {@code from} if there is none. */
    private static int endOfText(byte[] mail, int from) {
        var end = mail.length;
        while (true) {
            while (end > from && isBlank(mail[end - 1])) {
                end--;
            }
            if (end - 2 < from || !isLineEnd(mail, end - 2)) {
                return end;
            }
            end -= 2;
        }
    }

    /** Where the body begins: behind the first empty line; the end if there is none. */
    static int bodyStart(byte[] mail) {
        if (isLineEnd(mail, 0)) {
            return 2;
        }
        for (var i = 0; i + 3 < mail.length; i++) {
            if (isLineEnd(mail, i) && isLineEnd(mail, i + 2)) {
                return i + 4;
            }
        }
        return mail.length;
    }

    /** As text of one character per octet. */
    static String text(byte[] mail, int from, int to) {
        return new String(mail, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isLineEnd(byte[] mail, int at) {
        return at + 1 < mail.length && mail[at] == '\r' && mail[at + 1] == '\n';
    }
}
