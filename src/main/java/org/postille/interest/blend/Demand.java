package org.postille.interest.blend;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.postille.event.EventKind;
import org.postille.interest.history.History;

/**
 * How many customers will buy each product for the first time within a horizon: a sum of how many did in the last eighth, half and
 * whole of such a time, in all the time before and at this time of the last year, with weights that foretold the past best (Poisson
 * regression without negative weights).
 *
 * @param weights of everybody's share, the last eighth, half and whole, all the time before, and the same time of the last year
 * @param launched how many buy a product, within the horizon in which it is bought first
 */
public record Demand(double[] weights, double launched) {

    private static final int PARTS = 6;
    private static final int BEFORE = 4;
    private static final int LAST_YEAR = 5;
    private static final int ROUNDS = 200;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int A_YEAR = 365 * MINUTES_A_DAY;

    static Demand learned(List<Cut> cuts) {
        return learned(cuts.stream());
    }

    /** @param cuts of which only one at a time is needed */
    static Demand learned(Stream<Cut> cuts) {
        var lessons = cuts.map(it -> new Lesson(parts(it.earlier(), it.minutes()), came(it)))
                .toList();
        var rows = lessons.stream().map(Lesson::rows).flatMap(Arrays::stream).toArray(double[][]::new);
        var came = lessons.stream()
                .map(Lesson::came)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        var launches = 0;
        var buyers = 0.0;
        for (var row = 0; row < rows.length; row++) {
            if (!known(rows[row]) && came[row] > 0) {
                launches++;
                buyers += came[row];
            }
        }
        return new Demand(fitted(rows, came), (buyers + 1) / (launches + 1));
    }

    /** What one cut teaches of each product. */
    private record Lesson(double[][] rows, double[] came) {}

    /** First purchases of each product, by customers who did anything before. */
    static double[] came(Cut cut) {
        var came = new double[cut.earlier().products.size()];
        for (var customer = 0; customer < cut.wanted().length; customer++) {
            if (cut.earlier().start(customer + 1) > cut.earlier().start(customer)) {
                for (var product : cut.wanted()[customer]) {
                    came[product]++;
                }
            }
        }
        return came;
    }

    /** The same where there are so many times as many customers: only what is counted and no share of something grows. */
    Demand grown(double times) {
        var more = weights.clone();
        more[0] *= times;
        return new Demand(more, launched * times);
    }

    /** By multiplicative updates, of which each makes what came likelier (Lee and Seung 2001, for the Poisson likelihood). */
    private static double[] fitted(double[][] rows, double[] came) {
        var weights = new double[PARTS];
        Arrays.fill(weights, 0.2);
        var totals = new double[PARTS];
        for (var row : rows) {
            for (var k = 0; known(row) && k < PARTS; k++) {
                totals[k] += row[k];
            }
        }
        for (var round = 0; round < ROUNDS; round++) {
            var pulls = new double[PARTS];
            for (var row = 0; row < rows.length; row++) {
                if (known(rows[row]) && came[row] > 0) {
                    var ratio = came[row] / Math.max(1e-12, sum(weights, rows[row]));
                    for (var k = 0; k < PARTS; k++) {
                        pulls[k] += ratio * rows[row][k];
                    }
                }
            }
            for (var k = 0; k < PARTS; k++) {
                weights[k] *= totals[k] > 0 ? pulls[k] / totals[k] : 0;
            }
        }
        return weights;
    }

    private static boolean known(double[] row) {
        return row[BEFORE] > 0;
    }

    private static double sum(double[] weights, double[] row) {
        var sum = 0.0;
        // A choice of before seasons were known has a weight less.
        for (var k = 0; k < weights.length; k++) {
            sum += weights[k] * row[k];
        }
        return sum;
    }

    /** Products × parts, each as a rate for the whole horizon; all before as it is where there are no times. */
    private static double[][] parts(History history, long horizon) {
        var products = history.products.size();
        var end = history.end();
        var began = end;
        for (var i = 0; i < history.size(); i++) {
            began = Math.min(began, history.minute(i));
        }
        var parts = new double[products][PARTS];
        var lastBuyer = new int[products];
        Arrays.fill(lastBuyer, -1);
        for (var customer = 0; customer < history.customers.size(); customer++) {
            for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                var product = history.product(i);
                if (history.kind(i) == EventKind.ORDERED && lastBuyer[product] != customer) {
                    lastBuyer[product] = customer;
                    var age = (long) end - history.minute(i);
                    var row = parts[product];
                    row[1] += age < horizon / 8 ? 8 : 0;
                    row[2] += age < horizon / 2 ? 2 : 0;
                    row[3] += age < horizon ? 1 : 0;
                    row[BEFORE]++;
                    row[LAST_YEAR] += age <= A_YEAR && age > A_YEAR - horizon ? 1 : 0;
                }
            }
        }
        var lasted = Math.max(MINUTES_A_DAY, end - began);
        for (var row : parts) {
            row[0] = 1;
            // Part of such a time would count for too little.
            row[LAST_YEAR] = end - began >= A_YEAR ? row[LAST_YEAR] : 0;
            row[BEFORE] *= horizon > 0 ? Math.min(1, (double) horizon / lasted) : 1;
        }
        return parts;
    }

    /**
     * Of each product.
     *
     * @param history sorted
     * @param horizon minutes; 0 where the question is not about a later time
     */
    public float[] expected(History history, long horizon) {
        var parts = parts(history, horizon);
        var expected = new float[parts.length];
        for (var product = 0; product < expected.length; product++) {
            expected[product] = (float) (known(parts[product]) ? sum(weights, parts[product]) : launched);
        }
        return expected;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Demand it && Arrays.equals(weights, it.weights) && launched == it.launched;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "demand " + Arrays.toString(weights) + ", launched " + launched;
    }
}
