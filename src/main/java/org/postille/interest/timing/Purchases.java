package org.postille.interest.timing;

import java.util.Arrays;
import org.postille.interest.history.Ids;

/**
 * What was ordered, line by line, in columns of primitives, 20 bytes each: first filled in any order, then {@link #sorted} by
 * customer and time.
 */
public final class Purchases {

    public final Ids customers = new Ids();
    public final Ids products = new Ids();

    private int size;
    private int[] customer = new int[1024];
    private int[] product = new int[1024];
    private int[] minute = new int[1024];
    private int[] quantity = new int[1024];
    private float[] amount = new float[1024];
    private int[] starts = {0};

    /**
     * @param second since 1970
     * @param quantity of pieces; fewer than one count as one
     * @param amount of the whole line, in the shop's currency; 0 where it is not known
     */
    public void add(long customerId, long productId, long second, int quantity, double amount) {
        if (size == customer.length) {
            var more = size + (size >> 1);
            customer = Arrays.copyOf(customer, more);
            product = Arrays.copyOf(product, more);
            minute = Arrays.copyOf(minute, more);
            this.quantity = Arrays.copyOf(this.quantity, more);
            this.amount = Arrays.copyOf(this.amount, more);
        }
        customer[size] = customers.add(customerId);
        product[size] = products.add(productId);
        minute[size] = (int) (second / 60);
        this.quantity[size] = Math.max(1, quantity);
        this.amount[size++] = (float) Math.max(0, amount);
    }

    /** Brings what each customer bought together, oldest first. */
    public Purchases sorted() {
        starts = new int[customers.size() + 1];
        for (var i = 0; i < size; i++) {
            starts[customer[i] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        var order = order();
        // Column by column, so that never more than one is there twice.
        product = rearranged(product, order);
        minute = rearranged(minute, order);
        quantity = rearranged(quantity, order);
        var amounts = new float[size];
        for (var i = 0; i < size; i++) {
            amounts[i] = amount[order[i]];
        }
        amount = amounts;
        customer = new int[0];
        return this;
    }

    /** The lines by customer and time; of one minute, as they were added. */
    private int[] order() {
        var order = new int[size];
        var next = starts.clone();
        for (var i = 0; i < size; i++) {
            order[next[customer[i]]++] = i;
        }
        var keys = new long[0];
        for (var c = 0; c < customers.size(); c++) {
            var count = starts[c + 1] - starts[c];
            if (keys.length < count) {
                keys = new long[count * 2];
            }
            for (var i = 0; i < count; i++) {
                var line = order[starts[c] + i];
                keys[i] = (long) minute[line] << 32 | line;
            }
            Arrays.sort(keys, 0, count);
            for (var i = 0; i < count; i++) {
                order[starts[c] + i] = (int) keys[i];
            }
        }
        return order;
    }

    private int[] rearranged(int[] column, int[] order) {
        var sorted = new int[size];
        for (var i = 0; i < size; i++) {
            sorted[i] = column[order[i]];
        }
        return sorted;
    }

    public int size() {
        return size;
    }

    /** Where what this customer bought begins; it ends where the next one's begins. */
    public int start(int customer) {
        return starts[customer];
    }

    public int product(int line) {
        return product[line];
    }

    /** Minutes since 1970. */
    public int minute(int line) {
        return minute[line];
    }

    /** Days since 1970, in UTC. */
    public int day(int line) {
        return Math.floorDiv(minute[line], 24 * 60);
    }

    public int quantity(int line) {
        return quantity[line];
    }

    public float amount(int line) {
        return amount[line];
    }

    /** The day after the last line: the present, as far as anything is known of it. 0 without any. */
    public int present() {
        var last = -1;
        for (var line = 0; line < size; line++) {
            last = Math.max(last, day(line));
        }
        return last + 1;
    }

    /** The day of the first line. 0 without any. */
    public int beginning() {
        var first = size == 0 ? 0 : Integer.MAX_VALUE;
        for (var line = 0; line < size; line++) {
            first = Math.min(first, day(line));
        }
        return first;
    }
}
