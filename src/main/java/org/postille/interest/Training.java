package org.postille.interest;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.postille.base.Conflict;
import org.postille.base.Invalid;
import org.postille.base.Progress;
import org.postille.base.Sql;
import org.postille.interest.appeal.AppealTraining;
import org.postille.interest.blend.Choice;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.crowd.Traits;
import org.postille.interest.evaluation.Watch;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.snapshot.Figures;
import org.postille.interest.snapshot.NotFinite;
import org.postille.interest.snapshot.Snapshot;
import org.postille.interest.snapshot.Snapshot.Origin;
import org.postille.interest.snapshot.Snapshots;
import org.postille.interest.snapshot.Turn;
import org.postille.interest.snapshot.Turns;
import org.postille.interest.timing.TimingTraining;

/** Learns anew from everything that happened, and lets the new model answer on all nodes, unless it is a bad one. */
@ApplicationScoped
public class Training {

    private static final int CHECKED_EVERY = 1 << 18;

    private final Takeover takeover;
    private final Snapshots snapshots;
    private final Turns turns;
    private final InterestSql sql;
    private final TimingTraining timing;
    private final AppealTraining appeal;
    private final InterestConfig config;
    private final Clock clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Training(
            Takeover takeover,
            Snapshots snapshots,
            Turns turns,
            InterestSql sql,
            TimingTraining timing,
            AppealTraining appeal,
            InterestConfig config,
            Clock clock) {
        this.takeover = takeover;
        this.snapshots = snapshots;
        this.turns = turns;
        this.sql = sql;
        this.timing = timing;
        this.appeal = appeal;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What a training learned from, what it found, and how long it took.
     *
     * @param bytes of the snapshot, unpacked; 0 where it was refused before
     * @param choice nothing where there was nothing to learn from
     * @param refusal why the model that answered before still does; nothing: the new one does
     */
    public record Summary(
            String version,
            int customers,
            int products,
            long interactions,
            double seconds,
            long bytes,
            Optional<Choice> choice,
            Figures figures,
            Optional<String> refusal) {}

    /** Trains on what is in the database now. The old model answers until the new one is ready. */
    public Summary train() {
        return train(false, _ -> Progress.UNSEEN, _ -> {});
    }

    /**
     * @param forced whether to take it also where it foretells worse than the one that answers
     * @param told hears how far it is, in words
     * @throws Conflict if another process is training
     */
    public Summary train(boolean forced, Watch watch, Consumer<String> told) {
        oneAtATime.lock();
        try (var turn = turns.take()) {
            return new Course(turn, forced, watch, told).run();
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * For what needs a model at once: the current one, or one trained now where there was none yet.
     *
     * @throws Invalid if there is one that cannot be read: to replace it is not for who only asks
     */
    public void ready() {
        oneAtATime.lock();
        try {
            if (!takeover.look()) {
                if (takeover.isUnreadable()) {
                    throw new Invalid(takeover.trouble().orElse("") + "; ./postille train makes another");
                }
                train();
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private record Result(Summary summary, Optional<Snapshot> snapshot) {}

    /** One training from its events to its takeover. */
    private final class Course {

        private final Turn turn;
        private final boolean forced;
        private final Watch watch;
        private final Consumer<String> told;
        /** As exactly as the database keeps it, so that all nodes name the model alike. */
        private final Instant started = clock.instant().truncatedTo(ChronoUnit.MICROS);

        private final long lastEvent = sql.lastEvent();
        private final List<ProductFacts> facts = sql.products();

        Course(Turn turn, boolean forced, Watch watch, Consumer<String> told) {
            this.turn = turn;
            this.forced = forced;
            this.watch = watch;
            this.told = told;
        }

        Summary run() {
            try {
                var threads = config.threads().orElseGet(Workers::standard);
                // Before the model: whoever takes it reads what was learned from mails, too.
                aside(threads, "What readers of mails click", appeal::learn);
                var result = Workers.run(threads, this::result);
                aside(threads, "When customers order again", timing::learn);
                return result.snapshot.map(it -> adopted(it, result)).orElseGet(() -> refused(result));
            } catch (RuntimeException e) {
                if (!Sql.isOfTheDatabase(e)) {
                    turn.refuse("it failed: " + e.getMessage(), lastEvent);
                }
                throw e;
            }
        }

        /** What does not depend on what customers want: neither waits for the other's mistakes. */
        private void aside(int threads, String what, Runnable learning) {
            Workers.run(threads, () -> {
                try {
                    learning.run();
                } catch (RuntimeException e) {
                    Log.error(what + " could not be learned; what was known before stays", e);
                }
                return true;
            });
        }

        private Summary adopted(Snapshot snapshot, Result result) {
            // Read again before anybody else takes it, and since what was learned needs more memory than what was kept.
            takeover.adopt(snapshot, () -> turn.publish(snapshot));
            snapshots.prune(config.kept());
            return result.summary;
        }

        private Summary refused(Result result) {
            turn.refuse(result.summary.refusal.orElse(""), lastEvent);
            takeover.look();
            return result.summary;
        }

        private Result result() {
            var history = history();
            var events = history.size();
            if (events == 0) {
                var nothing = new Origin(started, 0, 0, 0, 0, lastEvent, Figures.of(Map.of()));
                var why = Optional.of("there is no event with a product to learn from");
                return new Result(summary(nothing, Optional.empty(), 0, why), Optional.empty());
            }
            history.sorted();
            var content = new Content(facts, history.products);
            var traits = sql.traits(history.customers, LocalDate.ofInstant(started, ZoneOffset.UTC));
            var chosen = chosen(history, content, traits);
            var horizon = chosen.choice().odds().horizon();
            var firstOrders = FirstOrders.learned(history, sql.registered(history.customers), horizon);
            var learned = Learned.by(
                            chosen, history, content, traits, takeover.earlier().orElse(null), _ -> {})
                    .with(firstOrders);
            var origin = new Origin(
                    started,
                    Duration.between(started, clock.instant()).toMillis() / 1000.0,
                    learned.material().customers(),
                    learned.material().products(),
                    events,
                    lastEvent,
                    figures(learned.chosen().choice()));
            var choice = Optional.of(learned.chosen().choice());
            var refusal = refusal(origin);
            if (refusal.isPresent()) {
                return new Result(summary(origin, choice, 0, refusal), Optional.empty());
            }
            var progress = watch.step("storing");
            try {
                var snapshot = snapshots.write(origin, learned::write);
                progress.at(1, 1);
                return new Result(summary(origin, choice, snapshot.bytes(), Optional.empty()), Optional.of(snapshot));
            } catch (NotFinite e) {
                return new Result(
                        summary(origin, choice, 0, Optional.of("it is broken: " + e.getMessage())), Optional.empty());
            }
        }

        /** What was chosen before, as long as that holds; to choose takes far longer than all the rest. */
        private Chosen chosen(History history, Content content, List<Traits> traits) {
            var known = takeover.chosen();
            var progress = watch.step("choosing");
            if (!config.choose() || known.holds(history.size(), started)) {
                var again = known.triedAgain(history, content, config.horizon());
                progress.at(1, 1);
                return again;
            }
            var people = traits.stream().map(Traits::all).toList();
            return Chosen.by(history, content, people, config.horizon(), started, new Hearing(progress, told));
        }

        private static Figures figures(Choice choice) {
            return Figures.of(Map.of(
                    "products for a customer", choice.figures().products(),
                    "customers for a product", choice.figures().customers(),
                    "customers for a new product", choice.figures().newcomers()));
        }

        private Optional<String> refusal(Origin origin) {
            var current = snapshots.standing().current();
            return forced || takeover.isUnreadable()
                    ? Optional.empty()
                    : snapshots.published().stream()
                            .filter(it -> it.id() == current)
                            .findFirst()
                            .flatMap(it -> origin.figures().fallen(it.origin().figures(), config.tolerated()));
        }

        private static Summary summary(Origin origin, Optional<Choice> choice, long bytes, Optional<String> refusal) {
            return new Summary(
                    Takeover.version(origin),
                    origin.customers(),
                    origin.products(),
                    origin.events(),
                    origin.seconds(),
                    bytes,
                    choice,
                    origin.figures(),
                    refusal);
        }

        private History history() {
            var room = new Room(Runtime.getRuntime().maxMemory(), config.heapShare());
            var progress = watch.step("events");
            var history = new History();
            // First of all, so that a product keeps its number from one training to the next.
            facts.forEach(it -> history.products.add(it.id()));
            sql.eachInteraction((customer, product, kind, second) -> {
                history.add(customer, product, kind, (int) (second / 60));
                if (history.size() % CHECKED_EVERY == 0) {
                    room.check(history.size(), history.customers.size(), history.products.size());
                    progress.at(history.size(), lastEvent);
                }
            });
            room.check(history.size(), history.customers.size(), history.products.size());
            progress.at(1, 1);
            return history;
        }
    }
}
