package org.postille.interest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Customers for a product or a theme, the most interested first. */
public final class Prospects {

    public static final Prospects NOBODY = new Prospects(new long[0], new double[0]);

    private final long[] customers;
    private final double[] scores;

    /**
     * @param customers taken over
     * @param scores of each, taken over
     */
    public Prospects(long[] customers, double[] scores) {
        this.customers = customers;
        this.scores = scores;
    }

    public int size() {
        return customers.length;
    }

    public long customer(int place) {
        return customers[place];
    }

    /** Probability that they buy some of it within the horizon, from 0 to 1. */
    public double score(int place) {
        return scores[place];
    }

    /** How many of them are expected to buy some of it within the horizon. */
    public double buyers() {
        return Arrays.stream(scores).sum();
    }

    /** The same as records, for a few. */
    public List<Prospect> toList() {
        return IntStream.range(0, size())
                .mapToObj(it -> new Prospect(customers[it], scores[it]))
                .toList();
    }
}
