package org.postille.interest.timing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a customer spends on an order day: gamma-distributed, around a mean of the customer's own (Gamma-Gamma of Fader and Hardie,
 * 2013). It takes for granted that who orders often spends neither more nor less each time; where that is not so, customers are
 * drawn towards those who order as often, instead of towards everybody.
 */
public final class Spend {

    /** Where frequency and value go together more than this, they are not taken for independent. */
    static final double CORRELATED = 0.3;

    private static final int FEWEST = 20;

    /** So many customers, evenly taken, tell three parameters as well as a million. */
    private static final int MOST = 20_000;

    private final double mean;
    private final double weight;
    private final double correlation;
    private final double[] classMeans;
    private final String shape;

    private Spend(double mean, double weight, double correlation, double[] classMeans, String shape) {
        this.mean = mean;
        this.weight = weight;
        this.correlation = correlation;
        this.classMeans = classMeans;
        this.shape = shape;
    }

    /** Learns from the customers who have paid anything. */
    public static Spend of(OrderDays orders) {
        var payers = IntStream.range(0, orders.customers())
                .filter(it -> orders.paid(it) > 0)
                .toArray();
        var mean =
                Arrays.stream(payers).mapToDouble(orders::meanValue).average().orElse(0);
        var repeaters = Arrays.stream(payers).filter(it -> orders.paid(it) > 1).toArray();
        if (repeaters.length < FEWEST) {
            return new Spend(mean, 1, 0, new double[0], "too few who paid twice: their own mean and everybody's");
        }
        var correlation = correlation(orders, repeaters);
        var found = NelderMead.minimum(new double[] {0, 0, 0}, 0.7, likelihood(orders, evenly(payers), mean));
        var p = Math.exp(found[0]);
        var q = 1 + Math.exp(found[1]);
        var gamma = Math.exp(found[2]) * mean;
        return new Spend(
                p * gamma / (q - 1),
                (q - 1) / p,
                correlation,
                Math.abs(correlation) > CORRELATED ? classMeans(orders, payers) : new double[0],
                String.format(Locale.ROOT, "Gamma-Gamma p %.2f, q %.2f, γ %.2f", p, q, gamma));
    }

    private static int[] evenly(int[] customers) {
        var every = 1 + (customers.length - 1) / MOST;
        return IntStream.range(0, customers.length)
                .filter(it -> it % every == 0)
                .map(it -> customers[it])
                .toArray();
    }

    private static ToDoubleFunction<double[]> likelihood(OrderDays orders, int[] customers, double scale) {
        // By number of orders, so that the gamma functions are computed once for each number.
        var sorted = IntStream.of(customers)
                .boxed()
                .sorted(Comparator.comparingInt(orders::paid))
                .mapToInt(it -> it)
                .toArray();
        var counts = Arrays.stream(sorted).map(orders::paid).toArray();
        var means = Arrays.stream(sorted)
                .mapToDouble(it -> orders.meanValue(it) / scale)
                .toArray();
        return at -> {
            var opinion = 0.0;
            for (var it : at) {
                if (Math.abs(it) > 9) {
                    return Double.POSITIVE_INFINITY;
                }
                opinion += 0.02 * it * it;
            }
            return opinion - logLikelihood(counts, means, Math.exp(at[0]), 1 + Math.exp(at[1]), Math.exp(at[2]));
        };
    }

    private static double logLikelihood(int[] counts, double[] means, double p, double q, double gamma) {
        var sum = 0.0;
        var constant = 0.0;
        for (var i = 0; i < counts.length; i++) {
            var shape = p * counts[i];
            if (i == 0 || counts[i] != counts[i - 1]) {
                constant = LogGamma.of(shape + q)
                        - LogGamma.of(shape)
                        - LogGamma.of(q)
                        + q * Math.log(gamma)
                        + shape * Math.log(counts[i]);
            }
            sum += constant + (shape - 1) * Math.log(means[i]) - (shape + q) * Math.log(gamma + counts[i] * means[i]);
        }
        return sum;
    }

    private static double correlation(OrderDays orders, int[] customers) {
        var n = customers.length;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (var customer : customers) {
            var count = orders.paid(customer);
            var value = orders.meanValue(customer);
            x += count;
            y += value;
            xx += (double) count * count;
            yy += value * value;
            xy += count * value;
        }
        var spread = Math.sqrt(Math.max(0, xx - x * x / n) * Math.max(0, yy - y * y / n));
        return spread > 0 ? (xy - x * y / n) / spread : 0;
    }

    /** Mean by the number of orders: 1, 2 to 3, 4 to 7, and so on; a class without anybody has the one before. */
    private static double[] classMeans(OrderDays orders, int[] payers) {
        var sums = new double[32];
        var counts = new int[32];
        for (var customer : payers) {
            sums[frequencyClass(orders.paid(customer))] += orders.meanValue(customer);
            counts[frequencyClass(orders.paid(customer))]++;
        }
        var means = new double[32];
        for (var i = 0; i < means.length; i++) {
            means[i] = counts[i] > 0 ? sums[i] / counts[i] : i > 0 ? means[i - 1] : 0;
        }
        return means;
    }

    private static int frequencyClass(int orders) {
        return 31 - Integer.numberOfLeadingZeros(Math.max(1, orders));
    }

    /** Expected value of an order day, in the shop's currency. */
    public double expected(int paid, double meanValue) {
        var prior = classMeans.length == 0 ? mean : classMeans[frequencyClass(paid)];
        return (weight * prior + paid * meanValue) / (weight + paid);
    }

    /** Of frequency and value, over customers who paid at least twice. */
    public double correlation() {
        return correlation;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s; frequency and value correlate by %.2f%s",
                shape,
                correlation,
                classMeans.length == 0 ? "" : ", so each is drawn towards those who order as often");
    }
}
