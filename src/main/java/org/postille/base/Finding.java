package org.postille.base;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * What is wrong at a place in a file, as {@code ./postille check} and the imports print it.
 *
 * @param file as its author names it
 * @param line from 1
 * @param column from 1; 0 where only the line is known
 * @param message what was found, what was expected, the nearest known name; one line, cut where it is endless, since it may
 *     quote what a stranger wrote
 * @param taken whether what it is about counts all the same: it looks like a slip, and only its author can tell
 */
public record Finding(String file, int line, int column, String message, boolean taken) implements Comparable<Finding> {

    private static final int LONGEST = 1000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparingInt(Finding::column)
            .thenComparing(Finding::message);

    public Finding {
        message = CONTROL.matcher(message.length() > LONGEST ? message.substring(0, LONGEST) + " ..." : message)
                .replaceAll(" ");
    }

    /** Something that cannot be used. */
    public Finding(String file, int line, int column, String message) {
        this(file, line, column, message, false);
    }

    @Override
    public int compareTo(Finding other) {
        return BY_PLACE.compare(this, other);
    }

    /** {@code file:line:column: message}, which editors and terminals make clickable. */
    @Override
    public String toString() {
        return column > 0 ? file + ":" + line + ":" + column + ": " + message : file + ":" + line + ": " + message;
    }
}
