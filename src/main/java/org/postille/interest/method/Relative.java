package org.postille.interest.method;

import java.util.stream.IntStream;
import org.postille.interest.history.Profiles;

/**
 * Another method's customers by how much of what they do speaks for a product, rather than by how much does: the score divided by
 * a power of how active somebody is.
 */
public final class Relative implements Method {

    private static final int CHUNK = 1 << 16;

    private final Method method;
    private final float[] divisors;

    /** @param power 0: how much; 1: which share */
    public Relative(Method method, Profiles profiles, double power) {
        this.method = method;
        divisors = new float[profiles.rows.size()];
        for (var customer = 0; customer < divisors.length; customer++) {
            var activity = 0f;
            for (var i = profiles.rows.start(customer); i < profiles.rows.end(customer); i++) {
                activity += Math.max(0, profiles.rows.weight(i));
            }
            divisors[customer] = (float) Math.pow(1 + activity, power);
        }
    }

    @Override
    public void products(Taste taste, float[] scores) {
        method.products(taste, scores);
    }

    @Override
    public void customers(int product, float[] scores) {
        method.customers(product, scores);
        divide(scores);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        method.customers(wanted, scores);
        divide(scores);
    }

    private void divide(float[] scores) {
        IntStream.range(0, (scores.length + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            for (var customer = chunk * CHUNK; customer < Math.min(scores.length, (chunk + 1) * CHUNK); customer++) {
                scores[customer] /= divisors[customer];
            }
        });
    }

    @Override
    public void because(Taste taste, int[] products, float[][] shares) {
        method.because(taste, products, shares);
    }
}
