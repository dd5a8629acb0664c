package org.postille.delivery.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RelayGateTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final RelayGate gate = new RelayGate();

    @Test
    void one_attempt_without_an_answer_changes_nothing() {
        gate.failed("connection refused", NOW);
        assertThat(gate.width(NOW)).isEqualTo(Integer.MAX_VALUE);
        assertThat(gate.trouble()).isEmpty();
    }

    @Test
    void a_relay_that_is_away_for_an_hour_is_tried_about_once_a_minute() {
        var attempts = 0;
        for (var now = NOW; now.isBefore(NOW.plus(Duration.ofHours(1))); now = now.plusSeconds(1)) {
            if (gate.width(now) > 0) {
                attempts++;
                gate.failed("connection refused", now);
            }
        }
        assertThat(attempts).isBetween(60, 70);
        assertThat(gate.trouble()).contains("connection refused");
    }

    @Test
    void then_one_mail_finds_out_and_an_answer_opens_it_wide() {
        for (var i = 0; i < 3; i++) {
            gate.failed("connection refused", NOW);
        }
        assertThat(gate.width(NOW)).isZero();
        assertThat(gate.width(NOW.plusSeconds(1))).isEqualTo(1);
        gate.heard();
        assertThat(gate.width(NOW)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void those_that_fail_together_count_once() {
        for (var i = 0; i < 16; i++) {
            gate.failed("connection refused", NOW);
        }
        assertThat(gate.width(NOW.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_set_back_does_not_keep_it_shut() {
        for (var i = 0; i < 9; i++) {
            gate.failed("connection refused", NOW);
        }
        assertThat(gate.width(NOW)).isZero();
        assertThat(gate.width(NOW.minus(Duration.ofHours(3)))).isEqualTo(1);
    }
}
