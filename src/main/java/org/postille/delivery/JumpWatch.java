package org.postille.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares a clock with a time that nobody sets, and does not believe it for a while after it has jumped. Safe for threads. */
final class JumpWatch {

    private final Clock clock;
    private final Supplier<Duration> uptime;
    private final Duration largest;
    private final Duration doubt;
    private final Consumer<Duration> told;

    /** By how much the clock was ahead of the uptime when it was looked at the last time. */
    private Duration ahead;
    /** When it last jumped. */
    private @Nullable Duration jumped;

    /**
     * @param uptime since some moment, always the same
     * @param largest correction that is no jump
     * @param doubt how long the clock is not believed after it has jumped
     * @param told hears of each jump
     */
    JumpWatch(Clock clock, Supplier<Duration> uptime, Duration largest, Duration doubt, Consumer<Duration> told) {
        this.clock = clock;
        this.uptime = uptime;
        this.largest = largest;
        this.doubt = doubt;
        this.told = told;
        ahead = ahead(uptime.get());
    }

    private Duration ahead(Duration now) {
        return Duration.between(Instant.EPOCH, clock.instant()).minus(now);
    }

    /** Whether the clock has gone on evenly for so long. */
    synchronized boolean isEven() {
        var now = uptime.get();
        var before = ahead;
        ahead = ahead(now);
        var jump = ahead.minus(before);
        if (jump.abs().compareTo(largest) > 0) {
            told.accept(jump);
            jumped = now;
        }
        return jumped == null || now.minus(jumped).compareTo(doubt) >= 0;
    }
}
