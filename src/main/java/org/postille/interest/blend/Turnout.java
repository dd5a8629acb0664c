package org.postille.interest.blend;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.postille.interest.history.Deeds;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.Wanted;

/**
 * Who comes for any of some products, of all customers of the training: by what their behaviour says, and for products that few have
 * by what these are. A category costs about as much as one product.
 */
public final class Turnout {

    private static final int MINUTES_A_DAY = 24 * 60;

    private final Material material;
    private final Choice.Trained trained;
    private final int[] products;
    private final boolean alone;
    private final boolean several;
    private final Wanted known;
    private final Wanted fresh;
    private final double trust;
    private final double purchases;
    private final BitSet left = new BitSet();

    /**
     * @param products of the training, each once
     * @param newcomers that came after it
     */
    public Turnout(Material material, Choice.Trained trained, int[] products, List<Content.Features> newcomers) {
        this.material = material;
        this.trained = trained;
        this.products = products;
        var columns = material.columns();
        var all = products.length + newcomers.size();
        alone = all == 1;
        several = products.length > 1;
        var knows = new float[products.length];
        var doubts = new float[products.length];
        var sum = 0.0;
        var firsts = newcomers.size() * trained.odds().demand().launched();
        for (var i = 0; i < products.length; i++) {
            firsts += trained.expected()[products[i]];
            var own = Choice.Trained.trust(columns.end(products[i]) - columns.start(products[i]));
            knows[i] = (float) (own / all);
            doubts[i] = (float) ((1 - own) / all);
            sum += own / all;
        }
        trust = sum;
        purchases = firsts;
        known = Wanted.of(material.content(), products, knows);
        fresh = Wanted.of(material.content(), products, doubts, newcomers, 1f / Math.max(1, all));
        leave(newcomers.isEmpty());
    }

    /** Whether nothing is known of the products, so that nobody can be found. */
    public boolean isOfUnknown() {
        return trust == 0 && fresh.isUnknown();
    }

    /** The products, each by how much it is known by who has it. */
    public Wanted known() {
        return known;
    }

    /** The products, each by how much it is known only by what it is. */
    public Wanted fresh() {
        return fresh;
    }

    /** How much all of them are known by who has them, rather than by what they are; from 0 to 1. */
    public double trust() {
        return trust;
    }

    /** Who cannot come: they have all of it, or nothing is known of them. */
    public BitSet left() {
        return left;
    }

    private void leave(boolean owners) {
        var rows = material.profiles().rows;
        for (var customer = 0; customer < rows.size(); customer++) {
            if (rows.end(customer) == rows.start(customer)) {
                left.set(customer);
            }
        }
        var counts = new int[alone || !owners ? 0 : rows.size()];
        var columns = material.columns();
        for (var k = 0; owners && k < products.length; k++) {
            for (var i = columns.start(products[k]); i < columns.end(products[k]); i++) {
                var customer = columns.product(i);
                if (Deeds.isSettled(columns.weight(i))
                        && (counts.length == 0 || ++counts[customer] == products.length)) {
                    left.set(customer);
                }
            }
        }
    }

    /**
     * How much each customer wants any of it, in standard deviations.
     *
     * @param scores one for each customer; overwritten
     * @param own room for as many
     * @param others room for as many
     * @return what the scores of each part of the blend for known products were multiplied by; empty where that was not asked
     */
    public double[] scores(float[] scores, float[] own, float[] others) {
        Arrays.fill(scores, 0);
        var scales = new double[0];
        // Of one product, both blends are asked the same but for a factor, which no standardised score shows.
        var atOnce = alone && trust > 0;
        if (trust > 0) {
            scales = atOnce
                    ? trained.customers().scaled(known, own, trained.newcomers(), others)
                    : trained.customers().scaled(known, own);
            var scale = Blend.addStandardised(own, trust, scores);
            scales = Arrays.stream(scales).map(it -> it * scale).toArray();
        }
        if (trust < 1) {
            if (!atOnce) {
                trained.newcomers().customers(fresh, others);
            }
            Blend.addStandardised(others, 1 - trust, scores);
        }
        return scales;
    }

    /**
     * How likely each customer buys any of it within the horizon that they do not have.
     *
     * @param scores as {@link #scores} gave them; overwritten by probabilities from 0 to 1
     */
    public void probabilities(float[] scores) {
        left.stream().forEach(it -> scores[it] = Float.NEGATIVE_INFINITY);
        trained.uptake(several, trust).probabilities(scores, expected());
    }

    /** How many come within the horizon. */
    double expected() {
        return purchases * customersByPurchase();
    }

    /**
     * How many customers there are to each first purchase of several products: who buys of a category often buys several of it. As it
     * was within the latest horizon, by what the rehearsals taught.
     */
    double customersByPurchase() {
        if (!several) {
            return 1;
        }
        var wanted = new BitSet(material.products());
        Arrays.stream(products).forEach(wanted::set);
        var days = trained.odds().horizon() / MINUTES_A_DAY;
        var profiles = material.profiles();
        var found = IntStream.range(0, material.customers())
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
        return (found.getCount() + 1.0)
                / (found.getSum() + 1.0)
                * trained.odds().several().customers();
    }
}
