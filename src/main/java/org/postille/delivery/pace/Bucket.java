package org.postille.delivery.pace;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: so many a minute, and what a pause of a few seconds has saved up at once. Not safe for threads. */
final class Bucket {

    /** At least as long as the pause between two heartbeats, or a part of each minute would be lost. */
    private static final double SAVED_SECONDS = 10;

    private static final double MINUTE = 60.0;

    private double perMinute;
    private double tokens;
    private Instant filled = Instant.MIN;

    Bucket(double perMinute) {
        this.perMinute = perMinute;
        tokens = most();
    }

    void perMinute(double mails) {
        perMinute = mails;
        tokens = Math.min(tokens, most());
    }

    double perMinute() {
        return perMinute;
    }

    /** Tokens that are there now; never more than are saved up. */
    int available(Instant now) {
        if (filled.isBefore(now)) {
            if (!filled.equals(Instant.MIN)) {
                var seconds =
                        Math.min(SAVED_SECONDS, Duration.between(filled, now).toMillis() / 1000.0);
                tokens = Math.min(most(), tokens + seconds * perMinute / MINUTE);
            }
            filled = now;
        } else if (filled.isAfter(now.plusSeconds((long) SAVED_SECONDS))) {
            filled = now; // The clock was set back.
        }
        return (int) tokens;
    }

    void take(int count) {
        tokens -= count;
    }

    private double most() {
        return Math.max(1, SAVED_SECONDS * perMinute / MINUTE);
    }
}
