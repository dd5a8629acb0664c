package org.postille.interest.evaluation.measure;

import java.util.Arrays;

/** The customers in the order of their scores for one product. Room for one product after another, for one thread. */
final class CustomerRanking {

    private static final int LONGEST = 100;
    private static final double[] DISCOUNT = ProductRanking.discounts(LONGEST);
    private static final double[] IDEAL = ProductRanking.ideals(DISCOUNT);

    final float[] scores;
    private final long[] keys;
    private final int[] tie;
    private final int[] customerAt;
    private final int[] places;

    /** @param tie a permutation; who comes first among equals: the lower number */
    CustomerRanking(int[] tie) {
        this.tie = tie;
        scores = new float[tie.length];
        keys = new long[tie.length];
        places = new int[tie.length];
        customerAt = new int[tie.length];
        for (var customer = 0; customer < tie.length; customer++) {
            customerAt[tie[customer]] = customer;
        }
    }

    /** How one product was measured. */
    record Measured(double lift1, double lift5, double lift10, double auc, double ndcg100, double[] curve) {}

    /**
     * Measures {@link #scores}.
     *
     * @param candidates who could have been written to, the first {@code n}
     * @param buyer who of them went for it, by number of the customer; at least one, and not all
     */
    Measured measure(int[] candidates, int n, boolean[] buyer) {
        for (var i = 0; i < n; i++) {
            keys[i] = key(candidates[i]);
        }
        Arrays.sort(keys, 0, n);
        var found = 0;
        var gain = 0.0;
        for (var place = 0; place < n; place++) {
            if (buyer[customerAt[(int) keys[place]]]) {
                places[found++] = place;
                gain += place < LONGEST ? DISCOUNT[place] : 0;
            }
        }
        return new Measured(
                lift(found, n, 0.01),
                lift(found, n, 0.05),
                lift(found, n, 0.10),
                auc(found, n),
                gain / IDEAL[Math.min(LONGEST, found)],
                curve(found, n));
    }

    /** Ascending keys are descending scores; the lower half decides among equals. */
    private long key(int customer) {
        if (Float.isNaN(scores[customer])) {
            throw new IllegalStateException("the score of customer " + customer + " is NaN");
        }
        var bits = Float.floatToIntBits(scores[customer] + 0f);
        var ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ~ascending << 32) | tie[customer];
    }

    private double lift(int positives, int n, double part) {
        var top = Math.max(1, Math.rint(part * n));
        return among(positives, top) / positives / (top / n);
    }

    private double among(int positives, double top) {
        var found = 0;
        while (found < positives && places[found] < top) {
            found++;
        }
        return found;
    }

    /** Mann and Whitney's U over all pairs, from ranks that equals share. */
    private double auc(int positives, int n) {
        var worse = 0.0;
        var next = 0;
        for (var from = 0; from < n && next < positives; ) {
            var to = from + 1;
            while (to < n && keys[to] >> 32 == keys[from] >> 32) {
                to++;
            }
            var here = 0;
            while (next < positives && places[next] < to) {
                next++;
                here++;
            }
            // Each buyer of this group beats all that stand behind it and half of those in it, buyers or not.
            worse += here * ((n - to) + (to - from - here) / 2.0 - (positives - next));
            from = to;
        }
        return worse / ((double) positives * (n - positives));
    }

    private double[] curve(int positives, int n) {
        var curve = new double[Targeted.STEPS + 1];
        var found = 0;
        for (var step = 0; step < curve.length; step++) {
            var top = Math.rint((double) step * n / Targeted.STEPS);
            while (found < positives && places[found] < top) {
                found++;
            }
            curve[step] = (double) found / positives;
        }
        return curve;
    }

    /** Means over products. */
    static Targeted mean(Measured[] measured) {
        var sums = new double[5];
        var curve = new double[Targeted.STEPS + 1];
        for (var one : measured) {
            sums[0] += one.lift1;
            sums[1] += one.lift5;
            sums[2] += one.lift10;
            sums[3] += one.auc;
            sums[4] += one.ndcg100;
            for (var step = 0; step < curve.length; step++) {
                curve[step] += one.curve[step];
            }
        }
        var by = Math.max(1, measured.length);
        return new Targeted(
                measured.length,
                sums[0] / by,
                sums[1] / by,
                sums[2] / by,
                sums[3] / by,
                sums[4] / by,
                Arrays.stream(curve).mapToObj(it -> it / by).toList());
    }
}
