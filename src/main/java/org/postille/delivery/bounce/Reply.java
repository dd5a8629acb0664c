package org.postille.delivery.bounce;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The codes of a refusal.
 *
 * @param code of SMTP (RFC 5321 section 4.2), 400 to 599
 * @param status of RFC 3463
 */
record Reply(@Nullable Integer code, @Nullable String status) {

    private static final String STATUS = "[45]\\.\\d{1,3}\\.\\d{1,3}";

    /** "550 5.1.1", "550-5.7.26", "550 #5.1.0", "550-'5.7.1", "SMTP; 552 5.2.2". */
    private static final Pattern BOTH =
            Pattern.compile("(?<![\\d.])([45]\\d\\d)[ :-]{1,3}['\"(#]{0,2}(" + STATUS + ")(?![\\d.]*\\d)");

    private static final Pattern STATUS_ALONE = Pattern.compile("(?<![\\d.])(" + STATUS + ")(?![\\d]|\\.\\d)");

    /** At the start, or behind what introduces a reply; elsewhere three digits may be anything. */
    private static final Pattern CODE_ALONE = Pattern.compile(
            "(?:^|-- |smtp;|said:|response:|reason:|returned:|error:|code ?:|<<<|[:\\[(\"'>]|error|with|=|\\.\\.\\.|->) ?(?<![\\d.])([45]\\d\\d)(?=[ :;,\\-\\])\"'.]|$)"
                    + "|(?<= )([45]\\d\\d)(?=-'|-\")");

    /** Reads the codes in what a system said; those of its first refusal where it quotes several. */
    static Reply in(String plain) {
        var both = BOTH.matcher(plain);
        if (both.find()) {
            return new Reply(Integer.valueOf(both.group(1)), both.group(2));
        }
        var code = CODE_ALONE.matcher(plain);
        return new Reply(
                code.find() ? number(code.group(1), code.group(2)) : null,
                status(plain).orElse(null));
    }

    /** {@return the first enhanced status code in a text} */
    static Optional<String> status(String text) {
        var matcher = STATUS_ALONE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** {@return this with what the other knows where this knows nothing, or only that something went wrong} */
    Reply or(Reply other) {
        var known = status == null || (vague(status) && other.status != null) ? other.status : status;
        return new Reply(code == null ? other.code : code, known);
    }

    /** {@return whether a status says no more than its class: x.0.0} */
    static boolean vague(String status) {
        return status.endsWith(".0.0");
    }

    /** {@return whether the SMTP reply, or the status where there is no reply, asks to try again} */
    boolean temporary() {
        return code != null ? code < 500 : status != null && status.startsWith("4.") && !vague(status);
    }

    /** {@return subject and detail of the status, such as 1.1} */
    Optional<String> detail() {
        return status == null ? Optional.empty() : Optional.of(status.substring(2));
    }

    /**
     * {@return whether the status has this subject}
     *
     * @param subject such as 7
     */
    boolean about(int subject) {
        return status != null && status.startsWith(subject + ".", 2);
    }

    /** Takes the codes out of the middle of replies of several lines, so that phrases are found across them. */
    static String joined(String plain) {
        return plain.replaceAll("(?<= )[45]\\d\\d[ -](?:" + STATUS + " )?", "");
    }

    private static Integer number(@Nullable String one, @Nullable String other) {
        return Integer.valueOf(one == null ? String.valueOf(other) : one);
    }
}
