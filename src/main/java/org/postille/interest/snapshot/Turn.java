package org.postille.interest.snapshot;

import io.quarkus.logging.Log;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postille.base.Conflict;

/** The right to train, and to say which snapshot answers from then on. Gives signs of life by itself until it is closed. */
public final class Turn implements AutoCloseable {

    private static final int LONGEST_REFUSAL = 500;

    private final StandingSql sql;
    private final String owner;
    private final Clock clock;
    private final ScheduledExecutorService signs = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("interest-turn").factory());

    Turn(StandingSql sql, String owner, Clock clock) {
        this.sql = sql;
        this.owner = owner;
        this.clock = clock;
        var pause = Turns.LEASE.dividedBy(6).toMillis();
        var _ = signs.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void renew() {
        try {
            sql.renew(owner, clock.instant().plus(Turns.LEASE));
        } catch (RuntimeException e) {
            Log.warnf("the turn to train could not be held on to, the next sign of life may: %s", e.getMessage());
        }
    }

    /**
     * All nodes take it from now on.
     *
     * @throws Conflict if somebody else took the turn since this process gave no sign of life
     */
    public void publish(Snapshot snapshot) {
        if (!sql.publish(owner, snapshot, clock.instant())) {
            throw new Conflict("another process took over the training since this one was not heard of for so long");
        }
    }

    /** The model that answers stays; why is told until a training takes over. */
    public void refuse(String why, long lastEvent) {
        var told = why.substring(0, Math.min(LONGEST_REFUSAL, why.length()));
        sql.refuse(owner, told, lastEvent, clock.instant());
    }

    @Override
    public void close() {
        signs.shutdownNow();
        sql.end(owner);
    }
}
