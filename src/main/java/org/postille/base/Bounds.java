package org.postille.base;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * What a column can hold, asked of a value that comes from outside before it meets the database: there one value that does
 * not fit would end a whole batch, or be cut in silence.
 */
public final class Bounds {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    // MariaDB's datetime goes from 1000 to 9999.
    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;

    /** How far in the future a past moment may lie, since no two clocks are the same. */
    public static final Duration CLOCKS_APART = Duration.ofDays(1);

    private Bounds() {}

    /**
     * A key of the shop's own: printable ASCII, as ids of customers, products and events are.
     *
     * @throws Invalid if it has other characters or more than that many
     */
    public static String key(String text, String field, int longest) {
        if (text.length() > longest) {
            throw tooLong(text, field, longest);
        }
        if (!isKey(text)) {
            throw new Invalid("'" + field + "' is '" + text + "', expected printable ASCII characters");
        }
        return text;
    }

    /** Whether a column of keys could hold it at all: the database would not even compare anything else with one. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /**
     * Text of one line; control characters become a space.
     *
     * @param longest in UTF-16 units
     * @throws Invalid if it is longer
     */
    public static String text(String text, String field, int longest) {
        if (text.length() > longest) {
            throw tooLong(text, field, longest);
        }
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** Text of one line without spaces around it, of any length. */
    public static String line(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    /** @throws Invalid if the database knows no such day */
    public static LocalDate date(LocalDate date, String field) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new Invalid("'" + field + "' is " + date + ", expected a year of four digits");
        }
        return date;
    }

    /** @throws Invalid if the database knows no such time */
    public static Instant instant(Instant instant, String field) {
        if (instant.isBefore(start(FIRST_YEAR)) || !instant.isBefore(start(LAST_YEAR + 1))) {
            throw new Invalid("'" + field + "' is " + instant + ", expected a year of four digits");
        }
        return instant;
    }

    private static Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Invalid tooLong(String text, String field, int longest) {
        return new Invalid(
                "'" + field + "' has " + text.length() + " characters, at most " + longest + " are possible");
    }
}
