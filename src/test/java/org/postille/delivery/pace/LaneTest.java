package org.postille.delivery.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    private static final int SHARE = Lane.share(8);

    private static int entering(Lane lane) {
        var entered = 0;
        while (entered < 100 && lane.enter(SHARE)) {
            entered++;
        }
        return entered;
    }

    private static int admitted(Lane lane, boolean urgent) {
        var admitted = 0;
        while (admitted < 2000 && lane.admit(SHARE, urgent, NOW).isEmpty()) {
            admitted++;
        }
        return admitted;
    }

    @Test
    void some_connections_are_left_to_quick_houses_however_many_are_slow() {
        assertThat(Lane.mostOfSlow(8)).isEqualTo(6);
        assertThat(Lane.mostOfSlow(2)).isEqualTo(1);
        assertThat(Lane.mostOfSlow(1)).isEqualTo(1);
    }

    @Test
    void a_house_has_half_of_the_connections_until_it_is_known_to_be_quick() {
        var lane = new Lane("mx.example", Lane.MANY, 0);
        assertThat(entering(lane)).isEqualTo(4);
        lane.took(Duration.ofSeconds(3).toNanos());
        assertThat(lane.hasRoom(SHARE)).isFalse();
        for (var i = 0; i < 10; i++) {
            lane.took(Duration.ofMillis(30).toNanos());
        }
        assertThat(entering(lane)).isEqualTo(Lane.MANY - 4);
        assertThat(Lane.share(1)).isEqualTo(1);
    }

    @Test
    void of_a_slow_house_only_so_much_is_written_ahead_as_it_takes_in_some_seconds() {
        var slow = new Lane("slow.example", Lane.MANY, 0);
        slow.took(Duration.ofMillis(2500).toNanos());
        assertThat(admitted(slow, false)).isEqualTo(16);
        assertThat(admitted(slow, true))
                .as("what an event set off need not wait for that")
                .isEqualTo(16);
        assertThat(slow.why()).isEqualTo("waits for its turn among those to slow.example");

        var stuck = new Lane("stuck.example", Lane.MANY, 0);
        stuck.took(Duration.ofMinutes(2).toNanos());
        assertThat(admitted(stuck, false)).isEqualTo(12);

        var quick = new Lane("quick.example", Lane.MANY, 0);
        quick.took(Duration.ofMillis(30).toNanos());
        assertThat(admitted(quick, false)).isGreaterThan(1000);
    }

    @Test
    void a_house_without_a_limit_lets_everything_in() {
        var lane = new Lane("mx.example", Lane.MANY, 0);
        for (var i = 0; i < 1000; i++) {
            assertThat(lane.admit(SHARE, false, NOW)).isEmpty();
        }
    }

    @Test
    void over_its_limit_everybody_gets_a_time_of_his_own() {
        var lane = new Lane("mx.example", 20, 60);
        var admitted = 0;
        var later = new ArrayList<Instant>();
        for (var i = 0; i < 40; i++) {
            var at = lane.admit(SHARE, false, NOW);
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
    void nobody_waits_longer_than_some_minutes_before_it_is_looked_at_again() {
        var lane = new Lane("mx.example", 20, 60);
        for (var i = 0; i < 5_000; i++) {
            lane.admit(SHARE, false, NOW)
                    .ifPresent(at -> assertThat(at).isBeforeOrEqualTo(NOW.plus(Duration.ofMinutes(5))));
        }
    }

    @Test
    void in_a_minute_no_more_go_than_its_limit_says_however_often_they_ask() {
        var lane = new Lane("mx.example", 20, 120);
        while (lane.admit(SHARE, false, NOW).isEmpty()) {
            lane.putDown(); // what was saved up before
        }
        var admitted = 0;
        for (var second = 1; second <= 60; second++) {
            for (var i = 0; i < 20; i++) {
                if (lane.admit(SHARE, false, NOW.plusSeconds(second)).isEmpty()) {
                    lane.putDown();
                    admitted++;
                }
            }
        }
        assertThat(admitted).isBetween(118, 120);
    }

    @Test
    void a_slow_house_does_not_fill_the_hands_of_the_sender() {
        var lane = new Lane("mx.example", 1, 0);
        var admitted = 0;
        for (var i = 0; i < 100; i++) {
            admitted += lane.admit(SHARE, false, NOW).isEmpty() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(3);
        assertThat(lane.why()).isEqualTo("waits for its turn: at most 1 mails at a time to mx.example");
        lane.putDown();
        assertThat(lane.admit(SHARE, false, NOW)).isEmpty();
    }

    @Test
    void only_so_many_mails_are_under_way_at_a_time() {
        var lane = new Lane("mx.example", 2, 0);
        assertThat(lane.enter(SHARE)).isTrue();
        assertThat(lane.enter(SHARE)).isTrue();
        assertThat(lane.enter(SHARE)).isFalse();
        lane.leave();
        assertThat(lane.enter(SHARE)).isTrue();
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
    void some_that_are_put_off_at_the_very_beginning_slow_nobody() {
        var lane = new Lane("mx.example", 2, 0);
        for (var i = 0; i < 10; i++) {
            lane.deferred(NOW.plusMillis(i * 10L));
        }
        assertThat(lane.isSlowed()).isFalse();
    }

    @Test
    void many_that_are_put_off_halve_the_rate_and_calm_brings_it_back() {
        var lane = new Lane("mx.example", 2, 0);
        for (var i = 0; i < 1000; i++) {
            lane.answered(NOW.plusMillis(i * 10L));
        }
        for (var i = 0; i < 6; i++) {
            lane.deferred(NOW.plusSeconds(10));
        }
        assertThat(lane.isSlowed()).isTrue();
        assertThat(lane.mailsPerMinute()).as("half of what went lately").isBetween(2_900.0, 3_100.0);
        assertThat(lane.why()).contains("mx.example, which defers more than a few");
        var after = lane.mailsPerMinute();
        for (var i = 0; i < 6; i++) {
            lane.deferred(NOW.plusSeconds(11));
        }
        assertThat(lane.mailsPerMinute()).as("not again within ten seconds").isEqualTo(after);

        var now = NOW.plusSeconds(11);
        var steps = 0;
        while (lane.isSlowed()) {
            now = now.plusSeconds(10);
            lane.answered(now);
            assertThat(++steps).isLessThan(5);
        }
        assertThat(lane.admit(SHARE, false, now)).isEmpty();
    }

    @Test
    void however_much_is_put_off_some_mails_still_go() {
        var lane = new Lane("mx.example", 2, 0);
        for (var i = 0; i < 500; i++) {
            lane.deferred(NOW.plusSeconds(i));
        }
        assertThat(lane.mailsPerMinute()).isEqualTo(30);
    }
}
