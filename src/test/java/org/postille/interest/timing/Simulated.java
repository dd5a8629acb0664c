package org.postille.interest.timing;

import java.util.Random;

/** Purchases as a model makes them, from a seed. */
final class Simulated {

    static final int START = 20_000;

    private Simulated() {}

    /** Customers with the rates and odds of that loyalty, who come over a year and are watched for two. */
    static Purchases customers(Loyalty loyalty, int count, long seed) {
        var random = new Random(seed);
        var purchases = new Purchases();
        for (var customer = 0; customer < count; customer++) {
            var rate = gamma(loyalty.r(), random) / loyalty.alpha();
            var a = gamma(loyalty.a(), random);
            var leaves = a / (a + gamma(loyalty.b(), random));
            var worth = 40 / gamma(3, random);
            var day = START + random.nextInt(365) + random.nextDouble();
            order(purchases, customer, 0, day, worth * gamma(4, random));
            // All come back here as MBG/NBD has it: some stay away after the first order already.
            while (random.nextDouble() > leaves) {
                day += -Math.log(random.nextDouble()) / rate;
                if (day >= START + 730) {
                    break;
                }
                order(purchases, customer, 0, day, worth * gamma(4, random));
            }
        }
        return purchases.sorted();
    }

    static void order(Purchases purchases, int customer, int product, double day, double amount) {
        purchases.add(customer, product, (long) (day * 86_400), 1, amount);
    }

    /** Of scale 1; by Marsaglia and Tsang (2000). */
    static double gamma(double shape, Random random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
        }
        var d = shape - 1.0 / 3;
        var c = 1 / Math.sqrt(9 * d);
        while (true) {
            var x = random.nextGaussian();
            var v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
