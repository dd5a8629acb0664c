package org.postille.demo.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.postille.interest.history.Rows;
import org.postille.interest.method.Ials;
import org.postille.interest.ranking.Best;

/**
 * Purchases of which a part of some customers is kept back, to see who tells them best.
 *
 * @param kept what may be learned from
 * @param hidden for each customer what was kept back; nothing for most of them
 */
record HeldOut(Rows kept, int[][] hidden) {

    private static final int CUSTOMERS = 2_000;
    private static final int LEAST = 5;
    private static final double SHARE = 0.2;
    private static final int SHOWN = 10;

    static HeldOut of(Rows rows, long seed) {
        var random = new SplittableRandom(seed);
        var kept = new Rows();
        var hidden = new int[rows.size()][0];
        var chance = (double) CUSTOMERS / rows.size();
        for (var customer = 0; customer < rows.size(); customer++) {
            var asked = rows.end(customer) - rows.start(customer) >= LEAST && random.nextDouble() < chance;
            var out = new BitSet();
            for (var i = rows.start(customer); i < rows.end(customer); i++) {
                if (asked && random.nextDouble() < SHARE) {
                    out.set(rows.product(i));
                } else {
                    kept.add(rows.product(i), rows.weight(i));
                }
            }
            kept.endRow();
            hidden[customer] = out.stream().toArray();
        }
        return new HeldOut(kept.trimmed(), hidden);
    }

    /** nDCG@10 of each customer by whom settings are chosen: every other one of whom something was kept back. */
    double[] validation(Ials ials, int products) {
        return gains(ials, products, 0);
    }

    /** nDCG@10 of each of the others, who judge what was chosen. */
    double[] test(Ials ials, int products) {
        return gains(ials, products, 1);
    }

    private double[] gains(Ials ials, int products, int remainder) {
        return IntStream.range(0, hidden.length)
                .filter(it -> hidden[it].length > 0 && it % 2 == remainder)
                .parallel()
                .mapToDouble(it -> gain(ials, it, products))
                .toArray();
    }

    private double gain(Ials ials, int customer, int products) {
        var from = customer * ials.factors();
        var scores = new float[products];
        ials.products(Arrays.copyOfRange(ials.customerFactors(), from, from + ials.factors()), scores);
        var known = new BitSet();
        for (var i = kept.start(customer); i < kept.end(customer); i++) {
            known.set(kept.product(i));
        }
        var gain = 0.0;
        var ideal = 0.0;
        var best = Best.of(scores, known, SHOWN, Float.NEGATIVE_INFINITY);
        for (var rank = 0; rank < best.length; rank++) {
            var discount = 1 / Math.log(rank + 2);
            gain += Arrays.binarySearch(hidden[customer], best[rank]) >= 0 ? discount : 0;
            ideal += rank < hidden[customer].length ? discount : 0;
        }
        return gain / ideal;
    }
}
