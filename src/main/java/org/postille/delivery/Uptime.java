package org.postille.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;

/** A time that nobody sets: it only goes on. */
@Singleton
class Uptime {

    /** Since some moment, always the same. */
    Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }
}
