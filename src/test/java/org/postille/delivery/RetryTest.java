package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private final Retry retry = new Retry(List.of(Duration.ofMinutes(5), Duration.ofMinutes(30)));

    @Test
    void the_waits_follow_each_other_and_the_last_one_stays() {
        for (var attempts = 0; attempts < 6; attempts++) {
            var whole = attempts == 0 ? Duration.ofMinutes(5) : Duration.ofMinutes(30);
            assertThat(Duration.between(NOW, retry.next(17, attempts, NOW)))
                    .isBetween(whole.multipliedBy(4).dividedBy(5), whole);
        }
    }

    @Test
    void what_was_put_off_together_does_not_come_back_together() {
        var times =
                LongStream.range(0, 1000).mapToObj(it -> retry.next(it, 0, NOW)).toList();
        assertThat(times.stream().distinct().count()).isGreaterThan(950);
        var early =
                times.stream().filter(it -> it.isBefore(NOW.plusSeconds(270))).count();
        assertThat(early).as("spread evenly over the last fifth").isBetween(450L, 550L);
    }
}
