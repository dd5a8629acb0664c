package org.postille.interest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Turnout;
import org.postille.interest.method.Activity;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.Taste;

/** All customers of the training for some products, how likely each buys any of them, and why. */
final class Recipients {

    /** Products whose part in a reason is looked at. */
    private static final int EXPLAINED = 300;

    private final Material material;
    private final Choice.Trained trained;
    private final int[] products;
    private final Turnout turnout;

    /** How likely each customer buys some of it within the horizon, from 0 to 1. */
    final float[] scores;
    /** Who has all of it, or everybody where nothing is known of it. */
    final BitSet left;
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
        turnout = new Turnout(material, trained, products, newcomers);
        scores = new float[material.customers()];
        isOfUnknown = turnout.isOfUnknown();
        left = turnout.left();
        if (isOfUnknown) {
            left.set(0, scores.length);
            return;
        }
        var own = pool.borrow();
        var others = pool.borrow();
        scales = turnout.scores(scores, own, others);
        pool.giveBack(own, others);
        turnout.probabilities(scores);
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
                    shares[i] += scales[part] * turnout.known().weight(k) * own[k][i];
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
        if (turnout.trust() < 1) {
            var likeness = new float[material.products()];
            turnout.fresh().likeness(material.content(), likeness);
            for (var i = 0; i < shares.length; i++) {
                shares[i] += (1 - turnout.trust()) * taste.strengths()[i] * likeness[taste.products()[i]];
            }
        }
    }
}
