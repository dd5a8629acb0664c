package org.postille.delivery.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text in UTF-8 as quoted-printable (RFC 2045 section 6.7), in one pass into one array. Besides what must be encoded, so is
 * what some program on the way takes for its own: a dot or {@code From} at the beginning of a line.
 */
final class QuotedPrintable {

    /** Characters of a line, before the equals sign that says that the line goes on. */
    private static final int LINE = 75;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] LITERAL = new boolean[256];

    static {
        Arrays.fill(LITERAL, ' ', '~' + 1, true);
        LITERAL['\t'] = true;
        LITERAL['='] = false;
    }

    private final Octets out;
    private final byte[] text;
    private int at;
    private int column;

    private QuotedPrintable(Octets out, byte[] text) {
        this.out = out;
        this.text = text;
    }

    /** Line ends of any kind become CRLF; one that the text does not end with is not added. */
    static void encode(String text, Octets out) {
        new QuotedPrintable(out, text.getBytes(StandardCharsets.UTF_8)).run();
    }

    private void run() {
        while (at < text.length) {
            var octet = text[at];
            if (octet == '\r' || octet == '\n') {
                lineEnd(octet);
            } else if (!LITERAL[octet & 0xFF] || (column == 0 && misread()) || endsLineAsBlank(octet)) {
                code(octet);
            } else {
                literals();
            }
        }
    }

    private void lineEnd(byte octet) {
        at += octet == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? 2 : 1;
        out.add('\r').add('\n');
        column = 0;
    }

    private boolean misread() {
        return text[at] == '.'
                || (text[at] == 'F'
                        && at + 4 < text.length
                        && text[at + 1] == 'r'
                        && text[at + 2] == 'o'
                        && text[at + 3] == 'm'
                        && text[at + 4] == ' ');
    }

    /** A blank at the end of a line gets lost on the way. */
    private boolean endsLineAsBlank(byte octet) {
        return (octet == ' ' || octet == '\t')
                && (at + 1 == text.length || text[at + 1] == '\r' || text[at + 1] == '\n');
    }

    private void code(byte octet) {
        if (column + 3 > LINE) {
            goOn();
        }
        out.add('=').add(HEX[(octet >> 4) & 0xF]).add(HEX[octet & 0xF]);
        column += 3;
        at++;
    }

    /** As many as stand for themselves and fit; the first does. */
    private void literals() {
        if (column == LINE) {
            goOn();
            return;
        }
        var end = Math.min(text.length, at + LINE - column);
        var to = at + 1;
        while (to < end && LITERAL[text[to] & 0xFF]) {
            to++;
        }
        var last = text[to - 1];
        if (to - 1 > at && (last == ' ' || last == '\t')) {
            // Whether it ends the line is looked at when its turn comes.
            to--;
        }
        out.add(text, at, to);
        column += to - at;
        at = to;
    }

    private void goOn() {
        out.add('=').add('\r').add('\n');
        column = 0;
    }
}
