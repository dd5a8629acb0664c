package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.postille.base.Theme;
import org.postille.interest.InterestModel;

/**
 * Which products can be bought and belong to a theme, as of a minute ago: enough for choosing candidates out of a large
 * assortment. Whether a candidate can be bought now is asked of the database.
 */
@ApplicationScoped
class Assortment {

    private static final Duration FRESH = Duration.ofMinutes(1);
    /** Campaigns have a few, and what fits a customer some hundreds; whoever asks by the API may have any number. */
    private static final int MOST_CRITERIA = 1_000;

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

    private record State(
            InterestModel model,
            long newest,
            Instant readAt,
            List<OpenTimeSql.Sellable> products,
            ConcurrentHashMap<Criterion, BitSet> byCriterion,
            ConcurrentHashMap<String, SaidByProducts> said) {

        /** By id. Asked about many products for each slot, so that boxes would be most of the work. */
        BitSet of(Criterion criterion) {
            if (byCriterion.size() >= MOST_CRITERIA) {
                byCriterion.clear();
            }
            return byCriterion.computeIfAbsent(criterion, it -> switch (it) {
                case Criterion.Said by ->
                    said.computeIfAbsent(by.attribute(), name -> SaidByProducts.of(name, products))
                            .covered(by);
                case Criterion.OfTheme _, Criterion.Priced _ -> {
                    var covered = new BitSet();
                    products.stream().filter(it::holds).forEach(product -> covered.set(Math.toIntExact(product.id())));
                    yield covered;
                }
            });
        }
    }

    static boolean covers(Theme theme, OpenTimeSql.Sellable it) {
        return theme.isEverything()
                || theme.covers(
                        it.sku(), it.title(), it.category(), it.brand(), it.material(), it.colour(), it.attributes());
    }

    /** @param model whose candidates are to be tested; a new model may know products that were not there a minute ago */
    LongPredicate sellable(Theme theme, InterestModel model) {
        return sellable(List.of(new Criterion.OfTheme(theme)), model);
    }

    /** The same of what several things are asked of, at least one. */
    LongPredicate sellable(List<Criterion> criteria, InterestModel model) {
        var now = state(model);
        var first = now.of(criteria.getFirst());
        var others = criteria.stream().skip(1).map(now::of).toArray(BitSet[]::new);
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

    private State state(InterestModel model) {
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
                read = new State(
                        model,
                        newest,
                        clock.instant(),
                        sql.allSellable(attributes),
                        new ConcurrentHashMap<>(),
                        new ConcurrentHashMap<>());
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
