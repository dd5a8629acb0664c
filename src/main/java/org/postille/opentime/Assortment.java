package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.postille.base.Theme;
import org.postille.interest.InterestModel;

/**
 * Which products there are, can be bought and belong to a theme, as of a minute ago: enough for choosing candidates out of a large
 * assortment. Whether a candidate can be bought now is asked of the database.
 */
@ApplicationScoped
class Assortment {

    private static final Duration FRESH = Duration.ofMinutes(1);
    /** Campaigns have a few, and what fits a customer some hundreds; whoever asks by the API may have any number. */
    private static final int MOST_CRITERIA = 1_000;
    /** What came with the first import came with the shop, and is not new. */
    private static final Duration FIRST_IMPORT = Duration.ofDays(1);

    private final OpenTimeSql sql;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    /** Only touched by who reads. */
    private final KnownAttributes attributes = new KnownAttributes();

    private volatile @Nullable State state;

    Assortment(OpenTimeSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The assortment as it was read once. */
    static final class State {

        private final InterestModel model;
        private final long newest;
        private final Instant readAt;
        private final Map<Long, OpenTimeSql.Sellable> products;
        private final Map<String, Long> ids;
        private final Instant firstArrival;
        private final ConcurrentHashMap<Criterion, BitSet> byCriterion = new ConcurrentHashMap<>();
        private final ConcurrentHashMap<String, SaidByProducts> said = new ConcurrentHashMap<>();
        private final List<OpenTimeSql.Sellable> sold;
        private final List<OpenTimeSql.Sellable> articles;

        private State(InterestModel model, long newest, Instant readAt, List<OpenTimeSql.Sellable> all) {
            this.model = model;
            this.newest = newest;
            this.readAt = readAt;
            articles = all.stream()
                    .filter(it -> it.shelf().article() && it.shelf().buyable())
                    .toList();
            sold = all.stream()
                    .filter(it -> !it.shelf().article() && it.shelf().buyable())
                    .toList();
            products = HashMap.newHashMap(all.size());
            ids = HashMap.newHashMap(all.size());
            var first = Instant.MAX;
            for (var it : all) {
                if (it.shelf().article()) {
                    continue;
                }
                products.put(it.id(), it);
                ids.put(it.sku(), it.id());
                var arrived = it.shelf().arrivedAt();
                // Where some were there before arrivals were written down, all that have one came later.
                first = arrived == null || first.equals(Instant.MIN)
                        ? Instant.MIN
                        : arrived.isBefore(first) ? arrived : first;
            }
            firstArrival = first;
        }

        /** By id. Asked about many products for each slot, so that boxes would be most of the work. */
        private BitSet of(Criterion criterion) {
            if (byCriterion.size() >= MOST_CRITERIA) {
                byCriterion.clear();
            }
            return byCriterion.computeIfAbsent(criterion, it -> switch (it) {
                case Criterion.Said by ->
                    said.computeIfAbsent(by.attribute(), name -> SaidByProducts.of(name, sold))
                            .covered(by);
                case Criterion.OfTheme _, Criterion.Priced _ -> {
                    var covered = new BitSet();
                    sold.stream().filter(it::holds).forEach(product -> covered.set(Math.toIntExact(product.id())));
                    yield covered;
                }
            });
        }

        /** What could be bought, and belongs to the theme. */
        LongPredicate sellable(Theme theme) {
            return sellable(List.of(new Criterion.OfTheme(theme)));
        }

        /** The same of what several things are asked of, at least one. */
        LongPredicate sellable(List<Criterion> criteria) {
            var first = of(criteria.getFirst());
            var others = criteria.stream().skip(1).map(this::of).toArray(BitSet[]::new);
            return id -> {
                if (id > Integer.MAX_VALUE || !first.get((int) id)) {
                    return false;
                }
                for (var other : others) {
                    if (!other.get((int) id)) {
                        return false;
                    }
                }
                return true;
            };
        }

        /** What there is to read about the theme. */
        List<OpenTimeSql.Sellable> articles(Theme theme) {
            return articles.stream().filter(it -> covers(theme, it)).toList();
        }

        /** Of any product, whether it could be bought or not. */
        Optional<OpenTimeSql.Sellable> product(long id) {
            return Optional.ofNullable(products.get(id));
        }

        /** Our ids of those of the shop's keys that are known. */
        long[] ids(Collection<String> skus) {
            return skus.stream()
                    .filter(ids::containsKey)
                    .mapToLong(it -> ids.getOrDefault(it, 0L))
                    .toArray();
        }

        /** When it was first seen, if that says anything: what was there from the beginning came at no known time. */
        Optional<Instant> arrival(OpenTimeSql.Sellable product) {
            return Optional.ofNullable(product.shelf().arrivedAt())
                    .filter(it -> firstArrival.equals(Instant.MIN) || it.isAfter(firstArrival.plus(FIRST_IMPORT)));
        }
    }

    static boolean covers(Theme theme, OpenTimeSql.Sellable it) {
        return theme.isEverything()
                || theme.covers(
                        it.sku(), it.title(), it.category(), it.brand(), it.material(), it.colour(), it.attributes());
    }

    /** @param model whose candidates are to be tested; a new model may know products that were not there a minute ago */
    State asOf(InterestModel model) {
        var known = state;
        if (known != null && isFresh(known, model)) {
            return known;
        }
        // Whoever has something to go on with does not wait for the one who reads.
        if (known != null && isOf(model, known) && reading.isLocked()) {
            return known;
        }
        reading.lock();
        try {
            var read = state;
            if (read == null || !isFresh(read, model)) {
                var newest = model.newest();
                read = new State(model, newest, clock.instant(), sql.assortment(attributes));
                state = read;
            }
            return read;
        } finally {
            reading.unlock();
        }
    }

    /** A product that the model has just heard of is not in what was read before. */
    private static boolean isOf(InterestModel model, State it) {
        return it.model.equals(model) && it.newest == model.newest();
    }

    private boolean isFresh(State it, InterestModel model) {
        return isOf(model, it) && it.readAt.plus(FRESH).isAfter(clock.instant());
    }
}
