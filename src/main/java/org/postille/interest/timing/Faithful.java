package org.postille.interest.timing;

/**
 * Who buys a product once more after having bought it so often: a probability of each customer's and product's own (beta), around
 * that of the product. Products that hardly anybody buys twice do not take part.
 */
final class Faithful {

    private static final int FEWEST_REPEATERS = 5;

    /** So many buyers of all products weigh as much as a product's own. */
    private static final double PRIOR_BUYERS = 10;

    private static final double MOST = 0.99;

    private final boolean[] boughtAgain;
    private final double[] share;
    private double weight;

    Faithful(Purchases purchases, int present, Intervals intervals) {
        var products = purchases.products.size();
        share = new double[products];
        var repeaters = new int[products];
        var elapsed = new double[products];
        var twice = new double[2];
        Pair.each(purchases, present, pair -> {
            // Whoever bought it lately has had little time to buy it again, and counts by how much of it is over.
            elapsed[pair.product()] += elapsed(pair, 0, present, intervals);
            repeaters[pair.product()] += pair.size() > 1 ? 1 : 0;
            twice[0] += pair.size() > 2 ? 1 : 0;
            twice[1] += pair.size() > 1 ? elapsed(pair, 1, present, intervals) : 0;
        });
        learn(repeaters, elapsed, twice);
        boughtAgain = boughtAgain(purchases, present, repeaters);
    }

    private static double elapsed(Pair pair, int number, int present, Intervals intervals) {
        return intervals.shorter(intervals.expected(pair, number + 1), present - pair.day(number));
    }

    private void learn(int[] repeaters, double[] elapsed, double[] twice) {
        var all = 0.0;
        var again = 0.0;
        for (var product = 0; product < share.length; product++) {
            all += elapsed[product];
            again += repeaters[product];
        }
        var first = Math.min(MOST, (again + 1) / (all + 2));
        var second = Math.min(MOST, (twice[0] + 1) / (twice[1] + 2));
        weight = second > first ? Math.clamp((1 - second) / (second - first), 0.5, 50) : 50;
        for (var product = 0; product < share.length; product++) {
            share[product] =
                    Math.min(MOST, (repeaters[product] + PRIOR_BUYERS * first) / (elapsed[product] + PRIOR_BUYERS));
        }
    }

    /** Whether more buy it again than would by picking as often as they do, anything from the assortment. */
    private static boolean[] boughtAgain(Purchases purchases, int present, int[] repeaters) {
        var picks = new int[purchases.customers.size()];
        var bought = new boolean[repeaters.length];
        Pair.each(purchases, present, pair -> {
            picks[pair.customer()] += pair.size();
            bought[pair.product()] = true;
        });
        var assortment = 0;
        for (var it : bought) {
            assortment += it ? 1 : 0;
        }
        // Where there is but one product, every purchase is of it, and chance is no measure.
        var missed = assortment < 2 ? 0 : Math.log1p(-1.0 / assortment);
        var byChance = new double[repeaters.length];
        Pair.each(
                purchases,
                present,
                pair -> byChance[pair.product()] -= Math.expm1((picks[pair.customer()] - 1) * missed));
        var again = new boolean[repeaters.length];
        for (var product = 0; product < again.length; product++) {
            again[product] = repeaters[product] >= FEWEST_REPEATERS && repeaters[product] > byChance[product];
        }
        return again;
    }

    boolean isBoughtAgain(int product) {
        return boughtAgain[product];
    }

    int productsBoughtAgain() {
        var count = 0;
        for (var it : boughtAgain) {
            count += it ? 1 : 0;
        }
        return count;
    }

    /** Probability that this customer buys this product once more, ever; before it is seen how long that already takes. */
    double again(Pair pair) {
        return (pair.size() - 1 + weight * share[pair.product()]) / (pair.size() - 1 + weight);
    }
}
