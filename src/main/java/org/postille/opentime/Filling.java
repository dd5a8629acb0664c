package org.postille.opentime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.Strategy;
import org.postille.interest.appeal.Lottery;
import org.postille.opentime.Candidates.Candidate;
import org.postille.opentime.OpenTimeSql.BlockSlot;
import org.postille.opentime.OpenTimeSql.Decided;
import org.postille.opentime.OpenTimeSql.Sellable;

/** Gives each slot one of the best candidates that can be bought and that no other slot of the mail shows. */
final class Filling {

    /** Among so many of the best there is drawn. */
    private static final int MOST = 20;

    private final Map<String, Block> blocks;
    private final Candidates.Choice choice;
    private final Map<Long, Sellable> sellable;
    private final Set<Long> used;
    private final Lottery lottery;
    private final Predicate<Held> holds;
    private final Map<String, Kinds> kinds = new HashMap<>();

    /**
     * @param shown what slots of this mail show and go on showing
     * @param holds whether what the strategy promises is still true of the product
     */
    Filling(
            Map<String, Block> blocks,
            Candidates.Choice choice,
            Map<Long, Sellable> sellable,
            Set<Long> excluded,
            List<OpenTimeSql.Locked> shown,
            Lottery lottery,
            Predicate<Held> holds) {
        this.blocks = blocks;
        this.choice = choice;
        this.sellable = sellable;
        used = new HashSet<>(excluded);
        this.lottery = lottery;
        this.holds = holds;
        for (var it : shown) {
            var product = it.product() == null ? null : sellable.get(it.product());
            if (product != null) {
                kinds(it.place().block()).add(product);
            }
        }
    }

    /** What a strategy promised of a product a minute ago. */
    record Held(Strategy strategy, Sellable product) {}

    /** How many of each brand and category a block shows. */
    private static final class Kinds {

        private final Map<String, Integer> brands = new HashMap<>();
        private final Map<String, Integer> categories = new HashMap<>();

        void add(Sellable product) {
            count(brands, product.brand(), 1);
            count(categories, product.category(), 1);
        }

        private static void count(Map<String, Integer> counts, @Nullable String kind, int more) {
            if (kind != null) {
                counts.merge(kind, more, Integer::sum);
            }
        }

        boolean hasRoom(Sellable product, Block.Rules rules) {
            return (product.brand() == null || brands.getOrDefault(product.brand(), 0) < rules.ofBrand())
                    && (product.category() == null
                            || categories.getOrDefault(product.category(), 0) < rules.ofCategory());
        }
    }

    private Kinds kinds(String block) {
        return kinds.computeIfAbsent(block, _ -> new Kinds());
    }

    /** All of them in this order. A block that would show too few products, and shows none yet, shows none at all. */
    List<Decided> fill(List<BlockSlot> slots) {
        var made = slots.stream().map(this::fill).toList();
        return made.stream()
                .map(it -> isTooFew(it.block(), made) ? empty(new BlockSlot(it.block(), it.slot())) : it)
                .toList();
    }

    private boolean isTooFew(String name, List<Decided> made) {
        var block = blocks.get(name);
        var its = made.stream().filter(it -> it.block().equals(name)).toList();
        return block != null
                && its.size() == block.slots()
                && block.rules()
                        .shortage()
                        .hides(
                                (int) its.stream()
                                        .filter(it -> it.product() != null)
                                        .count(),
                                block.slots());
    }

    private Decided empty(BlockSlot slot) {
        var block = blocks.get(slot.block());
        var strategy = block == null ? "" : block.strategy().code();
        var silence = block != null && block.reasons() ? "" : null;
        return new Decided(slot.block(), slot.slot(), null, null, strategy, choice.model(), null, silence);
    }

    private Decided fill(BlockSlot slot) {
        var left = left(slot);
        if (left.isEmpty()) {
            return empty(slot);
        }
        var odds = lottery.draw(
                slot.block(),
                slot.slot(),
                left.stream().mapToLong(Candidate::product).toArray());
        var drawn = left.get(odds.place());
        var product = sellable.get(drawn.product());
        used.add(drawn.product());
        if (product != null) {
            kinds(slot.block()).add(product);
        }
        return new Decided(
                slot.block(),
                slot.slot(),
                drawn.product(),
                product == null ? null : product.price(),
                drawn.strategy().code(),
                choice.model(),
                odds,
                drawn.reason());
    }

    /** What the best could be exchanged for without breaking a rule: of the same strategy, and shown lately only where the best is. */
    private List<Candidate> left(BlockSlot slot) {
        var left = new ArrayList<Candidate>();
        var block = blocks.get(slot.block());
        for (var it : choice.byBlock().getOrDefault(slot.block(), List.of())) {
            var product = sellable.get(it.product());
            if (block == null
                    || product == null
                    || used.contains(it.product())
                    || !choice.allows(slot.block(), product)
                    || !kinds(slot.block()).hasRoom(product, block.rules())
                    || !holds.test(new Held(it.strategy(), product))) {
                continue;
            }
            if (left.size() == MOST || (!left.isEmpty() && !left.getFirst().isOneWith(it))) {
                break;
            }
            left.add(it);
        }
        return left;
    }
}
