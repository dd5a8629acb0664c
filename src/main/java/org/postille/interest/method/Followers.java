package org.postille.interest.method;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.postille.event.EventKind;
import org.postille.interest.history.History;

/**
 * What customers had soon after something: neighbours with a direction, closer the fewer products lie between. What was bought
 * within one minute follows each other. After the sequential neighbours of Ludewig and Jannach (2018).
 */
final class Followers {

    /** So many products later nothing follows any more. */
    private static final int REACH = 20;
    /** So many of one minute are looked at on either side: where there are more, the minute says little. */
    private static final int TOGETHER = 500;

    private Followers() {}

    /**
     * @param width followers kept for each product
     * @param shrink added to the denominator of how close they are
     */
    static Neighbours of(Material material, int width, double shrink) {
        var count = material.products();
        var firsts = Firsts.of(material.history());
        var found = new Neighbours(count, width);
        var scratch = new ConcurrentLinkedQueue<Sums>();
        IntStream.range(0, count).parallel().forEach(product -> {
            var pooled = scratch.poll();
            var scores = pooled == null ? new Sums(count) : pooled;
            for (var i = firsts.start(product); i < firsts.start(product + 1); i++) {
                firsts.follow(firsts.places[i], scores);
            }
            var own = firsts.count(product);
            for (var i = 0; i < scores.count(); i++) {
                var other = scores.touched(i);
                var others = firsts.count(other);
                scores.set(other, (float) (scores.of(other) / (Math.sqrt((double) own * others) + shrink)));
            }
            found.keep(product, scores);
            scores.clear();
            scratch.add(scores);
        });
        return found;
    }

    /**
     * When customers first touched what, as positions of the history.
     *
     * @param first marks the first time that a customer touched a product
     * @param ends marks the last of these of each customer
     * @param starts where each product's places begin
     * @param places where each product was touched first, in ascending order
     */
    private record Firsts(History history, BitSet first, BitSet ends, int[] starts, int[] places) {

        static Firsts of(History history) {
            var first = new BitSet(history.size());
            var ends = new BitSet(history.size());
            var starts = new int[history.products.size() + 1];
            var seen = new int[history.products.size()];
            Arrays.fill(seen, -1);
            for (var customer = 0; customer < history.customers.size(); customer++) {
                var last = -1;
                for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                    var product = history.product(i);
                    if (history.kind(i) != EventKind.RETURNED
                            && history.kind(i) != EventKind.DISLIKED
                            && seen[product] != customer) {
                        seen[product] = customer;
                        first.set(i);
                        last = i;
                        starts[product + 1]++;
                    }
                }
                if (last >= 0) {
                    ends.set(last);
                }
            }
            Arrays.parallelPrefix(starts, Integer::sum);
            var places = new int[first.cardinality()];
            var next = starts.clone();
            for (var i = first.nextSetBit(0); i >= 0; i = first.nextSetBit(i + 1)) {
                places[next[history.product(i)]++] = i;
            }
            return new Firsts(history, first, ends, starts, places);
        }

        int start(int product) {
            return starts[product];
        }

        int count(int product) {
            return starts[product + 1] - starts[product];
        }

        /** Adds what the same customer touched together with what stands at this place, or soon after it. */
        void follow(int at, Sums scores) {
            var minute = history.minute(at);
            var begin = at;
            var before = first.previousSetBit(at - 1);
            for (var back = 0;
                    back < TOGETHER && before >= 0 && !ends.get(before) && history.minute(before) == minute;
                    back++) {
                begin = before;
                before = first.previousSetBit(before - 1);
            }
            var gap = 1;
            var ahead = 0;
            for (var i = begin; gap <= REACH && ahead <= TOGETHER; i = first.nextSetBit(i + 1)) {
                if (i != at) {
                    var together = history.minute(i) == minute;
                    scores.add(history.product(i), together ? 1 : 1f / gap);
                    gap += together ? 0 : 1;
                }
                if (ends.get(i)) {
                    return;
                }
                ahead += i >= at ? 1 : 0;
            }
        }
    }
}
