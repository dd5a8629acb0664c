package org.postille.delivery.smtp;

import java.util.List;
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
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\u2028\\u2029]+");
    private static final int LONGEST = 400;

    /** How relays name the mail that they have taken; the first that is found. */
    private static final List<Pattern> QUEUE_ID = List.of(
            // Postfix, SendGrid
            Pattern.compile("(?i)\\bqueued as ([\\w.-]{4,100})"),
            // Exchange
            Pattern.compile("\\bInternalId=(\\d{1,30})"),
            // Exim
            Pattern.compile("\\bid=([\\w.-]{4,100})"),
            // Sendmail, OpenSMTPD
            Pattern.compile("^(?:2\\.\\d\\.\\d )?([\\w.-]{4,100}) Message accepted for delivery"),
            // Gmail
            Pattern.compile("(?i)\\bok +\\d{6,12} ([\\w.-]{8,100}) - gsmtp"),
            // Amazon SES
            Pattern.compile("^(?:2\\.\\d\\.\\d )?(?i:ok) ([0-9a-f][0-9a-f-]{19,100})$"));

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>()\\[\\],;:\"']{1,64}@([A-Za-z0-9.-]{1,253})");

    public Reply {
        var oneLine = plain(text) ? text : SPACE.matcher(text).replaceAll(" ").strip();
        text = oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) : oneLine;
    }

    /** A reply of several lines as one; the enhanced status code that each of them begins with is said once. */
    static Reply of(int code, List<String> lines) {
        if (lines.size() == 1) {
            return new Reply(code, lines.getFirst());
        }
        var enhanced = ENHANCED.matcher(lines.getFirst());
        var again = enhanced.find() ? enhanced.group(1) + " " : null;
        var text = new StringBuilder(lines.getFirst());
        for (var line : lines.subList(1, lines.size())) {
            text.append(' ').append(again != null && line.startsWith(again) ? line.substring(again.length()) : line);
        }
        return new Reply(code, text.toString());
    }

    private static boolean plain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && (i == 0 || i == text.length() - 1 || text.charAt(i - 1) == ' '))) {
                return false;
            }
        }
        return true;
    }

    /** The same with what is to be done about it. */
    Reply hint(String advice) {
        var room = LONGEST - advice.length() - 3;
        return new Reply(code, (text.length() > room ? text.substring(0, room) : text) + " (" + advice + ")");
    }

    /** The enhanced status code (RFC 3463) the text begins with. */
    public Optional<String> enhanced() {
        var matcher = ENHANCED.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Under which name the relay has queued the mail that it has taken, if it says so: for a look into its log. */
    public Optional<String> queueId() {
        if (code < 200 || code > 299) {
            return Optional.empty();
        }
        for (var pattern : QUEUE_ID) {
            var matcher = pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return code == 0 ? text : code + " " + text;
    }

    /** {@return a text as logs and pages of operators may hold it: without what stands before the @ of addresses} */
    public static String withoutAddresses(String text) {
        return ADDRESS.matcher(text).replaceAll("…@$1");
    }
}
