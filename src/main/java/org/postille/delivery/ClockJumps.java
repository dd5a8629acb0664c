package org.postille.delivery;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.postille.base.Ground;

/**
 * Whether the time of the world can be believed: not right after it has jumped. A clock that is a day ahead for some seconds would
 * otherwise let all that waits expire, and journeys take steps that are not due. Safe for threads.
 */
@ApplicationScoped
class ClockJumps {

    private static final Duration LARGEST_CORRECTION = Duration.ofMinutes(1);

    private final Clock world;
    private final LongSupplier nanoTime;
    private final Duration doubt;
    /** What both clocks said when they were looked at the last time. */
    private Instant time;

    private long nanos;
    /** When it last jumped, as {@link System#nanoTime} counts. */
    private @Nullable Long jumpedAt;

    @Inject
    ClockJumps(DeliveryConfig config) {
        this(Ground.world(), System::nanoTime, config.lease());
    }

    /** @param doubt how long it is not believed after it has jumped */
    ClockJumps(Clock world, LongSupplier nanoTime, Duration doubt) {
        this.world = world;
        this.nanoTime = nanoTime;
        this.doubt = doubt;
        time = world.instant();
        nanos = nanoTime.getAsLong();
    }

    /** Whether it has gone on evenly for so long. */
    boolean isEven() {
        return trouble().isEmpty();
    }

    /** Why nothing is done now; nothing while the clock goes on evenly. */
    synchronized Optional<String> trouble() {
        var now = nanoTime.getAsLong();
        var said = world.instant();
        var jump = Duration.between(time, said).minusNanos(now - nanos);
        time = said;
        nanos = now;
        if (jump.abs().compareTo(LARGEST_CORRECTION) > 0) {
            Log.warnf("the clock has jumped by %s: for %s nothing is planned, sent or given up", jump, doubt);
            jumpedAt = now;
        }
        if (jumpedAt != null && now - jumpedAt >= doubt.toNanos()) {
            jumpedAt = null;
        }
        return jumpedAt == null
                ? Optional.empty()
                : Optional.of("the clock of a node has jumped; it waits for %s before it believes it".formatted(doubt));
    }
}
