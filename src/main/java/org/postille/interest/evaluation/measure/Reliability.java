package org.postille.interest.evaluation.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.postille.interest.evaluation.measure.Calibration.Bin;

/** Counts how often what was told with some probability came true. For one thread; several can be put together. */
final class Reliability {

    private static final int FINE = 10_000;
    private static final int BINS = 10;

    /** Sums are kept in these parts of one, since sums of whole numbers are the same in any order. */
    private static final double UNIT = 1 << 30;

    private final long[] pairs = new long[FINE];
    private final long[] came = new long[FINE];
    private final long[] told = new long[FINE];
    private int products;

    void add(float probability, boolean buyer) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalStateException("a probability is " + probability + ", expected one from 0 to 1");
        }
        var cell = (int) Math.min(FINE - 1, (double) probability * FINE);
        pairs[cell]++;
        told[cell] += Math.round(probability * UNIT);
        came[cell] += buyer ? 1 : 0;
    }

    void endProduct() {
        products++;
    }

    void add(Reliability other) {
        products += other.products;
        for (var i = 0; i < FINE; i++) {
            pairs[i] += other.pairs[i];
            told[i] += other.told[i];
            came[i] += other.came[i];
        }
    }

    Calibration calibration(String of) {
        var expected = 0.0;
        var buyers = 0L;
        var all = 0L;
        for (var i = 0; i < FINE; i++) {
            all += pairs[i];
            expected += told[i] / UNIT;
            buyers += came[i];
        }
        var bins = bins(cell -> (cell + 1) % (FINE / BINS) == 0);
        var error = 0.0;
        for (var bin : bins) {
            error += bin.pairs() * Math.abs(bin.told() - bin.came()) / Math.max(1, all);
        }
        var tenths = tenths(expected);
        var off = 0.0;
        for (var bin : tenths) {
            off += bin.pairs() * Math.abs(bin.told() - bin.came()) / Math.max(1e-9, expected);
        }
        return new Calibration(of, products, all, expected, buyers, error, off, bins, tenths);
    }

    private List<Bin> tenths(double expected) {
        var sum = new double[] {0, expected / BINS};
        return bins(cell -> {
                    sum[0] += told[cell] / UNIT;
                    if (sum[0] < sum[1]) {
                        return false;
                    }
                    sum[1] = sum[0] + expected / BINS;
                    return true;
                })
                .stream()
                .filter(it -> it.pairs() > 0)
                .toList();
    }

    /** @param lastOfBin asked once for each cell, in order */
    private List<Bin> bins(IntPredicate lastOfBin) {
        var bins = new ArrayList<Bin>();
        var from = 0;
        for (var cell = 0; cell < FINE; cell++) {
            if (lastOfBin.test(cell) || cell == FINE - 1) {
                bins.add(bin(from, cell + 1));
                from = cell + 1;
            }
        }
        return List.copyOf(bins);
    }

    private Bin bin(int from, int to) {
        var count = 0L;
        var sum = 0.0;
        var hits = 0L;
        for (var cell = from; cell < to; cell++) {
            count += pairs[cell];
            sum += told[cell] / UNIT;
            hits += came[cell];
        }
        var n = Math.max(1, count);
        return new Bin((double) from / FINE, (double) to / FINE, count, sum / n, (double) hits / n);
    }
}
