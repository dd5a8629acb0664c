package org.postille.interest;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postille.base.Conflict;
import org.postille.base.Invalid;
import org.postille.base.Sql;
import org.postille.interest.snapshot.Snapshots;
import org.postille.interest.snapshot.Turns;

/** Trains in the background: by the schedule, and where there is no model or the history has grown. */
@ApplicationScoped
public class Schedule {

    private static final long FIRST_LOOK_SECONDS = 5;
    private static final long LOOK_SECONDS = 60;
    /** Not sooner after the last attempt: what ended badly may do so again. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Training training;
    private final Takeover takeover;
    private final Snapshots snapshots;
    private final Turns turns;
    private final InterestSql sql;
    private final InterestConfig config;
    private final Clock clock;
    private final boolean halted;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("interest-schedule").factory());

    Schedule(
            Training training,
            Takeover takeover,
            Snapshots snapshots,
            Turns turns,
            InterestSql sql,
            InterestConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.scheduler.start-mode") String mode) {
        this.training = training;
        this.takeover = takeover;
        this.snapshots = snapshots;
        this.turns = turns;
        this.sql = sql;
        this.config = config;
        this.clock = clock;
        halted = mode.equals("halted");
    }

    void start(@Observes StartupEvent start) {
        if (!halted) {
            watch();
        }
    }

    /** What nodes do that were started halted: takes new models, and trains where one is due, from now on. */
    public void begin() {
        takeover.begin();
        watch();
    }

    private void watch() {
        var _ = timer.scheduleWithFixedDelay(this::look, FIRST_LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent end) {
        timer.shutdownNow();
    }

    /** Quartz lets one node of all do it. It only begins, since what takes long would hold up other schedules. */
    @Scheduled(identity = "postille-training", cron = "${postille.interest.schedule:0 30 2 * * ?}")
    void nightly() {
        trainAside();
    }

    private void look() {
        try {
            if (!running.get()) {
                turns.tidy();
                if (config.trainAtStart() && isDue()) {
                    trainAside();
                }
            }
        } catch (Conflict e) {
            Log.debug(e.getMessage());
        } catch (RuntimeException e) {
            Log.errorf("whether a training is due cannot be told now, the next look may: %s", e.getMessage());
        }
    }

    /** Whether to train without waiting for the schedule. */
    boolean isDue() {
        var last = sql.lastEvent();
        var standing = snapshots.standing();
        // An attempt on a shop in which nothing had happened yet tells nothing about one in which something has.
        var tried = standing.triedEvent() == 0 ? null : standing.triedAt();
        if (last == 0 || (tried != null && clock.instant().isBefore(tried.plus(PAUSE)))) {
            return false;
        }
        return tried == null
                || takeover.isUnreadable()
                || last - standing.triedEvent() > config.grown() * standing.triedEvent();
    }

    private void trainAside() {
        if (running.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("interest-training").start(() -> {
                try {
                    train();
                } finally {
                    running.set(false);
                }
            });
        }
    }

    private void train() {
        try {
            var summary = training.train();
            summary.refusal()
                    .ifPresentOrElse(
                            it -> Log.warnf("the new interest model was refused: %s", it),
                            () -> Log.infof(
                                    "trained on %d events in %.1f s", summary.interactions(), summary.seconds()));
        } catch (Conflict e) {
            Log.info(e.getMessage());
        } catch (Invalid e) {
            Log.error(e.getMessage());
        } catch (RuntimeException e) {
            if (Sql.isUnreachable(e)) {
                Log.errorf("the database cannot be reached, another training may: %s", e.getMessage());
                return;
            }
            Log.error("the interest model could not be trained; the one before goes on", e);
        }
    }
}
