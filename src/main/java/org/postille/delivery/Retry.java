package org.postille.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a mail that was not taken is offered again: the waits of the configuration one after the other, the last one for ever; each
 * a little shorter by chance, so that what was deferred together does not come back together.
 */
final class Retry {

    private static final double SHORTEST = 0.8;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final List<Duration> waits;

    /** @param waits at least one */
    Retry(List<Duration> waits) {
        this.waits = List.copyOf(waits);
    }

    /**
     * The next moment to offer it.
     *
     * @param message its id: with the attempts it is what chance goes by, so that the same question has the same answer
     * @param attempts that failed before this one
     */
    Instant next(long message, int attempts, Instant now) {
        var wait = waits.get(Math.min(attempts, waits.size() - 1));
        // The high bits of a multiplicative hash, as a fraction of one.
        var chance = (((message * 31 + attempts) * GOLDEN) >>> 11) * 0x1.0p-53;
        return now.plusMillis((long) (wait.toMillis() * (SHORTEST + (1 - SHORTEST) * chance)));
    }
}
