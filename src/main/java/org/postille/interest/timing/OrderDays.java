package org.postille.interest.timing;

import java.util.Arrays;

/**
 * The days on which each customer ordered before some day, oldest first, with what was spent on each. Orders of one day count
 * as one: a second basket an hour later says nothing about how often somebody comes back.
 */
public final class OrderDays {

    private static final float ORDINARY = 1_000;
    /** Days by which it is found out what an ordinary one is. */
    private static final int LOOKED_AT = 20_000;

    private final int[] starts;
    private int[] days;
    private float[] values;

    /**
     * @param purchases sorted
     * @param present days since 1970; what is of this day or later is not seen
     */
    public OrderDays(Purchases purchases, int present) {
        var customers = purchases.customers.size();
        starts = new int[customers + 1];
        days = new int[Math.max(16, customers * 2)];
        values = new float[days.length];
        var size = 0;
        for (var customer = 0; customer < customers; customer++) {
            for (var line = purchases.start(customer); line < purchases.start(customer + 1); line++) {
                var day = purchases.day(line);
                if (day >= present) {
                    break;
                }
                if (size == starts[customer] || days[size - 1] != day) {
                    if (size == days.length) {
                        days = Arrays.copyOf(days, size + (size >> 1));
                        values = Arrays.copyOf(values, days.length);
                    }
                    days[size] = day;
                    values[size++] = 0;
                }
                values[size - 1] += purchases.amount(line);
            }
            starts[customer + 1] = size;
        }
        leaveSlips(size);
    }

    /** No day counts for more than a thousand ordinary ones: that is a slip or an attack, and would be everybody's expected value. */
    private void leaveSlips(int size) {
        var step = Math.max(1, size / LOOKED_AT);
        var some = new float[size / step + 1];
        var count = 0;
        for (var i = 0; i < size; i += step) {
            if (values[i] > 0) {
                some[count++] = values[i];
            }
        }
        if (count == 0) {
            return;
        }
        Arrays.sort(some, 0, count);
        var most = ORDINARY * some[count / 2];
        for (var i = 0; i < size; i++) {
            values[i] = Math.min(values[i], most);
        }
    }

    public int customers() {
        return starts.length - 1;
    }

    public int count(int customer) {
        return starts[customer + 1] - starts[customer];
    }

    /** Days since 1970. */
    public int day(int customer, int number) {
        return days[starts[customer] + number];
    }

    /** Of a customer with at least one. */
    public int first(int customer) {
        return days[starts[customer]];
    }

    /** Of a customer with at least one. */
    public int last(int customer) {
        return days[starts[customer + 1] - 1];
    }

    /** Mean of the days on which anything was paid; 0 where there is none. */
    public double meanValue(int customer) {
        var sum = 0.0;
        var paid = 0;
        for (var i = starts[customer]; i < starts[customer + 1]; i++) {
            sum += values[i];
            paid += values[i] > 0 ? 1 : 0;
        }
        return paid == 0 ? 0 : sum / paid;
    }

    /** How many days there are on which this customer paid anything. */
    public int paid(int customer) {
        var paid = 0;
        for (var i = starts[customer]; i < starts[customer + 1]; i++) {
            paid += values[i] > 0 ? 1 : 0;
        }
        return paid;
    }
}
