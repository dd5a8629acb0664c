package org.postille.interest.method;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.postille.interest.history.Rows;

/**
 * Rows of which the longest are drawn from by lot where looking at each two of their entries would take too long: what goes together
 * is told by the many who have some things, hardly by the few who have everything.
 *
 * @param columns the same, transposed
 */
record Excerpt(Rows rows, Rows columns) {

    /** So many pairs of entries are looked at. Shops of ordinary size have far fewer, and nothing is left out. */
    static final long PAIRS = 1_500_000_000L;

    private static final long SEED = 11;

    /** @param columns the rows, transposed */
    static Excerpt of(Rows rows, Rows columns, long pairs) {
        var longest = longest(rows, pairs);
        if (longest == Integer.MAX_VALUE) {
            return new Excerpt(rows, columns);
        }
        var random = new SplittableRandom(SEED);
        var entries = 0;
        for (var row = 0; row < rows.size(); row++) {
            entries += Math.min(longest, rows.end(row) - rows.start(row));
        }
        var drawn = new Rows(rows.size(), entries);
        for (var row = 0; row < rows.size(); row++) {
            var left = rows.end(row) - rows.start(row);
            var wanted = Math.min(longest, left);
            for (var i = rows.start(row); i < rows.end(row); i++, left--) {
                if (wanted == left || random.nextInt(left) < wanted) {
                    drawn.add(rows.product(i), rows.weight(i));
                    wanted--;
                }
            }
            drawn.endRow();
        }
        drawn.trimmed();
        return new Excerpt(drawn, drawn.transposed(columns.size()));
    }

    /** The length to which rows are cut so that no more pairs are left; the largest number where none need be. */
    static int longest(Rows rows, long pairs) {
        var lengths = new int[rows.size()];
        for (var row = 0; row < lengths.length; row++) {
            lengths[row] = rows.end(row) - rows.start(row);
        }
        Arrays.parallelSort(lengths);
        var sum = 0L;
        for (var row = 0; row < lengths.length; row++) {
            var longer = lengths.length - row;
            if (sum + square(lengths[row]) * longer > pairs) {
                return (int) Math.max(1, Math.sqrt((double) (pairs - sum) / longer));
            }
            sum += square(lengths[row]);
        }
        return Integer.MAX_VALUE;
    }

    private static long square(long length) {
        return length * length;
    }
}
