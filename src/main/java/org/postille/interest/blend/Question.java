package org.postille.interest.blend;

import java.util.Arrays;

/**
 * What several methods say about the same candidates, and which of them were wanted: kept, so that weights can be tried many times.
 *
 * @param says methods × candidates, each method in its own standard deviation
 * @param wanted candidates
 * @param positives how many were wanted, also of those that are no candidates since no method put them in front
 */
record Question(float[][] says, boolean[] wanted, int positives) {

    private static final int TOP = 20;
    private static final int SHOWN = 10;
    private static final int LISTED = 100;

    float[] blended(double[] weights) {
        var sums = new float[wanted.length];
        for (var method = 0; method < weights.length; method++) {
            var weight = (float) weights[method];
            if (weight != 0) {
                var own = says[method];
                for (var i = 0; i < sums.length; i++) {
                    sums[i] += weight * own[i];
                }
            }
        }
        return sums;
    }

    /** The candidates, best first; by number where they are even. The {@code most} best are enough. */
    private static int[] ranking(float[] scores, int most) {
        var keys = new long[scores.length];
        for (var i = 0; i < keys.length; i++) {
            var bits = Float.floatToIntBits(scores[i] + 0f);
            // Signed integers in the order of the floats, turned round: larger ones first.
            var order = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
            keys[i] = ((long) ~order << 32) | i;
        }
        Arrays.sort(keys);
        var ranking = new int[Math.min(most, keys.length)];
        for (var i = 0; i < ranking.length; i++) {
            ranking[i] = (int) keys[i];
        }
        return ranking;
    }

    /** nDCG@10 and Recall@20, half each: what a mail shows, and what a shop page would. */
    double recommended(double[] weights) {
        var ranking = ranking(blended(weights), TOP);
        var found = 0;
        for (var product : ranking) {
            found += wanted[product] ? 1 : 0;
        }
        return (gain(ranking, SHOWN) + (double) found / positives) / 2;
    }

    private double gain(int[] ranking, int most) {
        var gain = 0.0;
        var ideal = 0.0;
        for (var rank = 0; rank < most; rank++) {
            var discount = 1 / Math.log(rank + 2.0);
            if (rank < ranking.length && wanted[ranking[rank]]) {
                gain += discount;
            }
            if (rank < positives) {
                ideal += discount;
            }
        }
        return gain / ideal;
    }

    /**
     * How well the wanted ones stand in front.
     *
     * @param lift1 share of them in the first hundredth, by what chance would put there
     * @param lift5 the same in the first twentieth
     * @param auc probability that a wanted one stands before another one
     * @param gain nDCG@100
     */
    record Targeted(double lift1, double lift5, double auc, double gain) {

        double comparedTo(Targeted other) {
            return (lift1 / other.lift1 + lift5 / other.lift5 + auc / other.auc + gain / other.gain) / 4;
        }
    }

    Targeted targeted(double[] weights) {
        var ranking = ranking(blended(weights), wanted.length);
        var before = 0.0;
        var found = 0;
        for (var place = 0; place < ranking.length; place++) {
            if (wanted[ranking[place]]) {
                found++;
            } else {
                before += found;
            }
        }
        var auc = before / ((double) found * (ranking.length - found));
        return new Targeted(lift(ranking, 0.01), lift(ranking, 0.05), auc, gain(ranking, LISTED));
    }

    private double lift(int[] ranking, double share) {
        var top = Math.max(1, (int) Math.round(share * ranking.length));
        var found = 0;
        for (var place = 0; place < top; place++) {
            found += wanted[ranking[place]] ? 1 : 0;
        }
        return (double) found / positives / ((double) top / ranking.length);
    }
}
