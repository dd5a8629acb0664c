package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Membership;
import org.postille.audience.Rule;
import org.postille.base.AttributesSql;
import org.postille.campaign.definition.Block;
import org.postille.customer.Customer;
import org.postille.customer.CustomerAttributes;
import org.postille.opentime.DeedSql.Deeds;
import org.postille.opentime.OpenTimeSql.Past;
import org.postille.opentime.OpenTimeSql.Sellable;

/**
 * What the rules of blocks come to for one customer at this moment. Asks only for what the blocks ask for: one small look-up by
 * customer for what they did, one for the segments they are in, and two for what the shop says of them.
 */
@ApplicationScoped
class Terms {

    private final DeedSql deeds;
    private final Membership membership;
    private final CustomerAttributes attributes;
    private final Clock clock;

    Terms(DeedSql deeds, Membership membership, CustomerAttributes attributes, Clock clock) {
        this.deeds = deeds;
        this.membership = membership;
        this.attributes = attributes;
        this.clock = clock;
    }

    /**
     * Of one block, for one customer.
     *
     * @param criteria all of which must hold for a product
     * @param excluded is not shown whatever it is like
     * @param boosts that count for this customer
     */
    record Term(List<Criterion> criteria, Set<Long> excluded, List<Block.Boost> boosts) {

        boolean allows(Sellable product) {
            return !excluded.contains(product.id()) && criteria.stream().allMatch(it -> it.holds(product));
        }
    }

    /**
     * For each block.
     *
     * @param past what earlier mails showed
     */
    Map<String, Term> of(Map<String, Block> blocks, long customer, Past past) {
        var now = clock.instant();
        var segments = blocks.values().stream()
                .flatMap(it -> it.rules().boosts().stream())
                .map(Block.Boost::whom)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        var belongs = segments.isEmpty() ? Set.<Rule>of() : membership.among(segments, customer, now);
        var said = blocks.values().stream().allMatch(it -> it.rules().fits().isEmpty())
                ? Map.<String, List<String>>of()
                : said(customer);
        var done = deeds.of(customer, earliest(blocks.values()), now);
        var terms = new HashMap<String, Term>();
        blocks.forEach((name, block) -> terms.put(
                name,
                new Term(
                        criteria(block, said),
                        excluded(block.rules().exclusions(), done, past),
                        block.rules().boosts().stream()
                                .filter(it -> it.whom() == null || belongs.contains(it.whom()))
                                .toList())));
        return terms;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The shop's own names, and what it says of every customer. */
    private Map<String, List<String>> said(long customer) {
        var said = new HashMap<>(attributes.of(customer).byName());
        Customer.ofId(customer).ifPresent(it -> {
            put(said, "birthday", it.birthday);
            put(said, "gender", it.gender);
            put(said, "country", it.country);
            put(said, "language", it.language);
        });
        return said;
    }

    private static void put(Map<String, List<String>> said, String name, @Nullable Object value) {
        if (value != null) {
            said.put(name, List.of(value.toString()));
        }
    }

    /** Of a customer of whom nothing is known under that name, nothing is asked. */
    private List<Criterion> criteria(Block block, Map<String, List<String>> said) {
        var criteria = new ArrayList<>(Criterion.of(block));
        for (var fit : block.rules().fits()) {
            var values = said.getOrDefault(fit.customer(), List.of());
            if (fit.age()) {
                var months = values.stream()
                        .flatMap(it -> AttributesSql.day(it).stream())
                        .map(it -> (int) Math.max(0, ChronoUnit.MONTHS.between(it, today())))
                        .toList();
                if (!months.isEmpty()) {
                    criteria.add(new Criterion.Aged(fit.product(), months, fit.unknown()));
                }
            } else if (!values.isEmpty()) {
                criteria.add(new Criterion.Fitting(fit.product(), values, fit.unknown()));
            }
        }
        return List.copyOf(criteria);
    }

    /** From when on anything counts for one of the blocks. */
    private DeedSql.Since earliest(Collection<Block> blocks) {
        var since = new DeedSql.Since(null, null, null);
        for (var block : blocks) {
            var exclusions = block.rules().exclusions();
            var now = clock.instant().atZone(ZoneOffset.UTC);
            since = since.orEarlier(new DeedSql.Since(
                    exclusions.bought() == null
                            ? null
                            : now.minus(exclusions.bought()).toInstant(),
                    exclusions.returned() == null
                            ? null
                            : now.minus(exclusions.returned()).toInstant(),
                    exclusions.cart() == null
                            ? null
                            : now.minus(exclusions.cart()).toInstant()));
        }
        return since;
    }

    private Set<Long> excluded(Block.Exclusions exclusions, Deeds done, Past past) {
        var now = clock.instant().atZone(ZoneOffset.UTC);
        var excluded = new HashSet<Long>();
        if (exclusions.bought() != null) {
            var since = now.minus(exclusions.bought()).toInstant();
            done.bought().forEach((product, at) -> {
                if (!at.isBefore(since)) {
                    excluded.add(product);
                }
            });
        }
        if (exclusions.returned() != null) {
            var since = now.minus(exclusions.returned()).toInstant();
            done.returned().forEach((product, at) -> {
                if (!at.isBefore(since)) {
                    excluded.add(product);
                }
            });
        }
        if (exclusions.cart() != null) {
            var since = now.minus(exclusions.cart()).toInstant();
            done.cart().forEach((product, at) -> {
                if (!at.isBefore(since)) {
                    excluded.add(product);
                }
            });
        }
        past.ages().forEach((product, age) -> {
            if (age <= exclusions.shown()) {
                excluded.add(product);
            }
        });
        return excluded;
    }
}
