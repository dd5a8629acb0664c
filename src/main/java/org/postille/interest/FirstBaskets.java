package org.postille.interest;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.postille.interest.blend.Choice;
import org.postille.interest.crowd.Traits;
import org.postille.interest.method.Demographics;
import org.postille.interest.method.Material;

/** What customers buy within the horizon in which they come: how many of them buy some of a theme, and people of which kind more. */
final class FirstBaskets {

    /** Enough to count shares of. */
    private static final int MOST = 20_000;
    /** So many buyers say as much as what all customers are expected to buy. */
    private static final double PRIOR = 20;
    /** What people of a kind buy is told by a line, which knows no bounds. */
    private static final double MOST_LIFT = 4;

    private static final int MINUTES_A_DAY = 24 * 60;

    private final Material material;
    private final Choice.Trained trained;
    private final Demographics people;
    /** Who bought, and did nothing before the latest horizon. */
    private final int[] buyers;
    /** Products that one of them bought. */
    private final double products;

    private final double expected;
    private final double strength;
    private final double[] sums;

    FirstBaskets(Material material, Choice.Trained trained, Demographics people) {
        this.material = material;
        this.trained = trained;
        this.people = people;
        var days = trained.odds().horizon() / MINUTES_A_DAY;
        var all = IntStream.range(0, material.customers())
                .parallel()
                .filter(it -> began(it, days))
                .toArray();
        var step = Math.max(1, all.length / MOST);
        buyers = IntStream.range(0, all.length / step).map(it -> all[it * step]).toArray();
        products = (IntStream.of(buyers).mapToDouble(this::bought).sum() + 1) / (buyers.length + 1);
        var every = IntStream.range(0, material.products()).toArray();
        expected = expected(every);
        strength = strength(every);
        sums = people.sums(every);
    }

    private boolean began(int customer, long days) {
        var profiles = material.profiles();
        var bought = false;
        for (var i = profiles.rows.start(customer); i < profiles.rows.end(customer); i++) {
            if (profiles.age(i) > days) {
                return false;
            }
            bought |= profiles.bought(i);
        }
        return bought;
    }

    private int bought(int customer) {
        var profiles = material.profiles();
        return (int) IntStream.range(profiles.rows.start(customer), profiles.rows.end(customer))
                .filter(profiles::bought)
                .count();
    }

    private double expected(int[] some) {
        return IntStream.of(some).mapToDouble(it -> trained.expected()[it]).sum();
    }

    /** Of what all customers did. */
    private double strength(int[] some) {
        var columns = material.columns();
        var sum = 0.0;
        for (var product : some) {
            for (var i = columns.start(product); i < columns.end(product); i++) {
                sum += columns.weight(i);
            }
        }
        return sum;
    }

    /**
     * Of some products.
     *
     * @param share of first customers who buy some of it, from 0 to 1
     * @param sums what each trait adds to that, see {@link Demographics}
     * @param strength share in what all customers did; 0 where nobody did anything
     */
    record Share(double share, double[] sums, double strength) {

        /** Where nobody is asked for. */
        static final Share NOTHING = new Share(0, new double[0], 0);
    }

    /**
     * @param wanted products of the training, each once
     * @param newcomers how many there are besides that came after it
     */
    Share share(int[] wanted, int newcomers) {
        var any = new BitSet();
        IntStream.of(wanted).forEach(any::set);
        var rows = material.profiles().rows;
        var came = IntStream.of(buyers)
                .parallel()
                .filter(customer -> IntStream.range(rows.start(customer), rows.end(customer))
                        .anyMatch(it ->
                                any.get(rows.product(it)) && material.profiles().bought(it)))
                .count();
        var launched = newcomers * trained.odds().demand().launched();
        var part = (expected(wanted) + launched) / Math.max(1e-9, expected + launched);
        var usual = -Math.expm1(-products * part);
        return new Share(
                (came + PRIOR * usual) / (buyers.length + PRIOR),
                people.sums(wanted),
                Math.max(0, strength(wanted) / Math.max(1e-9, strength)));
    }

    /** How likely somebody of this kind buys some of it who buys for the first time. */
    double chance(Share share, Traits traits) {
        var own = people.together(traits.all(), share.sums);
        var all = people.together(traits.all(), sums);
        var lift = share.strength > 0 && all > 0 ? own / all / share.strength : 1;
        return Math.min(1, share.share * Math.clamp(lift, 1 / MOST_LIFT, MOST_LIFT));
    }
}
