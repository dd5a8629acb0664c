package org.postille.interest.method;

import java.util.Arrays;

/**
 * Another method that minds what somebody did last: each product counts half as much as one that was touched some products later. By
 * the order and not by the time, so that it means the same for who comes daily and who comes once a year.
 */
public final class Latest implements Method {

    private static final int AGE_BITS = 32;

    private final Method method;
    private final double products;

    /** @param products after how many others something counts half; above 0 */
    public Latest(Method method, double products) {
        this.method = method;
        this.products = products;
    }

    /** The same products, those that were touched before others weaker. */
    private Taste faded(Taste taste) {
        var size = taste.size();
        var keys = new long[size];
        for (var i = 0; i < size; i++) {
            // What stands further back in a profile was first touched later: that decides between products of one day.
            keys[i] = ((long) taste.ages()[i] << AGE_BITS) | (size - 1 - i);
        }
        Arrays.sort(keys);
        var strengths = new float[size];
        for (var rank = 0; rank < size; rank++) {
            var i = size - 1 - (int) keys[rank];
            strengths[i] = (float) (taste.strengths()[i] * Math.pow(2, -rank / products));
        }
        return new Taste(taste.products(), strengths, taste.ages());
    }

    @Override
    public void products(Taste taste, float[] scores) {
        method.products(faded(taste), scores);
    }

    @Override
    public void because(Taste taste, int[] products, float[][] shares) {
        method.because(faded(taste), products, shares);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        method.customers(wanted, scores);
    }

    @Override
    public void customers(int product, float[] scores) {
        method.customers(product, scores);
    }
}
