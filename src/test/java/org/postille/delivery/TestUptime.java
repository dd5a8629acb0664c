package org.postille.delivery;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.postille.testing.TestClock;

/** Goes on as the tests' clock does: to advance that one is to wait, and no jump. */
@Alternative
@Priority(100)
@Singleton
class TestUptime extends Uptime {

    private final TestClock clock;

    TestUptime(TestClock clock) {
        this.clock = clock;
    }

    @Override
    Duration now() {
        return Duration.between(TestClock.START, clock.instant());
    }
}
