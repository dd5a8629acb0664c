package org.postille.interest.timing;

import java.util.Arrays;

/** One customer's purchases of one product, the oldest first, those of one day as one. Filled anew for the next pair. */
final class Pair {

    private int customer;
    private int product;
    private int size;
    private int[] days = new int[16];
    private int[] quantities = new int[16];
    private long[] keys = new long[16];

    interface Taker {
        /** @param pair only until this returns */
        void take(Pair pair);
    }

    private Pair() {}

    /** Passes on every pair with a purchase before that day. */
    static void each(Purchases purchases, int present, Taker taker) {
        var pair = new Pair();
        for (var customer = 0; customer < purchases.customers.size(); customer++) {
            pair.each(purchases, present, customer, taker);
        }
    }

    /** As {@link #each(Purchases, int, Taker)}, of one customer. */
    static void of(int customer, Purchases purchases, int present, Taker taker) {
        new Pair().each(purchases, present, customer, taker);
    }

    private void each(Purchases purchases, int present, int customer, Taker taker) {
        var from = purchases.start(customer);
        var count = 0;
        while (from + count < purchases.start(customer + 1) && purchases.day(from + count) < present) {
            count++;
        }
        if (keys.length < count) {
            keys = new long[count * 2];
        }
        for (var i = 0; i < count; i++) {
            keys[i] = (long) purchases.product(from + i) << 32 | i;
        }
        Arrays.sort(keys, 0, count);
        var i = 0;
        while (i < count) {
            begin(customer, (int) (keys[i] >> 32));
            while (i < count && (int) (keys[i] >> 32) == product) {
                var line = from + (int) keys[i++];
                add(purchases.day(line), purchases.quantity(line));
            }
            taker.take(this);
        }
    }

    private void begin(int customer, int product) {
        this.customer = customer;
        this.product = product;
        size = 0;
    }

    private void add(int day, int quantity) {
        if (size > 0 && days[size - 1] == day) {
            quantities[size - 1] += quantity;
            return;
        }
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
            quantities = Arrays.copyOf(quantities, size * 2);
        }
        days[size] = day;
        quantities[size++] = quantity;
    }

    int customer() {
        return customer;
    }

    int product() {
        return product;
    }

    /** On how many days it was bought; at least 1. */
    int size() {
        return size;
    }

    int day(int number) {
        return days[number];
    }

    int lastDay() {
        return days[size - 1];
    }

    double logQuantity(int number) {
        return Math.log(quantities[number]);
    }

    /** Logarithm of the days between that purchase and the one before. */
    double logGap(int number) {
        return Math.log(days[number] - days[number - 1]);
    }
}
