package org.postille.interest.blend;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.postille.event.EventKind;
import org.postille.interest.history.History;

/**
 * A history cut in two: what methods learn from, and what they should have foretold.
 *
 * @param earlier sorted; customers and products have the numbers that they have in the whole
 * @param wanted for each customer the products bought later and never touched before, in ascending order
 * @param minutes that the later part covers
 */
public record Cut(History earlier, int[][] wanted, int minutes) {

    /**
     * The latest part is what is to be foretold; of a history without times, a part by chance.
     *
     * @param share of all interactions that is foretold
     */
    static Cut latest(History history, double share) {
        return latest(history, share, new BitSet());
    }

    /** The same, where nothing was known of some products before: only these are foretold. */
    static Cut latest(History history, double share, BitSet hidden) {
        var minutes = new int[history.size()];
        for (var i = 0; i < minutes.length; i++) {
            minutes[i] = history.minute(i);
        }
        Arrays.sort(minutes);
        var count = minutes.length;
        var timed = count > 0 && minutes[0] < minutes[count - 1];
        var limit = count == 0 ? 0 : minutes[(int) ((1 - share) * (count - 1))];
        var chance = new Random(17);
        var late = new BitSet(count);
        for (var i = 0; i < count; i++) {
            late.set(i, timed ? history.minute(i) > limit : chance.nextDouble() < share);
        }
        var earlier = history.where(it -> !late.get(it) && !hidden.get(history.product(it)));
        return new Cut(earlier, wanted(history, late, hidden), count == 0 ? 0 : minutes[count - 1] - limit);
    }

    private static int[][] wanted(History history, BitSet late, BitSet hidden) {
        var wanted = new int[history.customers.size()][];
        for (var customer = 0; customer < wanted.length; customer++) {
            var before = new BitSet();
            var after = new BitSet();
            for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                if (!late.get(i)) {
                    before.set(history.product(i));
                } else if (history.kind(i) == EventKind.ORDERED
                        && (hidden.isEmpty() || hidden.get(history.product(i)))) {
                    after.set(history.product(i));
                }
            }
            after.andNot(before);
            wanted[customer] = after.stream().toArray();
        }
        return wanted;
    }
}
