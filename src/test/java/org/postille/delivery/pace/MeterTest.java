package org.postille.delivery.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final Meter meter = new Meter();

    @Test
    void what_the_first_seconds_would_make_in_a_minute() {
        assertThat(meter.perMinute(NOW)).isZero();
        for (var second = 0; second < 30; second++) {
            meter.count(NOW.plusSeconds(second));
            meter.count(NOW.plusSeconds(second));
        }
        assertThat(meter.perMinute(NOW.plusSeconds(30))).isEqualTo(120);
    }

    @Test
    void only_the_last_minute_counts() {
        for (var second = 0; second < 300; second++) {
            for (var i = 0; i < (second < 200 ? 10 : 1); i++) {
                meter.count(NOW.plusSeconds(second));
            }
        }
        assertThat(meter.perMinute(NOW.plusSeconds(299))).isBetween(55.0, 65.0);
        assertThat(meter.perMinute(NOW.plus(Duration.ofMinutes(10)))).isZero();
    }

    @Test
    void a_clock_that_is_set_back_begins_anew() {
        meter.count(NOW);
        assertThat(meter.perMinute(NOW.minus(Duration.ofHours(1)))).isZero();
        meter.count(NOW.minus(Duration.ofHours(1)));
        assertThat(meter.perMinute(NOW.minus(Duration.ofHours(1)))).isPositive();
    }
}
