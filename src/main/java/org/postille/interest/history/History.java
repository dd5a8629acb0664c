package org.postille.interest.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.postille.event.EventKind;
import org.postille.event.Interaction;

/**
 * All interactions in columns of primitives: first filled in any order, 12 bytes each, then {@link #sorted} by customer and time,
 * 8 bytes each.
 */
public final class History {

    private static final List<EventKind> KINDS = List.of(EventKind.values());
    private static final int KIND_BITS = 3;
    private static final int KIND = (1 << KIND_BITS) - 1;

    public final Ids customers;
    public final Ids products;

    private int size;
    /** As they come. */
    private final List<Arrived> arrived = new ArrayList<>();

    /** Product and kind of what was sorted. */
    private int[] deed = {};

    private int[] minute = {};
    private int[] starts = {};

    /** A part of what came in, so that nothing has to be copied for there being more of it. */
    private static final class Arrived {
        private static final int SIZE = 1 << 16;
        private final int[] customer;
        private int[] deed;
        private int[] minute;

        Arrived(int size) {
            customer = new int[size];
            deed = new int[size];
            minute = new int[size];
        }
    }

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
        add(interaction.customerId(), interaction.productId(), interaction.kind(), (int)
                (interaction.at().getEpochSecond() / 60));
    }

    /** @param minute since 1970 */
    public void add(long customerId, long productId, EventKind kind, int minute) {
        var place = size % Arrived.SIZE;
        if (place == 0) {
            arrived.add(new Arrived(Arrived.SIZE));
        }
        var latest = arrived.getLast();
        latest.customer[place] = customers.add(customerId);
        latest.deed[place] = products.add(productId) << KIND_BITS | KINDS.indexOf(kind);
        latest.minute[place] = minute;
        size++;
    }

    /** Brings what each customer did together, oldest first. Nothing can be added afterwards. */
    public History sorted() {
        starts = new int[customers.size() + 1];
        eachArrived((part, i) -> starts[part.customer[i] + 1]++);
        Arrays.parallelPrefix(starts, Integer::sum);
        // Column by column, so that never more than one is there twice.
        var deeds = new int[size];
        scatter((part, i, place) -> deeds[place] = part.deed[i]);
        deed = deeds;
        arrived.forEach(it -> it.deed = new int[0]);
        var minutes = new int[size];
        scatter((part, i, place) -> minutes[place] = part.minute[i]);
        minute = minutes;
        arrived.clear();
        IntStream.range(0, customers.size()).parallel().forEach(c -> sortByTime(starts[c], starts[c + 1]));
        return this;
    }

    private interface Visitor {
        void at(Arrived part, int position);
    }

    private interface Mover {
        void move(Arrived part, int position, int place);
    }

    private void eachArrived(Visitor visitor) {
        for (var first = 0; first < size; first += Arrived.SIZE) {
            var part = arrived.get(first / Arrived.SIZE);
            for (var i = 0; i < Math.min(Arrived.SIZE, size - first); i++) {
                visitor.at(part, i);
            }
        }
    }

    private void scatter(Mover mover) {
        var next = starts.clone();
        eachArrived((part, i) -> mover.move(part, i, next[part.customer[i]]++));
    }

    /**
     * Lets go of all that happened: the memory is wanted for something else. Who and what had which number stays known.
     */
    public void forget() {
        size = 0;
        deed = new int[0];
        minute = new int[0];
        starts = new int[customers.size() + 1];
    }

    /**
     * Some of what happened, sorted; customers and products keep their numbers, also those of whom nothing is left.
     *
     * @param kept by position
     */
    public History where(IntPredicate kept) {
        var some = new History(customers, products);
        some.starts = new int[customers.size() + 1];
        some.deed = new int[size];
        some.minute = new int[size];
        for (var c = 0; c < customers.size(); c++) {
            for (var i = starts[c]; i < starts[c + 1]; i++) {
                if (kept.test(i)) {
                    some.deed[some.size] = deed[i];
                    some.minute[some.size++] = minute[i];
                }
            }
            some.starts[c + 1] = some.size;
        }
        some.deed = Arrays.copyOf(some.deed, some.size);
        some.minute = Arrays.copyOf(some.minute, some.size);
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
        some.deed = new int[most];
        some.minute = new int[most];
        var ends = new int[customers.size() + 1];
        for (var c = 0; c < customers.size(); c++) {
            var count = starts[c + 1] - starts[c];
            if (random.nextDouble() < share && some.size + count <= most) {
                System.arraycopy(deed, starts[c], some.deed, some.size, count);
                System.arraycopy(minute, starts[c], some.minute, some.size, count);
                some.size += count;
                ends[some.customers.add(customers.id(c)) + 1] = some.size;
            }
        }
        some.starts = Arrays.copyOf(ends, some.customers.size() + 1);
        return some;
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
        var deeds = Arrays.copyOfRange(deed, from, to);
        for (var i = from; i < to; i++) {
            var old = (int) keys[i - from];
            minute[i] = (int) (keys[i - from] >> 32);
            deed[i] = deeds[old];
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
        return deed[position] >>> KIND_BITS;
    }

    /** Minutes since 1970. */
    public int minute(int position) {
        return minute[position];
    }

    public EventKind kind(int position) {
        return KINDS.get(deed[position] & KIND);
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
