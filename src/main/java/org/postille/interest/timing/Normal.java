package org.postille.interest.timing;

/** The standard normal distribution. */
final class Normal {

    private static final double FARTHEST = 8;

    private Normal() {}

    /** Probability of at most z; Abramowitz and Stegun 26.2.17, good to 7 digits. */
    static double below(double z) {
        var t = 1 / (1 + 0.2316419 * Math.abs(z));
        var tail = Math.exp(-z * z / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }

    /** What a value falls below with that probability; at most 8 standard deviations from the mean. */
    static double quantile(double probability) {
        var low = -FARTHEST;
        var high = FARTHEST;
        while (high - low > 1e-6) {
            var middle = (low + high) / 2;
            if (below(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
