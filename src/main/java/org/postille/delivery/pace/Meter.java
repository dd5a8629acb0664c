package org.postille.delivery.pace;

import java.time.Duration;
import java.time.Instant;

/** How many a minute, as it was in the last minute. Safe for threads. */
final class Meter {

    private static final int BUCKETS = 12;
    private static final long SECONDS = 5;
    private static final double MINUTE = 60;

    private final int[] counts = new int[BUCKETS];
    private long newest = Long.MIN_VALUE;
    private Instant began = Instant.MIN;

    synchronized void count(Instant now) {
        turn(now);
        counts[(int) (newest % BUCKETS)]++;
    }

    /** 0 while nothing is counted; in the first seconds, what they would make in a minute. */
    synchronized double perMinute(Instant now) {
        turn(now);
        var sum = 0;
        for (var count : counts) {
            sum += count;
        }
        if (sum == 0) {
            return 0;
        }
        var seconds =
                Math.min(MINUTE, Math.max(SECONDS, Duration.between(began, now).toMillis() / 1000.0));
        return sum * MINUTE / seconds;
    }

    private void turn(Instant now) {
        var bucket = now.getEpochSecond() / SECONDS;
        if (bucket < newest || bucket - newest >= BUCKETS || newest == Long.MIN_VALUE) {
            java.util.Arrays.fill(counts, 0);
            began = now;
        } else {
            for (var next = newest + 1; next <= bucket; next++) {
                counts[(int) (next % BUCKETS)] = 0;
            }
        }
        newest = bucket;
    }
}
