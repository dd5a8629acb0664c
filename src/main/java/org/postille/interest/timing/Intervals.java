package org.postille.interest.timing;

import java.util.Arrays;

/**
 * How long a customer takes from one purchase of a product to the next: log-normal. A product's is drawn towards its category and
 * the shop, a customer's towards the product's and the customer's own pace, each by how little is known. Where it shows in the
 * history, larger quantities last longer.
 */
final class Intervals {

    /** An interval cannot be told from a quantity by fewer. */
    private static final int FEWEST = 100;

    /** In standard errors. */
    private static final double CLEAR = 3;

    /** Where quantities matter less, they are left out. */
    private static final double LEAST_POWER = 0.05;

    private final double[] product;
    private final double[] pace;
    private final double[] usualQuantity;
    private final double quantityPower;
    private final Spread pairs = new Spread();

    /** @param category of each product, from 0; -1 where there is none */
    Intervals(Purchases purchases, int present, int[] category) {
        var quantities = new Group(purchases.products.size());
        var products = new Group(purchases.products.size());
        Pair.each(purchases, present, pair -> {
            for (var i = 0; i < pair.size(); i++) {
                quantities.add(pair.product(), pair.logQuantity(i));
                if (i > 0) {
                    products.add(pair.product(), pair.logGap(i));
                }
            }
        });
        usualQuantity = new double[products.size()];
        Arrays.setAll(usualQuantity, it -> quantities.mean(it, 0, 1e-9));
        product = means(products, category);
        var paces = new Group(purchases.customers.size());
        Pair.each(purchases, present, pair -> {
            for (var i = 1; i < pair.size(); i++) {
                paces.add(pair.customer(), pair.logGap(i) - product[pair.product()]);
            }
        });
        pace = new double[paces.size()];
        var paceWeight = paces.spread().weightOfAll();
        Arrays.setAll(pace, it -> paces.mean(it, 0, paceWeight));
        quantityPower = quantityPower(purchases, present);
        Pair.each(purchases, present, pair -> {
            var total = 0.0;
            var squares = 0.0;
            for (var i = 1; i < pair.size(); i++) {
                var off = pair.logGap(i) - expected(pair, i);
                total += off;
                squares += off * off;
            }
            pairs.add(pair.size() - 1, total, squares);
        });
    }

    private static double[] means(Group products, int[] category) {
        var categories = new Group(Arrays.stream(category).max().orElse(-1) + 1);
        for (var it = 0; it < products.size(); it++) {
            if (category[it] >= 0) {
                categories.addAll(category[it], products, it);
            }
        }
        var shop = products.spread();
        var categoryWeight = categories.spread().weightOfAll();
        var productWeight = shop.weightOfAll();
        var means = new double[products.size()];
        Arrays.setAll(means, it -> {
            var prior = category[it] < 0 ? shop.mean() : categories.mean(category[it], shop.mean(), categoryWeight);
            return products.mean(it, prior, productWeight);
        });
        return means;
    }

    private double quantityPower(Purchases purchases, int present) {
        var sums = new double[4];
        Pair.each(purchases, present, pair -> {
            for (var i = 1; i < pair.size(); i++) {
                var more = pair.logQuantity(i - 1) - usualQuantity[pair.product()];
                var longer = pair.logGap(i) - product[pair.product()] - pace[pair.customer()];
                sums[0] += more * more;
                sums[1] += more * longer;
                sums[2] += longer * longer;
                sums[3]++;
            }
        });
        if (sums[3] < FEWEST || sums[0] < 1e-9) {
            return 0;
        }
        var power = sums[1] / sums[0];
        var clear = Math.max(LEAST_POWER, CLEAR * Math.sqrt(sums[2] / sums[3] / sums[0]));
        return power > clear ? Math.min(1, power) : 0;
    }

    /** Expected logarithm of the interval before that purchase, not yet by what this customer did with this product. */
    double expected(Pair pair, int number) {
        return product[pair.product()]
                + pace[pair.customer()]
                + quantityPower * (pair.logQuantity(number - 1) - usualQuantity[pair.product()]);
    }

    /** Expected logarithm of the interval after the last purchase. */
    double next(Pair pair) {
        var own = 0.0;
        for (var i = 1; i < pair.size(); i++) {
            own += pair.logGap(i) - expected(pair, i);
        }
        return expected(pair, pair.size()) + own / (pair.size() - 1 + pairs.weightOfAll());
    }

    /** Probability that an interval is shorter than those days. */
    double shorter(double logInterval, double days) {
        return Normal.below((Math.log(Math.max(0.5, days)) - logInterval) / Math.sqrt(pairs.variance()));
    }

    /** By which power of the quantity the interval grows: 0 where it does not, 1 where twice as much lasts twice as long. */
    double quantityPower() {
        return quantityPower;
    }

    /** Days from one purchase of that product to the next, as often more as less. */
    double ofProduct(int number) {
        return Math.exp(product[number]);
    }
}
