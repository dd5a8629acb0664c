package org.postille.interest.blend;

import java.util.Arrays;

/**
 * What several methods say about the same candidates, and which of them were wanted: kept, so that weights can be tried many times.
 *
 * @param says methods × candidates, each method in its own standard deviation
 * @param wanted candidates
 * @param positives how many were wanted, also of those that are no candidates since no method put them in front
 * @param others how many each candidate that was not wanted stands for: those are drawn by lot where there are many; 1 or more
 */
record Question(float[][] says, boolean[] wanted, int positives, double others) {

    private static final int TOP = 20;
    private static final int SHOWN = 10;
    private static final int LISTED = 100;
    /** Of the customers who would be written to. */
    private static final double[] SHARES = {0.01, 0.05};

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

    /** The candidates, best first; by number where they are even. */
    static int[] ranking(float[] scores) {
        var keys = new long[scores.length];
        for (var i = 0; i < keys.length; i++) {
            var bits = Float.floatToIntBits(scores[i] + 0f);
            // Signed integers in the order of the floats, turned round: larger ones first.
            var order = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
            keys[i] = ((long) ~order << 32) | i;
        }
        Arrays.sort(keys);
        var ranking = new int[keys.length];
        for (var i = 0; i < ranking.length; i++) {
            ranking[i] = (int) keys[i];
        }
        return ranking;
    }

    /** The same, the best of them alone. */
    private static int[] top(float[] scores) {
        var top = new int[Math.min(TOP, scores.length)];
        var found = 0;
        for (var i = 0; i < scores.length; i++) {
            if (found == top.length && !(scores[i] > scores[top[found - 1]])) {
                continue;
            }
            var place = found < top.length ? found++ : found - 1;
            while (place > 0 && scores[i] > scores[top[place - 1]]) {
                top[place] = top[place - 1];
                place--;
            }
            top[place] = i;
        }
        return top;
    }

    /** In which direction the weights make what was wanted likelier: the gradient of its mean log likelihood. */
    double[] push(double[] weights) {
        var odds = blended(weights);
        var most = Float.NEGATIVE_INFINITY;
        for (var it : odds) {
            most = Math.max(most, it);
        }
        var sum = 0.0;
        var found = 0;
        for (var i = 0; i < odds.length; i++) {
            odds[i] = (float) (Math.exp(odds[i] - most) * (wanted[i] ? 1 : others));
            sum += odds[i];
            found += wanted[i] ? 1 : 0;
        }
        var push = new double[weights.length];
        for (var method = 0; found > 0 && method < push.length; method++) {
            var expected = 0.0;
            var came = 0.0;
            var own = says[method];
            for (var i = 0; i < own.length; i++) {
                expected += odds[i] * own[i];
                came += wanted[i] ? own[i] : 0;
            }
            push[method] = came / found - expected / sum;
        }
        return push;
    }

    /** nDCG@10 and Recall@20, half each: what a mail shows, and what a shop page would. */
    double recommended(double[] weights) {
        var ranking = top(blended(weights));
        var found = 0;
        for (var product : ranking) {
            found += wanted[product] ? 1 : 0;
        }
        return (gain(ranking) + (double) found / positives) / 2;
    }

    private double gain(int[] ranking) {
        var gain = 0.0;
        for (var rank = 0; rank < Math.min(SHOWN, ranking.length); rank++) {
            gain += wanted[ranking[rank]] ? discount(rank) : 0;
        }
        return gain / ideal(SHOWN);
    }

    private static double discount(double rank) {
        return 1 / Math.log(rank + 2);
    }

    private double ideal(int most) {
        var ideal = 0.0;
        for (var rank = 0; rank < Math.min(most, positives); rank++) {
            ideal += discount(rank);
        }
        return ideal;
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
        var found = 0;
        for (var it : wanted) {
            found += it ? 1 : 0;
        }
        var all = found + (wanted.length - found) * others;
        var before = 0.0;
        var come = 0;
        var rank = 0.0;
        var gain = 0.0;
        var first = new int[2];
        for (var candidate : ranking(blended(weights))) {
            if (wanted[candidate]) {
                come++;
                gain += rank < LISTED ? discount(rank) : 0;
                first[0] += rank < SHARES[0] * all ? 1 : 0;
                first[1] += rank < SHARES[1] * all ? 1 : 0;
                rank++;
            } else {
                before += come;
                rank += others;
            }
        }
        var auc = before / ((double) found * (wanted.length - found));
        return new Targeted(
                first[0] / (positives * SHARES[0]), first[1] / (positives * SHARES[1]), auc, gain / ideal(LISTED));
    }

    /** How many of the wanted ones stand in each {@link Uptake#part part} of the ranking. */
    double[] places(double[] weights) {
        var places = new double[Uptake.PARTS];
        var found = 0;
        for (var it : wanted) {
            found += it ? 1 : 0;
        }
        var all = found + (wanted.length - found) * others;
        var rank = 0.0;
        for (var candidate : ranking(blended(weights))) {
            if (wanted[candidate]) {
                places[Uptake.part((rank + 0.5) / all)]++;
                rank++;
            } else {
                rank += others;
            }
        }
        return places;
    }
}
