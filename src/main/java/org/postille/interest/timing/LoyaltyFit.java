package org.postille.interest.timing;

import java.util.Arrays;
import org.postille.interest.timing.Loyalty.Past;

/** Finds the {@link Loyalty} of a shop's customers by maximum likelihood. */
public final class LoyaltyFit {

    /** With fewer customers who came back, four parameters would be guesses. */
    private static final int FEWEST_REPEATERS = 20;

    /** Times are rounded to this part of the shop's life at the finest, so that a million customers become some thousand kinds. */
    private static final int GRID = 128;

    /** Beyond these e-folds a parameter means no more than at the bound. */
    private static final double FARTHEST = 9;

    /** A weak opinion that parameters are near one, so that a likelihood without a peak still has one place to go to. */
    private static final double OPINION = 0.02;

    /**
     * @param loyalty usable in any case
     * @param fitted false where too few customers ever came back: then all have the mean rate, and usual odds to stay away
     */
    public record Fit(Loyalty loyalty, boolean fitted) {}

    private final int[] repeats;
    private final double[] recency;
    private final double[] age;
    private final int[] customers;
    private int kinds;

    private LoyaltyFit(int most) {
        repeats = new int[most];
        recency = new double[most];
        age = new double[most];
        customers = new int[most];
    }

    /** @param present days since 1970, after the last order */
    public static Fit of(OrderDays orders, int present) {
        var repeaters = 0;
        var exposure = 0.0;
        var repeats = 0L;
        var longest = 1;
        for (var customer = 0; customer < orders.customers(); customer++) {
            if (orders.count(customer) > 0) {
                repeaters += orders.count(customer) > 1 ? 1 : 0;
                repeats += orders.count(customer) - 1;
                exposure += present - orders.first(customer);
                longest = Math.max(longest, present - orders.first(customer));
            }
        }
        if (repeaters < FEWEST_REPEATERS) {
            return new Fit(plain(exposure, repeats), false);
        }
        var kinds = grouped(orders, present, Math.max(1, longest / (double) GRID));
        var never = kinds.likeliest(false, exposure / repeats);
        var atOnce = kinds.likeliest(true, exposure / repeats);
        return new Fit(kinds.logLikelihood(atOnce) >= kinds.logLikelihood(never) ? atOnce : never, true);
    }

    static Loyalty plain(double exposure, long repeats) {
        return new Loyalty(0.5, Math.max(1, 0.5 * exposure / (repeats + 0.5)), 0.8, 2.4, true);
    }

    private static LoyaltyFit grouped(OrderDays orders, int present, double width) {
        var keys = new long[orders.customers()];
        var size = 0;
        for (var customer = 0; customer < orders.customers(); customer++) {
            if (orders.count(customer) > 0) {
                var age = present - orders.first(customer);
                var recency = orders.last(customer) - orders.first(customer);
                keys[size++] = (long) (orders.count(customer) - 1) << 32
                        | (long) (int) (recency / width) << 16
                        | (int) (age / width);
            }
        }
        Arrays.parallelSort(keys, 0, size);
        var grouped = new LoyaltyFit(size);
        for (var i = 0; i < size; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                grouped.add(keys[i], width);
            }
            grouped.customers[grouped.kinds - 1]++;
        }
        return grouped;
    }

    private void add(long key, double width) {
        // The middle of the cell, but nothing between where cells are days.
        var middle = (width - 1) / 2;
        repeats[kinds] = (int) (key >> 32);
        recency[kinds] = repeats[kinds] == 0 ? 0 : (key >> 16 & 0xFFFF) * width + middle;
        age[kinds] = Math.max(recency[kinds], (key & 0xFFFF) * width + middle);
        kinds++;
    }

    private Loyalty likeliest(boolean atOnce, double daysBetween) {
        var start = new double[] {0, 0, 0, Math.log(2)};
        var found = NelderMead.minimum(start, 0.7, at -> {
            var opinion = 0.0;
            for (var it : at) {
                if (Math.abs(it) > FARTHEST) {
                    return Double.POSITIVE_INFINITY;
                }
                opinion += OPINION * it * it;
            }
            return opinion - logLikelihood(loyalty(at, atOnce, daysBetween));
        });
        return loyalty(found, atOnce, daysBetween);
    }

    private static Loyalty loyalty(double[] logs, boolean atOnce, double daysBetween) {
        return new Loyalty(
                Math.exp(logs[0]), daysBetween * Math.exp(logs[1]), Math.exp(logs[2]), Math.exp(logs[3]), atOnce);
    }

    private double logLikelihood(Loyalty loyalty) {
        var sum = 0.0;
        var constant = 0.0;
        for (var kind = 0; kind < kinds; kind++) {
            // Sorted by number of orders, of which there are few different ones.
            if (kind == 0 || repeats[kind] != repeats[kind - 1]) {
                constant = loyalty.constant(repeats[kind]);
            }
            sum += customers[kind] * (constant + loyalty.times(new Past(repeats[kind], recency[kind], age[kind])));
        }
        return sum;
    }
}
