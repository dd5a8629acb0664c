package org.postille.interest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.crowd.Traits;

/**
 * Customers of whom the training knows nothing that they did, by what kind of people they are and how long they are customers:
 * those of a group are told apart by nothing.
 */
final class Strangers {

    private final FirstOrders firstOrders;
    private final int end;
    /** Ids in ascending order. */
    private final Map<Group, long[]> groups;

    private final long newest;

    private record Group(Traits traits, int tenure) {}

    /** @param since minutes since 1970 */
    record Stranger(long id, Traits traits, int since) {}

    /** @param end the present of the model, in minutes since 1970 */
    Strangers(FirstOrders firstOrders, int end) {
        this(firstOrders, end, Map.of(), 0);
    }

    private Strangers(FirstOrders firstOrders, int end, Map<Group, long[]> groups, long newest) {
        this.firstOrders = firstOrders;
        this.end = end;
        this.groups = groups;
        this.newest = newest;
    }

    /** Whether it was learned how likely they buy; without that none is asked for. */
    boolean areKnown() {
        return firstOrders.isKnown();
    }

    /** Up to that id all are here. */
    long newest() {
        return newest;
    }

    /**
     * @param joined by ascending id; those who are not newer than the newest are passed over
     * @param upTo an id up to which none is missing then
     */
    Strangers with(List<Stranger> joined, long upTo) {
        var more = new HashMap<Group, List<Long>>();
        var last = newest;
        for (var it : joined) {
            if (it.id > last) {
                last = it.id;
                more.computeIfAbsent(
                                new Group(it.traits, firstOrders.tenure((long) end - it.since)), _ -> new ArrayList<>())
                        .add(it.id);
            }
        }
        last = Math.max(last, upTo);
        if (last == newest) {
            return this;
        }
        var all = new HashMap<>(groups);
        more.forEach((group, ids) -> {
            var known = all.getOrDefault(group, new long[0]);
            var grown = Arrays.copyOf(known, known.length + ids.size());
            for (var i = 0; i < ids.size(); i++) {
                grown[known.length + i] = ids.get(i);
            }
            all.put(group, grown);
        });
        return new Strangers(firstOrders, end, all, last);
    }

    /** @param chance of each of them to buy within the horizon */
    record Ranked(long[] ids, double chance) {

        /** Who came last stands first. */
        long id(int place) {
            return ids[ids.length - 1 - place];
        }

        /** Negative where they are not of this group. */
        int place(long id) {
            var found = Arrays.binarySearch(ids, id);
            return found < 0 ? -1 : ids.length - 1 - found;
        }
    }

    /** All of them for some products, the likeliest first. */
    List<Ranked> ranked(FirstBaskets baskets, FirstBaskets.Share share) {
        return groups.entrySet().stream()
                .map(it -> new Ranked(
                        it.getValue(),
                        firstOrders.chance(it.getKey().tenure) * baskets.chance(share, it.getKey().traits)))
                // In the same order on all nodes.
                .sorted(Comparator.comparingDouble((Ranked it) -> -it.chance).thenComparingLong(it -> it.ids[0]))
                .toList();
    }
}
