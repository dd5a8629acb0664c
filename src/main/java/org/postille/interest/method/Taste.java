package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.history.Profiles;

/**
 * What is known of one customer: the products they touched, in any order, each once. The arrays are of one length, belong to
 * this taste, and are not changed by anybody.
 *
 * @param products their numbers
 * @param strengths 1 for an order, less for what only came near one, negative for what was sent back
 * @param ages days since the last time
 */
public record Taste(int[] products, float[] strengths, short[] ages) {

    /** Of somebody who was never seen. */
    public static final Taste NONE = new Taste(new int[0], new float[0], new short[0]);

    /**
     * Of somebody who has just come in and bought these.
     *
     * @param products each once, the first one first
     */
    public static Taste ofFirst(int[] products) {
        var strengths = new float[products.length];
        Arrays.fill(strengths, 1);
        return new Taste(products, strengths, new short[products.length]);
    }

    /** As the history has it. */
    public static Taste of(Profiles profiles, int customer) {
        var from = profiles.rows.start(customer);
        var size = profiles.rows.end(customer) - from;
        var products = new int[size];
        var strengths = new float[size];
        var ages = new short[size];
        for (var i = 0; i < size; i++) {
            products[i] = profiles.rows.product(from + i);
            strengths[i] = profiles.rows.weight(from + i);
            ages[i] = (short) profiles.age(from + i);
        }
        return new Taste(products, strengths, ages);
    }

    public int size() {
        return products.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Taste it
                && Arrays.equals(products, it.products)
                && Arrays.equals(strengths, it.strengths)
                && Arrays.equals(ages, it.ages);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(products);
    }

    @Override
    public String toString() {
        return "taste of " + size() + " products";
    }
}
