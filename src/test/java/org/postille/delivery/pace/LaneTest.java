package org.postille.delivery.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    @Test
    void a_house_without_a_limit_lets_everything_in() {
        var lane = new Lane("mx.example", 2, 0);
        for (var i = 0; i < 1000; i++) {
            assertThat(lane.admit(NOW)).isEmpty();
        }
    }

    @Test
    void over_its_limit_everybody_gets_a_time_of_his_own() {
        var lane = new Lane("mx.example", 2, 60);
        var admitted = 0;
        var later = new ArrayList<Instant>();
        for (var i = 0; i < 40; i++) {
            var at = lane.admit(NOW);
            if (at.isEmpty()) {
                admitted++;
            }
            at.ifPresent(later::add);
        }
        assertThat(admitted).as("what ten seconds are worth").isEqualTo(10);
        assertThat(later).hasSize(30).doesNotHaveDuplicates().isSorted();
        assertThat(later.getFirst()).isEqualTo(NOW.plusSeconds(1));
        assertThat(later.getLast()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void in_a_minute_no_more_go_than_its_limit_says_however_often_they_ask() {
        var lane = new Lane("mx.example", 2, 120);
        while (lane.admit(NOW).isEmpty()) {
            // what was saved up before
        }
        var admitted = 0;
        for (var second = 1; second <= 60; second++) {
            for (var i = 0; i < 20; i++) {
                admitted += lane.admit(NOW.plusSeconds(second)).isEmpty() ? 1 : 0;
            }
        }
        assertThat(admitted).isBetween(118, 120);
    }

    @Test
    void only_so_many_mails_are_under_way_at_a_time() {
        var lane = new Lane("mx.example", 2, 0);
        assertThat(lane.enter()).isTrue();
        assertThat(lane.enter()).isTrue();
        assertThat(lane.enter()).isFalse();
        lane.leave();
        assertThat(lane.enter()).isTrue();
    }

    @Test
    void a_mail_now_and_then_that_is_put_off_slows_nobody() {
        var lane = new Lane("mx.example", 2, 0);
        for (var i = 0; i < 200; i++) {
            if (i % 10 == 0) {
                lane.deferred(NOW.plusSeconds(i));
            } else {
                lane.answered(NOW.plusSeconds(i));
            }
        }
        assertThat(lane.isSlowed()).isFalse();
    }

    @Test
    void many_that_are_put_off_halve_the_rate_and_calm_brings_it_back() {
        var lane = new Lane("mx.example", 2, 0);
        for (var i = 0; i < 100; i++) {
            lane.answered(NOW.plusMillis(i * 10L));
        }
        for (var i = 0; i < 6; i++) {
            lane.deferred(NOW.plusSeconds(2));
        }
        assertThat(lane.isSlowed()).isTrue();
        assertThat(lane.mailsPerMinute()).as("half of what went in this minute").isBetween(50.0, 54.0);
        assertThat(lane.why()).contains("mx.example, which defers more than a few");
        var after = lane.mailsPerMinute();
        for (var i = 0; i < 6; i++) {
            lane.deferred(NOW.plusSeconds(3));
        }
        assertThat(lane.mailsPerMinute()).as("not again within ten seconds").isEqualTo(after);

        var now = NOW.plusSeconds(3);
        var steps = 0;
        while (lane.isSlowed()) {
            now = now.plus(Duration.ofMinutes(1));
            lane.answered(now);
            assertThat(++steps).isLessThan(5);
        }
        assertThat(lane.admit(now)).isEmpty();
    }
}
