package org.postille.interest.history;

import java.util.Arrays;
import java.util.List;
import org.postille.event.EventKind;
import org.postille.event.Interaction;

/**
 * All interactions in columns of primitives, 13 bytes each: first filled in any order, then {@link #sorted} by customer and
 * time.
 */
public final class History {

    private static final List<EventKind> KINDS = List.of(EventKind.values());

    public final Ids customers = new Ids();
    public final Ids products = new Ids();

    private int size;
    private int[] customer = new int[1024];
    private int[] product = new int[1024];
    private int[] minute = new int[1024];
    private byte[] kind = new byte[1024];
    private int[] starts = {};

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
        for (var c = 0; c < customers.size(); c++) {
            sortByTime(starts[c], starts[c + 1]);
        }
        return this;
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
