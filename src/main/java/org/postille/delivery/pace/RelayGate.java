package org.postille.delivery.pace;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether it makes sense to offer the relay anything. After some attempts in a row that it has not answered at all, it is left
 * alone, for a second at first and for a minute at most; then one mail finds out. So a relay that is away for an hour costs some
 * sixty attempts and not one for each mail that waits. Safe for threads.
 */
@Singleton
public class RelayGate {

    private static final int PATIENCE = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    private int failures;
    private Instant opens = Instant.MIN;
    private String why = "";

    /** The relay has said something: good or bad, it is there. */
    public synchronized void heard() {
        failures = 0;
        opens = Instant.MIN;
        why = "";
    }

    /** It could not be reached, let nobody in, or went silent in the middle of a mail. */
    public synchronized void failed(String reason, Instant now) {
        why = reason;
        if (width(now) == 0) {
            return; // One of those that were with it already.
        }
        failures++;
        if (failures >= PATIENCE) {
            var wait = SHORTEST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - PATIENCE));
            opens = now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        }
    }

    /** How many mails it may be offered at once: none, one to find out, or any number. */
    public synchronized int width(Instant now) {
        if (failures < PATIENCE) {
            return Integer.MAX_VALUE;
        }
        // Further away than it can have been set: the clock was set back.
        return now.isBefore(opens) && !opens.isAfter(now.plus(LONGEST)) ? 0 : 1;
    }

    /** Why it is left alone; nothing while it answers. */
    public synchronized Optional<String> trouble() {
        return failures < PATIENCE ? Optional.empty() : Optional.of(why);
    }
}
