package org.postille.interest;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.base.Sql;
import org.postille.interest.blend.Earlier;
import org.postille.interest.snapshot.Damaged;
import org.postille.interest.snapshot.Snapshot;
import org.postille.interest.snapshot.Snapshots;
import org.postille.interest.snapshot.Standing;

/** Lets each node answer with the current snapshot: from its start on, and soon after somebody trained another one. */
@ApplicationScoped
public class Takeover {

    private final Interest interest;
    private final Snapshots snapshots;
    private final InterestSql sql;
    private final InterestConfig config;
    private final boolean halted;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("interest-takeover").factory());

    private volatile @Nullable Snapshot answering;
    private volatile Chosen chosen = Chosen.NOTHING;
    private volatile Optional<Earlier> earlier = Optional.empty();
    /** The snapshot that could not be read; 0: none. */
    private volatile long unreadable;

    private volatile String why = "";
    private volatile Optional<String> refusal = Optional.empty();

    Takeover(
            Interest interest,
            Snapshots snapshots,
            InterestSql sql,
            InterestConfig config,
            @ConfigProperty(name = "quarkus.scheduler.start-mode") String mode) {
        this.interest = interest;
        this.snapshots = snapshots;
        this.sql = sql;
        this.config = config;
        halted = mode.equals("halted");
    }

    void start(@Observes StartupEvent start) {
        if (!halted) {
            begin();
        }
    }

    /** Looks by itself from now on; for whoever has called {@link #look} until now. */
    void begin() {
        var pause = config.look().toMillis();
        if (pause < 1) {
            throw new Invalid("postille.interest.look is " + config.look() + ", expected some time such as 1s");
        }
        var _ = timer.scheduleWithFixedDelay(this::guarded, 0, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent end) {
        timer.shutdownNow();
    }

    private void guarded() {
        try {
            look();
        } catch (RuntimeException e) {
            if (Sql.isUnreachable(e)) {
                Log.debugf("the database cannot be reached, the next look may: %s", e.getMessage());
                return;
            }
            Log.error("a new interest model could not be looked for; the next look may", e);
        } catch (Error e) {
            // Thrown on, it would be the last look, and nobody would know.
            Log.error("a new interest model could not be taken; the next look may", e);
        }
    }

    /**
     * Takes the current snapshot where another one answers, or none. One that cannot be read is told, and an older one answers.
     *
     * @return whether any answers
     */
    public synchronized boolean look() {
        var standing = snapshots.standing();
        refusal = standing.refusal();
        var answers = answering;
        var known = answers == null ? 0 : answers.id();
        if (standing.current() != 0 && standing.current() != known && standing.current() != unreadable) {
            take(standing, known);
        }
        return answering != null;
    }

    private void take(Standing standing, long known) {
        for (var snapshot : snapshots.published()) {
            if (snapshot.id() > standing.current() || snapshot.id() == known) {
                continue;
            }
            try {
                take(snapshot, read(snapshot));
                unreadable = snapshot.id() == standing.current() ? 0 : standing.current();
                return;
            } catch (Damaged e) {
                if (snapshot.id() == standing.current()) {
                    unreadable = snapshot.id();
                    why = String.valueOf(e.getMessage());
                }
                Log.errorf("the interest model cannot be taken: %s", e.getMessage());
            }
            if (known != 0) {
                return;
            }
        }
    }

    /**
     * Answers with a new one, which this node can read, from now on.
     *
     * @param publishing tells the other nodes
     */
    synchronized void adopt(Snapshot snapshot, Runnable publishing) {
        var learned = read(snapshot);
        publishing.run();
        take(snapshot, learned);
        unreadable = 0;
        refusal = Optional.empty();
    }

    private Learned read(Snapshot snapshot) {
        var facts = sql.products();
        return snapshots.read(snapshot, in -> Learned.read(in, facts));
    }

    static String version(Snapshot.Origin origin) {
        return "blend " + origin.trainedAt();
    }

    private void take(Snapshot snapshot, Learned learned) {
        var model = learned.model(version(snapshot.origin()));
        model.arrived(sql.productsAfter(model.newest()));
        model.join((id, known) -> sql.strangersAfter(id, known, model.learnedUntil()));
        interest.replaceBy(model);
        chosen = learned.chosen();
        earlier = Optional.of(learned.earlier());
        answering = snapshot;
        Log.infof(
                "the interest model of %s answers: %d customers, %d products, %d events",
                snapshot.origin().trainedAt(),
                snapshot.origin().customers(),
                snapshot.origin().products(),
                snapshot.origin().events());
    }

    /** By what the answering model was trained. */
    Chosen chosen() {
        return chosen;
    }

    /** From where the next training may start; nothing before the first one. */
    Optional<Earlier> earlier() {
        return earlier;
    }

    /** What answers on this node; nothing before the first training. */
    public Optional<Snapshot> answering() {
        return Optional.ofNullable(answering);
    }

    /** Whether the current snapshot cannot be read here, so that only another training helps. */
    boolean isUnreadable() {
        return unreadable != 0;
    }

    /** What somebody should look at, as far as this node knows. */
    public Optional<String> trouble() {
        if (unreadable != 0) {
            return Optional.of("the current model cannot be read, an older one answers, or none: " + why);
        }
        return refusal.map(it -> answering == null
                ? "nothing has been learned yet: " + it
                : "the latest training was refused, an older model answers: " + it
                        + " (take it all the same: ./postille train --force)");
    }
}
