package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.Facts;
import org.postille.campaign.definition.Block;
import org.postille.campaign.definition.Strategy;
import org.postille.interest.Interest;
import org.postille.interest.People;
import org.postille.interest.Wishes;
import org.postille.interest.appeal.Appeals;
import org.postille.interest.appeal.LatestAppeals;
import org.postille.interest.ranking.Variety;
import org.postille.opentime.OpenTimeSql.Past;

/** Asks the interest model for more products than a block has slots, because some will turn out to be sold. */
@ApplicationScoped
class Candidates {

    /** Products that may have been sold since the assortment was last read, and those among which there is drawn. */
    private static final int RESERVE = 20;

    /** What is left of a product's score each time that the customer saw it in a mail and did not click. */
    private static final double ONCE_MORE = 0.9;

    /** At the least so much. */
    private static final double TIRED = 0.5;

    private final Interest interest;
    private final People people;
    private final Assortment assortment;
    private final Strategies strategies;
    private final LatestAppeals latestAppeals;
    private final Terms terms;
    private final Clock clock;

    Candidates(
            Interest interest,
            People people,
            Assortment assortment,
            Strategies strategies,
            LatestAppeals latestAppeals,
            Terms terms,
            Clock clock) {
        this.interest = interest;
        this.people = people;
        this.assortment = assortment;
        this.strategies = strategies;
        this.latestAppeals = latestAppeals;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * A product and the strategy that found it.
     *
     * @param repeated whether one of the last mails showed it, which is not wanted
     * @param reason why the customer is shown it; null where the block does not say so
     */
    record Candidate(
            long product,
            Strategy strategy,
            boolean repeated,
            @Nullable String reason) {

        /** Whether the other may stand in for it. */
        boolean isOneWith(Candidate other) {
            return strategy == other.strategy && repeated == other.repeated;
        }
    }

    /** Whether what a strategy promised of a product is still true. */
    boolean holds(Filling.Held it) {
        return strategies.holds(it.strategy(), it.product(), clock.instant());
    }

    /**
     * Of each block, best first.
     *
     * @param model version of the model that chose
     * @param terms of each block
     */
    record Choice(String model, Map<String, List<Candidate>> byBlock, Map<String, Terms.Term> terms) {

        /** Whether a product, as it is now, may be shown in a block. */
        boolean allows(String block, OpenTimeSql.Sellable product) {
            var term = terms.get(block);
            return term != null && term.allows(product);
        }
    }

    String model() {
        return interest.current().version();
    }

    /**
     * @param excluded is not to be shown in any block
     * @param past is to be shown only where there is nothing else if that was lately, and falls behind if nobody clicked it
     */
    Choice of(Map<String, Block> blocks, long customer, @Nullable String facts, Set<Long> excluded, Past past) {
        var model = interest.current();
        var appeals = latestAppeals.of(model.version());
        var agreed = terms.of(blocks, customer, past);
        var person = people.of(customer);
        var shelves = assortment.asOf(model);
        var about = Optional.ofNullable(facts).map(Facts::parse);
        var anchors = about.map(Candidates::products).orElseGet(() -> new long[0]);
        var cart = about.flatMap(Facts::value).orElse(null);
        var slots = blocks.values().stream().mapToInt(Block::slots).sum();
        var chosen = new LinkedHashMap<String, List<Candidate>>();
        blocks.forEach((name, block) -> {
            var term = Objects.requireNonNull(agreed.get(name));
            var sellable = shelves.sellable(term.criteria());
            LongPredicate eligible = it -> sellable.test(it)
                    && !excluded.contains(it)
                    && !term.excluded().contains(it)
                    && !contains(anchors, it);
            var found = new LinkedHashMap<Long, Candidate>();
            var wishes = learned(
                            boosted(Wishes.of(eligible, slots + RESERVE), term.boosts(), shelves),
                            appeals,
                            past.ignored())
                    .late(it -> repeated(block, past, it))
                    .various(new Variety(block.rules().ofBrand(), block.rules().ofCategory(), 0))
                    .atLeast(block.rules().atLeast())
                    .again(block.rules().exclusions().again())
                    .reasons(block.reasons());
            var readable = shelves.articles(block.theme()).stream()
                    .filter(it ->
                            !excluded.contains(it.id()) && !term.excluded().contains(it.id()))
                    .toList();
            var question =
                    new Strategies.Question(model, shelves, person, anchors, cart, readable, wishes, clock.instant());
            for (var source : block.chain()) {
                var answer = strategies.find(source, question);
                var alone =
                        block.rules().shortage().way() == Block.Shortage.Way.FALLBACK && answer.size() >= block.slots();
                if (alone) {
                    found.clear();
                }
                for (var it : answer) {
                    found.putIfAbsent(
                            it.productId(),
                            new Candidate(
                                    it.productId(),
                                    source.strategy(),
                                    repeated(block, past, it.productId()),
                                    block.reasons() ? it.reason() : null));
                }
                if (alone) {
                    break;
                }
            }
            // What the last mails showed comes behind what the rest of the chain finds, too.
            chosen.put(
                    name,
                    found.values().stream()
                            .sorted(Comparator.comparing(Candidate::repeated))
                            .toList());
        });
        return new Choice(model.version(), chosen, agreed);
    }

    /** What readers click stands better, what this one saw and did not click stands worse. */
    private static Wishes learned(Wishes wishes, Appeals appeals, Map<Long, Integer> ignored) {
        if (appeals.isAlike() && ignored.isEmpty()) {
            return wishes;
        }
        var boost = wishes.boost();
        return wishes.boosted(
                product -> boost.applyAsDouble(product)
                        * appeals.factor(product)
                        * Math.max(TIRED, Math.pow(ONCE_MORE, ignored.getOrDefault(product, 0))),
                wishes.mostBoost() * (appeals.isAlike() ? 1 : Appeals.MOST));
    }

    private static boolean repeated(Block block, Past past, long product) {
        return past.ages().getOrDefault(product, Integer.MAX_VALUE)
                <= block.rules().avoided();
    }

    private static Wishes boosted(Wishes wishes, List<Block.Boost> boosts, Assortment.State shelves) {
        var parts = boosts.stream().map(it -> shelves.sellable(it.theme())).toList();
        var most = 1.0;
        for (var boost : boosts) {
            most *= Math.max(1, boost.by());
        }
        return boosts.isEmpty()
                ? wishes
                : wishes.boosted(
                        product -> {
                            var factor = 1.0;
                            for (var i = 0; i < parts.size(); i++) {
                                factor *= parts.get(i).test(product)
                                        ? boosts.get(i).by()
                                        : 1;
                            }
                            return factor;
                        },
                        most);
    }

    private static long[] products(Facts facts) {
        return facts.items().stream().mapToLong(Facts.Item::product).toArray();
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
