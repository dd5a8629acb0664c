package org.postille.interest.history;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.postille.event.EventKind;
import org.postille.event.Interaction;

/**
 * All interactions in columns of primitives, 13 bytes each: first filled in any order, then {@link #sorted} by customer and
 * time.
 */
public final class History {

    private static final List<EventKind> KINDS = List.of(EventKind.values());

    public final Ids customers;
    public final Ids products;

    private int size;
    private int[] customer = new int[1024];
    private int[] product = new int[1024];
    private int[] minute = new int[1024];
    private byte[] kind = new byte[1024];
    private int[] starts = {};

    public History() {
        this(new Ids(), new Ids());
    }

    private History(Ids customers, Ids products) {
        this.customers = customers;
        this.products = products;
    }

    /** One of which nothing is known any more but who and what had which number. */
    public static History forgotten(Ids customers, Ids products) {
        return new History(customers, products).sorted();
    }

    public void add(Interaction interaction) {
        if (size == customer.length) {
            var more = size + (size >> 1);
            customer = Arrays.copyOf(customer, more);
            product = Arrays.copyOf(product, more);
            minute = Arrays.copyOf(minute, more);
            kind = Arrays.copyOf(kind, more);
        }
        customer[size] = customers.add(interaction.customerId());
        product[size] = products.add(interaction.productId());
        minute[size] = (int) (interaction.at().getEpochSecond() / 60);
        kind[size] = (byte) KINDS.indexOf(interaction.kind());
        size++;
    }

    /** Brings what each customer did together, oldest first. */
    public History sorted() {
        starts = new int[customers.size() + 1];
        for (var i = 0; i < size; i++) {
            starts[customer[i] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        // Column by column, so that never more than one is there twice.
        product = scattered(product);
        minute = scattered(minute);
        var kinds = new byte[size];
        var next = starts.clone();
        for (var i = 0; i < size; i++) {
            kinds[next[customer[i]]++] = kind[i];
        }
        kind = kinds;
        customer = new int[0];
        IntStream.range(0, customers.size()).parallel().forEach(c -> sortByTime(starts[c], starts[c + 1]));
        return this;
    }

    /**
     * Some of what happened, sorted; customers and products keep their numbers, also those of whom nothing is left.
     *
     * @param kept by position
     */
    public History where(IntPredicate kept) {
        var some = new History(customers, products);
        some.starts = new int[customers.size() + 1];
        some.product = new int[size];
        some.minute = new int[size];
        some.kind = new byte[size];
        for (var c = 0; c < customers.size(); c++) {
            for (var i = starts[c]; i < starts[c + 1]; i++) {
                if (kept.test(i)) {
                    some.product[some.size] = product[i];
                    some.minute[some.size] = minute[i];
                    some.kind[some.size++] = kind[i];
                }
            }
            some.starts[c + 1] = some.size;
        }
        some.product = Arrays.copyOf(some.product, some.size);
        some.minute = Arrays.copyOf(some.minute, some.size);
        some.kind = Arrays.copyOf(some.kind, some.size);
        return some;
    }

    /**
     * Some customers with all that they did, drawn by lot until there is enough of it; sorted. Products keep their numbers, customers
     * get new ones. All of it where that is little.
     *
     * @param most interactions
     */
    public History sample(int most, long seed) {
        if (size <= most) {
            return this;
        }
        var random = new SplittableRandom(seed);
        var share = (double) most / size;
        var some = new History(new Ids(), products);
        some.product = new int[most];
        some.minute = new int[most];
        some.kind = new byte[most];
        var ends = new int[customers.size() + 1];
        for (var c = 0; c < customers.size(); c++) {
            var count = starts[c + 1] - starts[c];
            if (random.nextDouble() < share && some.size + count <= most) {
                System.arraycopy(product, starts[c], some.product, some.size, count);
                System.arraycopy(minute, starts[c], some.minute, some.size, count);
                System.arraycopy(kind, starts[c], some.kind, some.size, count);
                some.size += count;
                ends[some.customers.add(customers.id(c)) + 1] = some.size;
            }
        }
        some.starts = Arrays.copyOf(ends, some.customers.size() + 1);
        return some;
    }

    private int[] scattered(int[] column) {
        var grouped = new int[size];
        var next = starts.clone();
        for (var i = 0; i < size; i++) {
            grouped[next[customer[i]]++] = column[i];
        }
        return grouped;
    }

    private void sortByTime(int from, int to) {
        var ordered = true;
        for (var i = from + 1; i < to && ordered; i++) {
            ordered = minute[i - 1] <= minute[i];
        }
        if (ordered) {
            return;
        }
        var keys = new long[to - from];
        for (var i = from; i < to; i++) {
            keys[i - from] = ((long) minute[i] << 32) | (i - from);
        }
        Arrays.sort(keys);
        var products = Arrays.copyOfRange(product, from, to);
        var kinds = Arrays.copyOfRange(kind, from, to);
        for (var i = from; i < to; i++) {
            var old = (int) keys[i - from];
            minute[i] = (int) (keys[i - from] >> 32);
            product[i] = products[old];
            kind[i] = kinds[old];
        }
    }

    public int size() {
        return size;
    }

    /** Where what this customer did begins; it ends where the next one's begins. */
    public int start(int customer) {
        return starts[customer];
    }

    public int product(int position) {
        return product[position];
    }

    /** Minutes since 1970. */
    public int minute(int position) {
        return minute[position];
    }

    public EventKind kind(int position) {
        return KINDS.get(kind[position]);
    }

    /** The last minute in which anything happened: the present, as far as the model knows. */
    public int end() {
        var last = 0;
        for (var i = 0; i < size; i++) {
            last = Math.max(last, minute[i]);
        }
        return last;
    }
}
