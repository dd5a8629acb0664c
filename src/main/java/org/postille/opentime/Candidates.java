package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.Facts;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.Strategy;
import org.postille.interest.Interest;
import org.postille.interest.InterestModel;
import org.postille.interest.Recommendation;

/** Asks the interest model for more products than a block has slots, because some will turn out to be sold. */
@ApplicationScoped
class Candidates {

    /** Products that may have been sold since the assortment was last read. */
    private static final int RESERVE = 10;

    private final Interest interest;
    private final Assortment assortment;

    Candidates(Interest interest, Assortment assortment) {
        this.interest = interest;
        this.assortment = assortment;
    }

    /** A product and the strategy that found it. */
    record Candidate(long product, Strategy strategy) {}

    /**
     * Of each block, best first.
     *
     * @param model version of the model that chose
     */
    record Choice(String model, Map<String, List<Candidate>> byBlock) {}

    String model() {
        return interest.current().version();
    }

    /** @param excluded is not to be shown in any block */
    Choice of(Map<String, Block> blocks, long customer, @Nullable String facts, Set<Long> excluded) {
        var model = interest.current();
        var anchors = anchors(facts);
        var slots = blocks.values().stream().mapToInt(Block::slots).sum();
        var chosen = new LinkedHashMap<String, List<Candidate>>();
        blocks.forEach((name, block) -> {
            var sellable = assortment.sellable(block.theme(), model);
            LongPredicate eligible = it -> sellable.test(it) && !excluded.contains(it) && !contains(anchors, it);
            var found = new LinkedHashMap<Long, Candidate>();
            for (var strategy : strategies(block)) {
                for (var it : ask(model, strategy, customer, anchors, eligible, slots + RESERVE)) {
                    found.putIfAbsent(it.productId(), new Candidate(it.productId(), strategy));
                }
            }
            chosen.put(name, List.copyOf(found.values()));
        });
        return new Choice(model.version(), chosen);
    }

    private static List<Strategy> strategies(Block block) {
        var strategies = new ArrayList<Strategy>();
        strategies.add(block.strategy());
        var fallback = block.fallback();
        if (fallback != null) {
            strategies.add(fallback);
        }
        return strategies;
    }

    private static List<Recommendation> ask(
            InterestModel model, Strategy strategy, long customer, long[] anchors, LongPredicate eligible, int n) {
        return switch (strategy) {
            case PERSONAL -> model.personal(customer, eligible, n);
            case COMPLEMENTARY -> model.complementary(anchors, eligible, n);
            case ALTERNATIVES -> model.alternatives(customer, anchors, eligible, n);
            case TOPSELLERS -> model.topSellers(eligible, n);
        };
    }

    private static long[] anchors(@Nullable String facts) {
        return facts == null
                ? new long[0]
                : Facts.parse(facts).items().stream()
                        .mapToLong(Facts.Item::product)
                        .toArray();
    }

    private static boolean contains(long[] anchors, long product) {
        for (var anchor : anchors) {
            if (anchor == product) {
                return true;
            }
        }
        return false;
    }
}
