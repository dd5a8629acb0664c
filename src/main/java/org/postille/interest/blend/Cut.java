package org.postille.interest.blend;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postille.event.EventKind;
import org.postille.interest.history.History;

/**
 * A history cut in two: what methods learn from, and what they should have foretold.
 *
 * @param earlier sorted; customers and products have the numbers that they have in the whole
 * @param wanted for each customer the products bought for the first time later, in ascending order
 * @param minutes that the later part covers; 0 where it is not later in time
 */
public record Cut(History earlier, int[][] wanted, int minutes) {

    /** Of all interactions, what is foretold at least and at most. */
    private static final double LEAST = 0.1;

    private static final double MOST = 0.4;
    /** Of what each customer did, where customers and not times are cut. */
    private static final double OF_EACH = 0.2;
    /** A shop in which so small a share of customers comes back within the later part cannot be judged by it. */
    private static final double COMING_BACK = 0.05;

    private static final int ENOUGH = 200;

    private static final int A_MONTH = 30 * 24 * 60;
    private static final int A_YEAR = 365 * 24 * 60;

    /**
     * The cuts on which to find out what foretells this shop's history: its latest part as long as the horizon, and the part before
     * that, so that nothing is chosen that was good for one season alone. Where hardly anybody comes back within it, or where the
     * question is not about a later time, what each customer did last.
     *
     * @param history sorted
     * @param horizon how far is to be foretold
     */
    static List<Cut> rehearsals(History history, Duration horizon) {
        var minutes = sortedMinutes(history);
        var count = minutes.length;
        if (count == 0 || minutes[0] == minutes[count - 1] || horizon.toMinutes() <= 0) {
            return List.of(ofEach(history));
        }
        var share = later(minutes, horizon) / (double) count;
        var latest = at(history, minutes[(int) ((1 - share) * (count - 1))], new BitSet());
        if (latest.comingBack() < Math.min(ENOUGH, COMING_BACK * latest.customers())) {
            return List.of(ofEach(history));
        }
        var before = sortedMinutes(latest.earlier);
        var earlier = at(latest.earlier, before[(int) ((1 - share) * (before.length - 1))], new BitSet());
        return earlier.comingBack() < latest.comingBack() / 4 ? List.of(latest) : List.of(latest, earlier);
    }

    /**
     * The last year, one cut a month or a horizon apart, each as long as the horizon and with a year before it: what there is of these.
     *
     * @param history sorted
     */
    static Stream<Cut> ofTheLastYear(History history, Duration horizon) {
        var minutes = sortedMinutes(history);
        var length = Math.min(horizon.toMinutes(), A_YEAR);
        if (minutes.length == 0 || length == 0) {
            return Stream.empty();
        }
        var step = (int) Math.max(length, A_MONTH);
        return IntStream.iterate(minutes[minutes.length - 1] - (int) length, it -> it - step)
                .limit(A_YEAR / step)
                .takeWhile(it -> it - A_YEAR >= minutes[0])
                .mapToObj(it -> at(history.where(row -> history.minute(row) <= it + length), it, new BitSet()));
    }

    private static int later(int[] minutes, Duration horizon) {
        var count = minutes.length;
        var limit = minutes[count - 1] - horizon.toMinutes();
        var later = IntStream.of(minutes).filter(it -> it > limit).count();
        return (int) Math.clamp(later, (long) (LEAST * count), (long) (MOST * count));
    }

    /**
     * The latest part is what is to be foretold; of a history without times, a part by chance.
     *
     * @param share of all interactions that is foretold
     * @param hidden nothing was known of these products before, and only they are foretold; if there are any
     */
    static Cut latest(History history, double share, BitSet hidden) {
        var minutes = sortedMinutes(history);
        var count = minutes.length;
        if (count == 0 || minutes[0] == minutes[count - 1]) {
            return cut(history, byChance(history, share), hidden, 0);
        }
        return at(history, minutes[(int) ((1 - share) * (count - 1))], hidden);
    }

    private static Cut at(History history, int limit, BitSet hidden) {
        var late = new BitSet(history.size());
        for (var i = 0; i < history.size(); i++) {
            late.set(i, history.minute(i) > limit);
        }
        return cut(history, late, hidden, history.end() - limit);
    }

    private static BitSet byChance(History history, double share) {
        var chance = new Random(17);
        var late = new BitSet(history.size());
        for (var i = 0; i < history.size(); i++) {
            late.set(i, chance.nextDouble() < share);
        }
        return late;
    }

    /** What each customer did last; of a history without times, a part by chance. */
    private static Cut ofEach(History history) {
        var minutes = sortedMinutes(history);
        if (minutes.length == 0 || minutes[0] == minutes[minutes.length - 1]) {
            return cut(history, byChance(history, OF_EACH), new BitSet(), 0);
        }
        var late = new BitSet(history.size());
        for (var customer = 0; customer < history.customers.size(); customer++) {
            var end = history.start(customer + 1);
            var count = end - history.start(customer);
            var last = count > 1 ? Math.max(1, (int) Math.round(OF_EACH * count)) : 0;
            late.set(end - last, end);
        }
        return cut(history, late, new BitSet(), 0);
    }

    private static Cut cut(History history, BitSet late, BitSet hidden, int minutes) {
        var earlier = history.where(it -> !late.get(it) && !hidden.get(history.product(it)));
        return new Cut(earlier, wanted(history, late, hidden), minutes);
    }

    private static int[] sortedMinutes(History history) {
        var minutes = new int[history.size()];
        for (var i = 0; i < minutes.length; i++) {
            minutes[i] = history.minute(i);
        }
        Arrays.parallelSort(minutes);
        return minutes;
    }

    private static int[][] wanted(History history, BitSet late, BitSet hidden) {
        var wanted = new int[history.customers.size()][];
        for (var customer = 0; customer < wanted.length; customer++) {
            var before = new BitSet();
            var after = new BitSet();
            for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                if (history.kind(i) != EventKind.ORDERED) {
                    continue;
                }
                if (!late.get(i)) {
                    before.set(history.product(i));
                } else if (hidden.isEmpty() || hidden.get(history.product(i))) {
                    after.set(history.product(i));
                }
            }
            after.andNot(before);
            wanted[customer] = after.stream().toArray();
        }
        return wanted;
    }

    private long comingBack() {
        return IntStream.range(0, wanted.length)
                .filter(it -> wanted[it].length > 0 && earlier.start(it + 1) > earlier.start(it))
                .count();
    }

    private long customers() {
        return IntStream.range(0, wanted.length)
                .filter(it -> earlier.start(it + 1) > earlier.start(it))
                .count();
    }
}
