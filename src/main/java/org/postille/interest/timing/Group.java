package org.postille.interest.timing;

/** Values of many groups, summed up: how many, their total and their squares. */
final class Group {

    private final int[] counts;
    private final double[] totals;
    private final double[] squares;

    Group(int groups) {
        counts = new int[groups];
        totals = new double[groups];
        squares = new double[groups];
    }

    void add(int group, double value) {
        counts[group]++;
        totals[group] += value;
        squares[group] += value * value;
    }

    void addAll(int group, Group other, int otherGroup) {
        counts[group] += other.counts[otherGroup];
        totals[group] += other.totals[otherGroup];
        squares[group] += other.squares[otherGroup];
    }

    int size() {
        return counts.length;
    }

    Spread spread() {
        var spread = new Spread();
        for (var group = 0; group < counts.length; group++) {
            spread.add(counts[group], totals[group], squares[group]);
        }
        return spread;
    }

    /** Mean of a group, drawn towards that prior by a weight. */
    double mean(int group, double prior, double weight) {
        return (totals[group] + weight * prior) / (counts[group] + weight);
    }
}
