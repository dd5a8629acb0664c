package org.postille.interest.crowd;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.postille.event.EventKind;
import org.postille.interest.history.History;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * How likely a customer who has done nothing yet orders something within the horizon, learned from those who were in the same place
 * up to three horizons ago.
 *
 * @param chances from 0 to 1, of those known for less than a horizon, less than four, and longer; none where too few were known
 * @param horizon minutes
 */
public record FirstOrders(List<Double> chances, long horizon) {

    /** Of a shop that cannot tell. */
    public static final FirstOrders UNKNOWN = new FirstOrders(List.of(), 0);

    public static final int TENURES = 3;

    private static final int WINDOWS = 3;
    private static final int LONGER = 4;
    /** A chance from fewer would be a guess. */
    private static final int FEWEST = 30;
    /** So many customers who were seen once say as much as those who were never seen. */
    private static final double PRIOR = 10;

    private static final int MINUTES_A_DAY = 24 * 60;

    public FirstOrders {
        chances = List.copyOf(chances);
    }

    /**
     * Since when customers are customers of the shop, in minutes since 1970.
     *
     * @param active of those of the history, by number
     * @param silent of all others
     */
    public record Registered(int[] active, int[] silent) {}

    public boolean isKnown() {
        return !chances.isEmpty();
    }

    /** @param minutes for which somebody is a customer; negative for who comes after the present of the model */
    public int tenure(long minutes) {
        return minutes < horizon ? 0 : minutes < LONGER * horizon ? 1 : 2;
    }

    /** @param tenure see {@link #tenure} */
    public double chance(int tenure) {
        return chances.get(tenure);
    }

    /**
     * @param history sorted
     * @param horizon minutes; 0 where the history has no times
     */
    public static FirstOrders learned(History history, Registered registered, long horizon) {
        if (horizon <= 0 || history.size() == 0) {
            return UNKNOWN;
        }
        var end = history.end();
        var began =
                IntStream.range(0, history.size()).map(history::minute).min().orElse(end);
        var count = new Count(new FirstOrders(List.of(), horizon));
        // Before a cut a horizon must be known, or whoever did something before the records began would pass for
        // silent.
        for (var cut = end - horizon; cut >= end - WINDOWS * horizon && cut - horizon >= began; cut -= horizon) {
            count.add(history, registered, cut);
        }
        return count.found();
    }

    /** Who was silent at some cut, and who of them ordered within the horizon after it. */
    private static final class Count {
        private final FirstOrders of;
        private final double[] silent = new double[TENURES];
        private final double[] ordered = new double[TENURES];
        private double seenOnce;
        private double orderedAgain;

        Count(FirstOrders of) {
            this.of = of;
        }

        void add(History history, Registered registered, long cut) {
            for (var customer = 0; customer < history.customers.size(); customer++) {
                var first = history.start(customer);
                var next = first;
                var last = history.start(customer + 1);
                while (next < last && history.minute(next) <= cut) {
                    next++;
                }
                var orders = false;
                for (var i = next; i < last && history.minute(i) <= cut + of.horizon; i++) {
                    orders |= history.kind(i) == EventKind.ORDERED;
                }
                if (next == first) {
                    add(registered.active[customer], cut, orders);
                } else if (history.minute(next - 1) - history.minute(first) < MINUTES_A_DAY) {
                    seenOnce++;
                    orderedAgain += orders ? 1 : 0;
                }
            }
            for (var since : registered.silent) {
                add(since, cut, false);
            }
        }

        private void add(int since, long cut, boolean orders) {
            if (since <= cut) {
                var tenure = of.tenure(cut - since);
                silent[tenure]++;
                ordered[tenure] += orders ? 1 : 0;
            }
        }

        FirstOrders found() {
            var all = Arrays.stream(silent).sum();
            if (all < FEWEST) {
                return UNKNOWN;
            }
            var again = orderedAgain / Math.max(1, seenOnce);
            var mean = drawn(Arrays.stream(ordered).sum(), all, again);
            return new FirstOrders(
                    IntStream.range(0, TENURES)
                            .mapToObj(it -> drawn(ordered[it], silent[it], mean))
                            .toList(),
                    of.horizon);
        }

        private static double drawn(double came, double of, double towards) {
            return (came + PRIOR * towards) / (of + PRIOR);
        }
    }

    public void write(SnapshotOutput out) {
        out.part("first orders");
        out.number(horizon);
        out.longs(chances.stream().mapToLong(Double::doubleToLongBits).toArray());
    }

    public static FirstOrders read(SnapshotInput in) {
        in.part("first orders");
        var horizon = in.number();
        return new FirstOrders(
                Arrays.stream(in.longs()).mapToObj(Double::longBitsToDouble).toList(), horizon);
    }
}
