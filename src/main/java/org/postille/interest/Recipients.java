package org.postille.interest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.postille.interest.blend.Blend;
import org.postille.interest.blend.Choice;
import org.postille.interest.method.Activity;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.Taste;
import org.postille.interest.method.Wanted;

/**
 * All customers of the training for some products: by what their behaviour says, and for products that few have by what these are.
 * A category costs about as much as one product.
 */
final class Recipients {

    /** Products whose part in a reason is looked at. */
    private static final int EXPLAINED = 300;

    private static final int MINUTES_A_DAY = 24 * 60;

    private final Material material;
    private final Choice.Trained trained;
    private final int[] products;
    private final Wanted known;
    private final Wanted fresh;
    private final double trust;

    /** How likely each customer buys some of it within the horizon, from 0 to 1. */
    final float[] scores;
    /** Who has all of it, or everybody where nothing is known of it. */
    final BitSet left = new BitSet();
    /** Nothing is known of the products, so that nobody can be found. */
    final boolean isOfUnknown;

    private double[] scales = {};

    /**
     * @param products of the training, each once
     * @param newcomers that came after it
     * @param pool of arrays with one number for each customer
     */
    Recipients(Material material, Choice.Trained trained, int[] products, List<Content.Features> newcomers, Pool pool) {
        this.material = material;
        this.trained = trained;
        this.products = products;
        var columns = material.columns();
        var all = products.length + newcomers.size();
        var knows = new float[products.length];
        var doubts = new float[products.length];
        var sum = 0.0;
        var buyers = newcomers.size() * trained.odds().demand().launched();
        for (var i = 0; i < products.length; i++) {
            buyers += trained.expected()[products[i]];
            var own = Choice.Trained.trust(columns.end(products[i]) - columns.start(products[i]));
            knows[i] = (float) (own / all);
            doubts[i] = (float) ((1 - own) / all);
            sum += own / all;
        }
        trust = sum;
        known = Wanted.of(material.content(), products, knows);
        fresh = Wanted.of(material.content(), products, doubts, newcomers, 1f / Math.max(1, all));
        scores = new float[material.customers()];
        isOfUnknown = all == 0 || (trust == 0 && fresh.isUnknown());
        if (isOfUnknown) {
            left.set(0, scores.length);
            return;
        }
        // Of one product, both blends are asked the same but for a factor, which no standardised score shows.
        score(products.length == 1 && newcomers.isEmpty(), pool);
        if (newcomers.isEmpty()) {
            leaveOwners();
        }
        toProbabilities(buyers * customersByPurchase());
    }

    /** @param same whether what is known and what is not are asked for alike */
    private void score(boolean same, Pool pool) {
        var own = pool.borrow();
        var others = pool.borrow();
        var doubted = trust < 1 && !fresh.isUnknown();
        var atOnce = doubted && trust > 0 && same;
        if (trust > 0) {
            scales = atOnce
                    ? trained.customers().scaled(known, own, trained.newcomers(), others)
                    : trained.customers().scaled(known, own);
            var scale = Blend.addStandardised(own, trust, scores);
            scales = Arrays.stream(scales).map(it -> it * scale).toArray();
        }
        if (doubted) {
            if (!atOnce) {
                trained.newcomers().customers(fresh, others);
            }
            Blend.addStandardised(others, 1 - trust, scores);
        }
        pool.giveBack(own, others);
    }

    private void leaveOwners() {
        var counts = new int[products.length == 1 ? 0 : scores.length];
        var columns = material.columns();
        for (var product : products) {
            for (var i = columns.start(product); i < columns.end(product); i++) {
                var customer = columns.product(i);
                // Who sent something back knows it as well.
                var knows = columns.weight(i) >= 1 || columns.weight(i) < 0;
                if (knows && (counts.length == 0 || ++counts[customer] == products.length)) {
                    left.set(customer);
                }
            }
        }
    }

    /**
     * How many customers there are to each first purchase of several products: who buys of a category often buys several of it. As it
     * was within the latest horizon.
     */
    private double customersByPurchase() {
        if (products.length < 2) {
            return 1;
        }
        var wanted = new BitSet(material.products());
        Arrays.stream(products).forEach(wanted::set);
        var days = trained.odds().horizon() / MINUTES_A_DAY;
        var profiles = material.profiles();
        var found = IntStream.range(0, scores.length)
                .parallel()
                .map(customer -> {
                    var count = 0;
                    for (var i = profiles.rows.start(customer); i < profiles.rows.end(customer); i++) {
                        count += wanted.get(profiles.rows.product(i)) && profiles.bought(i) && profiles.age(i) <= days
                                ? 1
                                : 0;
                    }
                    return count;
                })
                .filter(it -> it > 0)
                .summaryStatistics();
        return (found.getCount() + 1.0) / (found.getSum() + 1.0);
    }

    /** From scores in standard deviations to how likely each buys some of it within the horizon, who does not have all of it. */
    private void toProbabilities(double buyers) {
        left.stream().forEach(it -> scores[it] = Float.NEGATIVE_INFINITY);
        trained.uptake(trust).probabilities(scores, buyers);
    }

    /** What speaks for one customer: the products of their taste that add most, and whether it is rather how active they are. */
    record Case(List<Integer> anchors, boolean active) {}

    Case forCustomer(int customer, Taste taste) {
        var shares = new double[taste.size()];
        var active = 0.0;
        var some = IntStream.range(0, Math.min(EXPLAINED, products.length)).toArray();
        var numbers = IntStream.of(some).map(it -> products[it]).toArray();
        for (var part = 0; part < scales.length; part++) {
            var method = trained.customers().parts().get(part).method();
            var own = new float[numbers.length][taste.size()];
            method.because(taste, numbers, own);
            for (var k : some) {
                for (var i = 0; i < shares.length; i++) {
                    shares[i] += scales[part] * known.weight(k) * own[k][i];
                }
            }
            if (method instanceof Activity activity) {
                active += scales[part] * activity.aboveMean(customer);
            }
        }
        addLikeness(taste, shares);
        var order = new ArrayList<Integer>();
        IntStream.range(0, shares.length)
                .filter(it -> shares[it] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(shares[b], shares[a]))
                .limit(2)
                .forEach(order::add);
        if (order.size() == 2 && shares[order.get(1)] < shares[order.get(0)] / 2) {
            order.removeLast();
        }
        return new Case(
                List.copyOf(order),
                active > Arrays.stream(shares).filter(it -> it > 0).sum());
    }

    private void addLikeness(Taste taste, double[] shares) {
        if (trust < 1) {
            var likeness = new float[material.products()];
            fresh.likeness(material.content(), likeness);
            for (var i = 0; i < shares.length; i++) {
                shares[i] += (1 - trust) * taste.strengths()[i] * likeness[taste.products()[i]];
            }
        }
    }
}
