package org.postille.demo.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.postille.interest.history.Rows;

/**
 * Who bought what in a made-up shop of any size: how much customers buy and how often products are bought falls by a power of
 * the rank, and every customer takes most of it from one of the groups of products. The same for the same seed.
 *
 * @param customers at least 1
 * @param products at least {@link #GROUPS}
 * @param events to aim at; products that a customer has already are not counted twice, so a little fewer come out
 */
record PowerLaw(int customers, int products, long events, long seed) {

    static final int GROUPS = 50;
    /** Of a customer's products, those from their own group. */
    private static final double LOYALTY = 0.7;
    /** The power of the rank of a product in its group. */
    private static final double STEEPNESS = 1.0;
    /** The power of the rank of a customer. */
    private static final double SPREAD = 0.6;
    /** Shifts all ranks: the few at the very top of a shop are not as far ahead as the law has it. */
    private static final int SHIFT = 3;

    String inWords() {
        return String.format(Locale.ROOT, "%,d × %,d, %,d events", customers, products, events);
    }

    /** Hears what one customer after the other bought. */
    interface Taker {
        /** @param products the first {@code count} are meant; used again after the call */
        void take(int customer, int[] products, int count);
    }

    /** Customers with the products they bought, each once with strength 1. */
    Rows rows() {
        var rows = new Rows();
        each((_, products, count) -> {
            for (var i = 0; i < count; i++) {
                rows.add(products[i], 1);
            }
            rows.endRow();
        });
        return rows.trimmed();
    }

    /** The same without keeping any of it. */
    void each(Taker taker) {
        var random = new SplittableRandom(seed);
        var cumulated = cumulated(products / GROUPS, STEEPNESS);
        var share = cumulated(customers, SPREAD);
        var ranks = ranks(random);
        var seenBy = new int[products];
        Arrays.fill(seenBy, -1);
        var bought = new int[products / 4 + 1];
        for (var customer = 0; customer < customers; customer++) {
            var rank = ranks[customer];
            var part = share[rank] - (rank == 0 ? 0 : share[rank - 1]);
            var wanted = Math.min(products / 4, Math.max(1, Math.round(events * part)));
            var group = random.nextInt(GROUPS);
            // A few more draws make up for those that hit what is there already.
            var draws = 3 * wanted;
            var got = 0;
            for (; got < wanted && draws > 0; draws--) {
                var from = random.nextDouble() < LOYALTY ? group : random.nextInt(GROUPS);
                var product = drawn(cumulated, random.nextDouble()) * GROUPS + from;
                if (seenBy[product] != customer) {
                    seenBy[product] = customer;
                    bought[got++] = product;
                }
            }
            taker.take(customer, bought, got);
        }
    }

    private int[] ranks(SplittableRandom random) {
        var ranks = new int[customers];
        for (var i = 0; i < customers; i++) {
            var other = random.nextInt(i + 1);
            ranks[i] = ranks[other];
            ranks[other] = i;
        }
        return ranks;
    }

    /** Shares of ranks, added up to 1. */
    private static double[] cumulated(int size, double steepness) {
        var sums = new double[size];
        var sum = 0.0;
        for (var i = 0; i < size; i++) {
            sum += Math.pow(i + SHIFT, -steepness);
            sums[i] = sum;
        }
        for (var i = 0; i < size; i++) {
            sums[i] /= sum;
        }
        return sums;
    }

    private static int drawn(double[] cumulated, double at) {
        var place = Arrays.binarySearch(cumulated, at);
        return Math.min(cumulated.length - 1, place < 0 ? -place - 1 : place);
    }
}
