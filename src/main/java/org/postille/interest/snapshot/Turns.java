package org.postille.interest.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.postille.base.Conflict;

/** Lets one process of all train at a time. */
@ApplicationScoped
public class Turns {

    /** So long after its last sign of life a process is taken for dead of which nothing else tells it. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private final StandingSql sql;
    private final SnapshotSql snapshots;
    private final Clock clock;

    Turns(StandingSql sql, SnapshotSql snapshots, Clock clock) {
        this.sql = sql;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * Held until it is closed, or this process is dead. What others left half written is gone then.
     *
     * @throws Conflict if another process has the turn
     */
    public Turn take() {
        var owner = Holder.current().text(UUID.randomUUID().toString().substring(0, 8));
        var now = clock.instant();
        sql.owner(now).filter(Turns::isGone).ifPresent(it -> sql.end(it.name()));
        if (!sql.take(owner, now, now.plus(LEASE))) {
            throw new Conflict(sql.owner(now)
                    .map(Turns::busy)
                    .orElse("the interest model is being trained by another process; only one does so at a time"));
        }
        var turn = new Turn(sql, owner, clock);
        try {
            // Nobody else can be writing: who lost its turn could not publish what it writes.
            snapshots.unpublished().forEach(snapshots::delete);
            return turn;
        } catch (RuntimeException e) {
            turn.close();
            throw e;
        }
    }

    private static String busy(StandingSql.Owner owner) {
        var parts = owner.name().split("/");
        var who = parts.length > 2 ? "process " + parts[1] + " on " + parts[0] : owner.name();
        var since = owner.since() == null ? "" : ", since " + whole(owner.since());
        return "the interest model is being trained by %s%s; only one does so at a time. It was last heard of at %s: if it has died, the turn is free after %s"
                .formatted(who, since, whole(owner.until().minus(LEASE)), whole(owner.until()));
    }

    private static Instant whole(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Lets go of what a process left that died while it wrote. */
    public void tidy() {
        if (!snapshots.unpublished().isEmpty()
                && sql.owner(clock.instant()).filter(it -> !isGone(it)).isEmpty()) {
            take().close();
        }
    }

    private static boolean isGone(StandingSql.Owner owner) {
        return Holder.parsed(owner.name()).filter(Holder::isGone).isPresent();
    }
}
