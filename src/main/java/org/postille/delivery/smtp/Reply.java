package org.postille.delivery.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the relay said last, or what we say where it said nothing.
 *
 * @param code RFC 5321 reply code; 0 if there was no reply
 * @param text one line, without the code, at most 400 characters, no control characters
 */
public record Reply(int code, String text) {

    private static final Pattern ENHANCED = Pattern.compile("^([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern CODE = Pattern.compile("(?m)^\\d{3}[ -]?");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\u2028\\u2029]+");
    private static final int LONGEST = 400;

    public Reply {
        var oneLine = SPACE.matcher(text).replaceAll(" ").strip();
        text = oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) : oneLine;
    }

    /** A reply as it came, perhaps of several lines. */
    static Reply parse(int code, String lines) {
        return new Reply(Math.max(code, 0), CODE.matcher(lines).replaceAll(""));
    }

    /** The enhanced status code (RFC 3463) the text begins with. */
    public Optional<String> enhanced() {
        var matcher = ENHANCED.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return code == 0 ? text : code + " " + text;
    }
}
