package org.postille.interest.timing;

import java.util.function.IntToDoubleFunction;

/**
 * At which hour of the day customers act, by their own clocks. Each customer's hours are drawn towards everybody's, by a weight that
 * makes the hours of all customers likeliest (Dirichlet-multinomial).
 */
public final class Hours {

    private static final int DAY = 24;
    private static final double[] WEIGHTS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final byte[] counts;
    private final double[] everybody = new double[DAY];
    private double weight = WEIGHTS[WEIGHTS.length - 1];

    /** @param customers how many there are, numbered from 0 */
    public Hours(int customers) {
        counts = new byte[Math.multiplyExact(customers, DAY)];
    }

    /** Counts an act of a customer's; beyond 255 at one hour, no more. */
    public void add(int customer, int hour) {
        var place = customer * DAY + hour;
        if (counts[place] != -1) {
            counts[place]++;
        }
    }

    /** Whether this customer ever acted. */
    public boolean knows(int customer) {
        for (var hour = 0; hour < DAY; hour++) {
            if (count(customer, hour) > 0) {
                return true;
            }
        }
        return false;
    }

    private int count(int customer, int hour) {
        return Byte.toUnsignedInt(counts[customer * DAY + hour]);
    }

    /** To be called once, after the last act. */
    public Hours learned() {
        var customers = counts.length / DAY;
        var all = 0.0;
        for (var customer = 0; customer < customers; customer++) {
            for (var hour = 0; hour < DAY; hour++) {
                everybody[hour] += count(customer, hour);
                all += count(customer, hour);
            }
        }
        for (var hour = 0; hour < DAY; hour++) {
            everybody[hour] = (everybody[hour] + 1) / (all + DAY);
        }
        var best = Double.NEGATIVE_INFINITY;
        for (var candidate : WEIGHTS) {
            var likelihood = logLikelihood(candidate);
            if (likelihood > best) {
                best = likelihood;
                weight = candidate;
            }
        }
        return this;
    }

    private double logLikelihood(double weight) {
        // Counts are bytes and hours are few, so that there are few different gamma functions.
        var rising = new double[DAY][256];
        for (var hour = 0; hour < DAY; hour++) {
            for (var n = 1; n < 256; n++) {
                rising[hour][n] = rising[hour][n - 1] + Math.log(weight * everybody[hour] + n - 1);
            }
        }
        var sum = 0.0;
        for (var customer = 0; customer < counts.length / DAY; customer++) {
            var all = 0;
            for (var hour = 0; hour < DAY; hour++) {
                all += count(customer, hour);
                sum += rising[hour][count(customer, hour)];
            }
            sum += all == 0 ? 0 : LogGamma.of(weight) - LogGamma.of(weight + all);
        }
        return sum;
    }

    /** The hour from 0 to 23 around which this customer is likeliest to act. */
    public int best(int customer) {
        return best(hour -> count(customer, hour) + weight * everybody[hour]);
    }

    /** The hour from 0 to 23 around which customers are likeliest to act. */
    public int best() {
        return best(hour -> everybody[hour]);
    }

    private static int best(IntToDoubleFunction at) {
        var best = 0;
        var most = -1.0;
        for (var hour = 0; hour < DAY; hour++) {
            // The hours beside it count half: twenty to nine is as good as ten past.
            var here = at.applyAsDouble(hour)
                    + 0.5 * at.applyAsDouble((hour + 1) % DAY)
                    + 0.5 * at.applyAsDouble((hour + DAY - 1) % DAY);
            if (here > most) {
                most = here;
                best = hour;
            }
        }
        return best;
    }

    /** So many acts of everybody's weigh as much as a customer's own. */
    public double weight() {
        return weight;
    }
}
