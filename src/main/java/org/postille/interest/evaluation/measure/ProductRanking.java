package org.postille.interest.evaluation.measure;

import java.util.Arrays;

/** The first products of one customer against what they went for. Room for one customer after another, for one thread. */
final class ProductRanking {

    static final int LONGEST = 20;

    private static final double[] DISCOUNT = discounts(LONGEST);
    private static final double[] IDEAL = ideals(DISCOUNT);

    final float[] scores;
    private final boolean[] candidate;
    private final int[] tie;
    /** Who was marked last: a number for each call, so that nothing has to be cleared. */
    private final int[] left;

    private final int[] wanted;
    private final int[] best = new int[LONGEST];
    private int call;

    /**
     * @param candidate which products may be recommended at all
     * @param tie who comes first among equals: the lower number
     */
    ProductRanking(boolean[] candidate, int[] tie) {
        this.candidate = candidate;
        this.tie = tie;
        scores = new float[candidate.length];
        left = new int[candidate.length];
        wanted = new int[candidate.length];
    }

    /** 1 / log2(rank + 1) for ranks from 1. */
    static double[] discounts(int longest) {
        var discounts = new double[longest];
        Arrays.setAll(discounts, it -> Math.log(2) / Math.log(it + 2.0));
        return discounts;
    }

    /** The sum of the first {@code i} discounts, for {@code i} from 0. */
    static double[] ideals(double[] discounts) {
        var ideals = new double[discounts.length + 1];
        for (var i = 0; i < discounts.length; i++) {
            ideals[i + 1] = ideals[i] + discounts[i];
        }
        return ideals;
    }

    /**
     * Marks what counts for the next customer.
     *
     * @param has products that are neither recommended nor counted
     * @param went products they went for, perhaps repeatedly
     * @return how many of those count
     */
    int prepare(int[] has, int[] went, int from) {
        call++;
        for (var product : has) {
            left[product] = call;
        }
        var count = 0;
        for (var i = from; i < went.length; i++) {
            var product = went[i];
            if (candidate[product] && left[product] != call && wanted[product] != call) {
                wanted[product] = call;
                count++;
            }
        }
        return count;
    }

    /**
     * Measures {@link #scores}.
     *
     * @param positives as {@link #prepare} returned it, above 0
     * @return recall at 20, nDCG at 10 and 20, hit at 10
     */
    double[] measure(int positives) {
        var found = first();
        var hits = 0;
        var gain = new double[2];
        var hit10 = 0.0;
        for (var rank = 0; rank < found; rank++) {
            if (wanted[best[rank]] == call) {
                hits++;
                gain[1] += DISCOUNT[rank];
                if (rank < 10) {
                    gain[0] += DISCOUNT[rank];
                    hit10 = 1;
                }
            }
        }
        return new double[] {
            (double) hits / positives,
            gain[0] / IDEAL[Math.min(10, positives)],
            gain[1] / IDEAL[Math.min(20, positives)],
            hit10
        };
    }

    private int first() {
        var found = 0;
        for (var product = 0; product < scores.length; product++) {
            if (!candidate[product] || left[product] == call) {
                continue;
            }
            if (Float.isNaN(scores[product])) {
                throw new IllegalStateException("the score of product " + product + " is NaN");
            }
            if (found == LONGEST && !before(product, best[LONGEST - 1])) {
                continue;
            }
            var place = found < LONGEST ? found++ : LONGEST - 1;
            while (place > 0 && before(product, best[place - 1])) {
                best[place] = best[place - 1];
                place--;
            }
            best[place] = product;
        }
        return found;
    }

    private boolean before(int product, int other) {
        return scores[product] > scores[other] || (scores[product] == scores[other] && tie[product] < tie[other]);
    }

    /** Means over the rows that there are; who has none was not measured. */
    static Recommended mean(double[][] measured) {
        var sums = new double[4];
        var n = 0;
        for (var one : measured) {
            if (one != null) {
                n++;
                for (var i = 0; i < sums.length; i++) {
                    sums[i] += one[i];
                }
            }
        }
        var by = Math.max(1, n);
        return new Recommended(n, sums[0] / by, sums[1] / by, sums[2] / by, sums[3] / by);
    }
}
