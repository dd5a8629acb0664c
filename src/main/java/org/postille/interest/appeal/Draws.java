package org.postille.interest.appeal;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Thompson sampling (1933; Chapelle and Li 2011) of products for the slots of one mail. What is believed is drawn a number of
 * times in advance, and a slot is filled by one of these draws: so the chance of each product is counted and not estimated. Seldom
 * all products have the same chance, so that none has none.
 */
final class Draws {

    private static final int TIMES = 128;

    /** How often any product will do. */
    private static final double ANY = 0.1;

    private final Appeals appeals;
    private final RandomGenerator random;
    private final Map<Long, float[]> drawn = new HashMap<>();

    Draws(Appeals appeals, RandomGenerator random) {
        this.appeals = appeals;
        this.random = random;
    }

    /**
     * How likely each of these products is drawn.
     *
     * @param products best first by the model, at least one
     * @return of each, above 0, in all 1
     */
    double[] chances(long[] products) {
        var chances = new double[products.length];
        for (var winner : winners(products)) {
            chances[winner] += (1 - ANY) / TIMES;
        }
        for (var i = 0; i < chances.length; i++) {
            chances[i] += ANY / chances.length;
        }
        return chances;
    }

    /** One of them by these chances. */
    static int one(double[] chances, RandomGenerator random) {
        var left = random.nextDouble();
        for (var i = 0; i < chances.length - 1; i++) {
            left -= chances[i];
            if (left < 0) {
                return i;
            }
        }
        return chances.length - 1;
    }

    private int[] winners(long[] products) {
        var rates = new float[products.length][];
        for (var i = 0; i < products.length; i++) {
            rates[i] = drawn.computeIfAbsent(products[i], this::rates);
        }
        var winners = new int[TIMES];
        for (var draw = 0; draw < TIMES; draw++) {
            var most = -1.0;
            for (var i = 0; i < products.length; i++) {
                // Clicks tell how a product does, the ranking for whom: many clicks of others must not outweigh it.
                var rate = rates[i][draw] * Appeals.fit(i);
                if (rate > most) {
                    most = rate;
                    winners[draw] = i;
                }
            }
        }
        return winners;
    }

    private float[] rates(long product) {
        var belief = appeals.belief(product);
        var rates = new float[TIMES];
        for (var draw = 0; draw < TIMES; draw++) {
            rates[draw] = (float) belief.drawn(random);
        }
        return rates;
    }
}
