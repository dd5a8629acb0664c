package org.postille.interest.method;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.postille.event.EventKind;
import org.postille.interest.history.History;
import org.postille.interest.history.Rows;

/**
 * What customers had soon after something: neighbours with a direction, closer the fewer products lie between. What was bought
 * within one minute follows each other. After the sequential neighbours of Ludewig and Jannach (2018).
 */
final class Followers {

    /** So many products later nothing follows any more. */
    private static final int REACH = 20;

    private Followers() {}

    /**
     * @param width followers kept for each product
     * @param shrink added to the denominator of how close they are
     */
    static Neighbours of(Material material, int width, double shrink) {
        var count = material.products();
        var firsts = firsts(material.history());
        var occurrences = firsts.rows.transposed(count);
        var found = new Neighbours(count, width);
        var scratch = new ConcurrentLinkedQueue<Scores>();
        IntStream.range(0, count).parallel().forEach(product -> {
            var pooled = scratch.poll();
            var scores = pooled == null ? new Scores(count) : pooled;
            for (var i = occurrences.start(product); i < occurrences.end(product); i++) {
                firsts.follow(occurrences.product(i), product, scores);
            }
            var own = occurrences.end(product) - occurrences.start(product);
            for (var i = 0; i < scores.count(); i++) {
                var other = scores.touched(i);
                var others = occurrences.end(other) - occurrences.start(other);
                scores.set(other, (float) (scores.of(other) / (Math.sqrt((double) own * others) + shrink)));
            }
            found.keep(product, scores);
            scores.clear();
            scratch.add(scores);
        });
        return found;
    }

    private static Firsts firsts(History history) {
        var firsts = new Firsts(new Rows(), new int[history.size()]);
        var seen = new int[history.products.size()];
        Arrays.fill(seen, -1);
        var size = 0;
        for (var customer = 0; customer < history.customers.size(); customer++) {
            for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                var product = history.product(i);
                if (history.kind(i) != EventKind.RETURNED && seen[product] != customer) {
                    seen[product] = customer;
                    firsts.minutes[size++] = history.minute(i);
                    firsts.rows.add(product, 1);
                }
            }
            firsts.rows.endRow();
        }
        firsts.rows.trimmed();
        return firsts;
    }

    /**
     * When customers first touched what.
     *
     * @param rows customers × products, in the order of time
     * @param minutes one for each entry
     */
    private record Firsts(Rows rows, int[] minutes) {

        void follow(int customer, int product, Scores scores) {
            var from = rows.start(customer);
            var end = rows.end(customer);
            var at = from;
            while (rows.product(at) != product) {
                at++;
            }
            var first = at;
            while (first > from && minutes[first - 1] == minutes[at]) {
                first--;
            }
            var gap = 1;
            for (var i = first; i < end && gap <= REACH; i++) {
                if (i == at) {
                    continue;
                }
                var together = minutes[i] == minutes[at];
                scores.add(rows.product(i), together ? 1 : 1f / gap, product);
                gap += together ? 0 : 1;
            }
        }
    }
}
