package org.postille.base;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From one number to another, both included, as shops write it: {@code 4}, {@code 3-6}, {@code 3+}, {@code bis 12 kg}.
 *
 * @param from at least {@link #LEAST}, at most {@code to}
 * @param to at most {@link #MOST}
 */
public record Extent(double from, double to) {

    /** Where there is no lower end. */
    public static final double LEAST = -1e15;

    /** Where there is no upper end. */
    public static final double MOST = 1e15;

    private static final String NUMBER = "(-?\\d{1,15}(?:[.,]\\d{1,9})?)";
    private static final String UNIT = "\\s*(\\p{L}{0,15}\\.?|%|\"|°)";
    private static final Pattern ONE = Pattern.compile(NUMBER + UNIT);
    private static final Pattern RANGE = Pattern.compile(
            NUMBER + UNIT + "\\s*(?:-|–|—|\\.\\.|to|bis|à)\\s*" + NUMBER + UNIT, Pattern.CASE_INSENSITIVE);
    private static final Pattern UP = Pattern.compile(
            NUMBER + UNIT + "\\s*\\+" + UNIT + "|(?:from|over|ab|über|>=?)\\s*" + NUMBER + UNIT,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DOWN =
            Pattern.compile("(?:up to|under|to|bis(?: zu)?|unter|<=?)\\s*" + NUMBER + UNIT, Pattern.CASE_INSENSITIVE);

    /** What Google Merchant calls age groups, in years. */
    private static final Map<String, Extent> GROUPS = Map.of(
            "newborn", new Extent(0, 0.25),
            "infant", new Extent(0.25, 1),
            "toddler", new Extent(1, 5),
            "kids", new Extent(5, 13),
            "adult", new Extent(13, MOST));

    /** The numbers that a text says, whatever unit stands behind them; nothing where it says none. */
    public static Optional<Extent> of(String text) {
        return read(text, false);
    }

    /** The ages that a text says, in years: {@code 3-6}, {@code 6 months+}, {@code toddler} as Google Merchant has it. */
    public static Optional<Extent> ages(String text) {
        return Optional.ofNullable(GROUPS.get(text.strip().toLowerCase(Locale.ROOT)))
                .or(() -> read(text, true));
    }

    public boolean contains(double number) {
        return from <= number && number <= to;
    }

    /** Whether there is a number in both. */
    public boolean meets(Extent other) {
        return from <= other.to && other.from <= to;
    }

    private static Optional<Extent> read(String text, boolean ages) {
        if (text.length() > 60) {
            return Optional.empty();
        }
        var plain = text.strip();
        var one = ONE.matcher(plain);
        if (one.matches()) {
            var years = years(one.group(2), ages);
            var number = number(one.group(1)) * years;
            // A toy for the age of 4 is for all who are four, until they are five.
            return Optional.of(new Extent(number, ages ? Math.nextDown(number + years) : number));
        }
        var range = RANGE.matcher(plain);
        if (range.matches()) {
            var upper = years(range.group(4), ages);
            var lower = range.group(2).isEmpty() ? upper : years(range.group(2), ages);
            var from = number(range.group(1)) * lower;
            var to = number(range.group(3)) * upper;
            return from > to ? Optional.empty() : Optional.of(new Extent(from, ages ? Math.nextDown(to + upper) : to));
        }
        var up = UP.matcher(plain);
        if (up.matches()) {
            var unit = up.group(1) == null ? up.group(5) : up.group(2) + up.group(3);
            return Optional.of(
                    new Extent(number(up.group(1) == null ? up.group(4) : up.group(1)) * years(unit, ages), MOST));
        }
        var down = DOWN.matcher(plain);
        return down.matches()
                ? Optional.of(new Extent(LEAST, number(down.group(1)) * years(down.group(2), ages)))
                : Optional.empty();
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    /** How many years one of the unit has; 1 where no ages are meant. */
    private static double years(String unit, boolean ages) {
        var plain = unit.toLowerCase(Locale.ROOT);
        return ages && (plain.startsWith("mo") || plain.equals("m") || plain.equals("m.")) ? 1.0 / 12 : 1;
    }
}
