package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockJumpsTest {

    private Instant time = Instant.parse("2026-05-04T12:00:00Z");
    private long nanos = Long.MAX_VALUE - 1;
    private final ClockJumps jumps = new ClockJumps(
            new Clock() {
                @Override
                public Instant instant() {
                    return time;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            () -> nanos,
            Duration.ofMinutes(5));

    private void pass(Duration duration, Duration clock) {
        nanos += duration.toNanos();
        time = time.plus(clock);
    }

    private void pass(Duration duration) {
        pass(duration, duration);
    }

    @Test
    void a_clock_that_goes_on_is_believed_however_long_nobody_looks() {
        pass(Duration.ofDays(3));
        assertThat(jumps.isEven()).isTrue();
        pass(Duration.ofSeconds(10), Duration.ofSeconds(40));
        assertThat(jumps.isEven()).as("set right by half a minute").isTrue();
    }

    @Test
    void one_that_was_set_forward_or_back_is_not_believed_for_a_while() {
        for (var jump : new Duration[] {Duration.ofDays(1), Duration.ofHours(-2)}) {
            pass(Duration.ofSeconds(5), jump);
            assertThat(jumps.isEven()).isFalse();
            pass(Duration.ofSeconds(299));
            assertThat(jumps.trouble()).hasValueSatisfying(it -> assertThat(it).contains("PT5M"));
            pass(Duration.ofSeconds(1));
            assertThat(jumps.isEven()).isTrue();
        }
    }

    @Test
    void one_that_jumps_again_is_not_believed_for_as_long_again() {
        pass(Duration.ofSeconds(5), Duration.ofDays(1));
        assertThat(jumps.isEven()).isFalse();
        pass(Duration.ofSeconds(200), Duration.ofDays(-1));
        assertThat(jumps.isEven()).isFalse();
        pass(Duration.ofSeconds(250));
        assertThat(jumps.isEven()).isFalse();
    }
}
