package org.postille.interest.method;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Products that share something by which people choose: a category, a brand, an attribute, words of the title. */
public final class Groups {

    private static final int SMALLEST = 2;
    private static final int LARGEST = 150;

    private Groups() {}

    /**
     * Products of one kind.
     *
     * @param shared what they have in common: {@code brand Nordlys}, {@code word lunch}
     * @param products ascending
     */
    public record Group(String shared, int[] products) {}

    /**
     * Some of all groups of 2 to 150 products by lot, as many small ones as large ones: of each doubling of the size equally many, as
     * far as there are.
     *
     * @param of which products count
     * @param most at most so many groups
     * @param seed of the lot
     */
    public static List<Group> drawn(Content content, IntPredicate of, int most, long seed) {
        var known = new HashSet<BitSet>();
        var bySize = new TreeMap<Integer, List<Group>>();
        for (var feature = 0; feature < content.features(); feature++) {
            var products = IntStream.of(content.having(feature)).filter(of).toArray();
            var isOfPrice = content.name(feature).startsWith("price ");
            if (!isOfPrice && products.length >= SMALLEST && products.length <= LARGEST && known.add(set(products))) {
                var doublings = Integer.SIZE - Integer.numberOfLeadingZeros(products.length);
                bySize.computeIfAbsent(doublings, _ -> new ArrayList<>())
                        .add(new Group(content.name(feature), products));
            }
        }
        var chance = new Random(seed);
        var sizes = bySize.values().stream()
                .map(it -> {
                    Collections.shuffle(it, chance);
                    return (Deque<Group>) new ArrayDeque<>(it);
                })
                .toList();
        var drawn = new ArrayList<Group>();
        for (var before = -1; before < drawn.size(); ) {
            before = drawn.size();
            for (var it : sizes) {
                if (!it.isEmpty() && drawn.size() < most) {
                    drawn.add(it.remove());
                }
            }
        }
        return drawn;
    }

    private static BitSet set(int[] products) {
        var set = new BitSet();
        IntStream.of(products).forEach(set::set);
        return set;
    }
}
