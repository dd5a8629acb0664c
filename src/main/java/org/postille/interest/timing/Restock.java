package org.postille.interest.timing;

import java.util.function.IntToDoubleFunction;

/** When customers need a product again, and how likely it is that they buy it here. */
public final class Restock {

    /** Days that the chance of another purchase is told for. */
    public static final int WINDOW = 28;

    /** Whoever is overdue by more intervals than this gets it elsewhere, or needs it no more. */
    private static final double OVERDUE = 2;

    /** In days: beyond them, nobody knows. */
    private static final double LONGEST = 10_000;

    private static final double HIGHEST_CHANCE = 0.95;

    /**
     * A product that a customer needs again.
     *
     * @param product by number
     * @param bought day of the last purchase, since 1970
     * @param interval days from that purchase to the next, as often more as less
     * @param due day since 1970
     * @param chance that they buy it within the next {@link #WINDOW} days
     */
    public record Need(int product, int bought, double interval, int due, double chance) {}

    /** Takes needs. */
    public interface Taker {
        void take(Need need);
    }

    private final Purchases purchases;
    private final int present;
    private final Intervals intervals;
    private final Faithful faithful;
    private final IntToDoubleFunction orders;
    private final double meanActivity;

    /**
     * @param purchases sorted
     * @param present days since 1970; what is of this day or later is not seen
     * @param category of each product, from 0; -1 where there is none
     * @param orders probability that a customer orders anything within {@link #WINDOW} days; asked only for those who have ordered
     */
    public Restock(Purchases purchases, int present, int[] category, IntToDoubleFunction orders) {
        this.purchases = purchases;
        this.present = present;
        this.orders = orders;
        intervals = new Intervals(purchases, present, category);
        faithful = new Faithful(purchases, present, intervals);
        var sums = new double[2];
        Pair.each(purchases, present, pair -> {
            var chance = chance(pair, intervals.next(pair));
            sums[0] += chance;
            sums[1] += chance * activity(pair);
        });
        meanActivity = sums[1] > 0 ? sums[1] / sums[0] : 1;
    }

    /**
     * Whoever orders more often buys a product again more likely. The root of it, since those who need something come for it as
     * well.
     */
    private double activity(Pair pair) {
        return Math.sqrt(orders.applyAsDouble(pair.customer()));
    }

    /** Of a customer who orders as often as those do who buy things again. */
    private double chance(Pair pair, double logInterval) {
        var waited = present - pair.lastDay();
        var before = intervals.shorter(logInterval, waited);
        var then = intervals.shorter(logInterval, waited + WINDOW);
        var again = faithful.again(pair);
        return again * (then - before) / (1 - again * before);
    }

    /** Whether more customers buy it again than would by chance. */
    public boolean isBoughtAgain(int product) {
        return faithful.isBoughtAgain(product);
    }

    public int productsBoughtAgain() {
        return faithful.productsBoughtAgain();
    }

    /** Days from one purchase of this product to the next, as often more as less. */
    public double interval(int product) {
        return intervals.ofProduct(product);
    }

    /** By which power of the quantity the interval grows: 0 where it does not, 1 where twice as much lasts twice as long. */
    public double quantityPower() {
        return intervals.quantityPower();
    }

    /** Passes on all that this customer has bought, will need again and is not long overdue with. */
    public void each(int customer, Taker taker) {
        Pair.of(customer, purchases, present, pair -> {
            if (!faithful.isBoughtAgain(pair.product())) {
                return;
            }
            var logInterval = intervals.next(pair);
            var interval = Math.exp(logInterval);
            var due = pair.lastDay() + (int) Math.round(Math.min(interval, LONGEST));
            if (present - due <= OVERDUE * interval) {
                taker.take(new Need(pair.product(), pair.lastDay(), interval, due, likely(pair, logInterval)));
            }
        });
    }

    private double likely(Pair pair, double logInterval) {
        return Math.clamp(chance(pair, logInterval) * activity(pair) / meanActivity, 0, HIGHEST_CHANCE);
    }
}
