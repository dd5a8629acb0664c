package org.postille.interest.timing;

/**
 * How values differ within groups and between them (one-way analysis of variance with random effects, by moments): tells how many
 * values of its own a group needs before its own mean is worth as much as everybody's. Filled group by group.
 */
final class Spread {

    private static final double LEAST = 1e-3;

    private long values;
    private double sum;
    private double within;
    private long groups;
    private double squaredSizes;
    private double sumOfSquaredMeans;

    /** @param squares sum of the squares of the group's values */
    void add(int size, double total, double squares) {
        if (size == 0) {
            return;
        }
        values += size;
        sum += total;
        groups++;
        within += Math.max(0, squares - total * total / size);
        squaredSizes += (double) size * size;
        sumOfSquaredMeans += total * total / size;
    }

    long values() {
        return values;
    }

    double mean() {
        return values == 0 ? 0 : sum / values;
    }

    /** Variance within groups; that of all where no group has two. */
    double variance() {
        return values > groups
                ? Math.max(LEAST, within / (values - groups))
                : values == 0 ? 1 : Math.max(LEAST, sumOfSquaredMeans / values - mean() * mean());
    }

    /** So many values of everybody's weigh as much as a group's own: from 0.1, where groups differ much, to 100. */
    double weightOfAll() {
        if (groups < 2 || values == groups) {
            return 2;
        }
        var between = (sumOfSquaredMeans - sum * sum / values) / (groups - 1);
        var size = (values - squaredSizes / values) / (groups - 1);
        var variance = Math.max(0, (between - variance()) / size);
        return Math.clamp(variance() / Math.max(1e-9, variance), 0.1, 100);
    }

    /** The mean of a group, drawn towards everybody's by how little is known of it. */
    double mean(int size, double total) {
        var all = weightOfAll();
        return (total + all * mean()) / (size + all);
    }
}
