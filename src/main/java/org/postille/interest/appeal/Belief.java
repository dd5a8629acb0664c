package org.postille.interest.appeal;

import java.util.random.RandomGenerator;

/**
 * A Beta distribution of a rate.
 *
 * @param hits above 0
 * @param misses above 0
 */
record Belief(double hits, double misses) {

    double drawn(RandomGenerator random) {
        var hit = gamma(hits, random);
        var miss = gamma(misses, random);
        return hit / (hit + miss);
    }

    /** After Marsaglia and Tsang (2000), which needs a shape of at least 1. */
    private static double gamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        var d = shape - 1.0 / 3;
        var c = 1 / Math.sqrt(9 * d);
        while (true) {
            var x = random.nextGaussian();
            var root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            var v = root * root * root;
            var lot = 1 - random.nextDouble();
            // The first test spares nearly all logarithms.
            if (lot < 1 - 0.0331 * x * x * x * x || Math.log(lot) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
