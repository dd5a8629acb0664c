package org.postille.delivery;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.postille.base.Ground;

/**
 * Whether the time of the world can be believed: not right after it has jumped. A clock that is a day ahead for some seconds would
 * otherwise let all that waits expire, and journeys take steps that are not due. Safe for threads.
 */
@ApplicationScoped
class ClockJumps {

    private static final Duration LARGEST_CORRECTION = Duration.ofMinutes(1);

    private final Duration doubt;
    private final JumpWatch watch;

    @Inject
    ClockJumps(DeliveryConfig config) {
        this(Ground.world(), System::nanoTime, config.lease());
    }

    /** @param doubt how long it is not believed after it has jumped */
    ClockJumps(Clock world, LongSupplier nanoTime, Duration doubt) {
        this.doubt = doubt;
        var start = nanoTime.getAsLong();
        watch = new JumpWatch(
                world,
                () -> Duration.ofNanos(nanoTime.getAsLong() - start),
                LARGEST_CORRECTION,
                doubt,
                jump -> Log.warnf(
                        "the clock has jumped by %s: for %s nothing is planned, sent or given up", jump, doubt));
    }

    /** Whether it has gone on evenly for so long. */
    boolean isEven() {
        return watch.isEven();
    }

    /** Why nothing is done now; nothing while the clock goes on evenly. */
    Optional<String> trouble() {
        return isEven()
                ? Optional.empty()
                : Optional.of("the clock of a node has jumped; it waits for %s before it believes it".formatted(doubt));
    }
}
