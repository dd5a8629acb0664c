package org.postille.campaign.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void a_cron_expression_counts_on_the_clocks_of_its_zone() {
        var thursdays = cron("0 0 9 ? * THU");
        assertThat(firings(thursdays, "2026-03-20T00:00:00Z", BERLIN, 2))
                .containsExactly("2026-03-26T09:00+01:00[Europe/Berlin]", "2026-04-02T09:00+02:00[Europe/Berlin]");
    }

    @Test
    void a_firing_is_after_the_instant_and_never_at_it() {
        var at = Instant.parse("2026-05-07T07:00:00Z");
        assertThat(cron("0 0 9 ? * THU").next(at, BERLIN)).contains(Instant.parse("2026-05-14T07:00:00Z"));
        assertThat(cron("0 0 9 ? * THU").next(at.minusMillis(1), BERLIN)).contains(at);
        assertThat(daily("09:00").next(at, BERLIN)).contains(Instant.parse("2026-05-08T07:00:00Z"));
        assertThat(daily("09:00").next(at.minusMillis(1), BERLIN)).contains(at);
    }

    @Test
    void eight_in_the_morning_is_eight_before_and_after_the_clocks_change() {
        assertThat(firings(daily("08:00"), "2026-03-27T12:00:00Z", BERLIN, 3))
                .containsExactly(
                        "2026-03-28T08:00+01:00[Europe/Berlin]",
                        "2026-03-29T08:00+02:00[Europe/Berlin]",
                        "2026-03-30T08:00+02:00[Europe/Berlin]");
    }

    @Test
    void a_time_that_the_clocks_skip_comes_as_much_later_and_once() {
        for (var schedule : List.of(daily("02:30"), cron("0 30 2 * * ?"))) {
            assertThat(firings(schedule, "2026-03-28T00:00:00Z", BERLIN, 3))
                    .containsExactly(
                            "2026-03-28T02:30+01:00[Europe/Berlin]",
                            "2026-03-29T03:30+02:00[Europe/Berlin]",
                            "2026-03-30T02:30+02:00[Europe/Berlin]");
            // Asked within the hour after the gap, it is still to come.
            assertThat(schedule.next(Instant.parse("2026-03-29T01:10:00Z"), BERLIN))
                    .contains(Instant.parse("2026-03-29T01:30:00Z"));
        }
    }

    @Test
    void a_time_that_the_clocks_repeat_comes_the_first_time_only() {
        for (var schedule : List.of(daily("02:30"), cron("0 30 2 * * ?"))) {
            assertThat(firings(schedule, "2026-10-24T12:00:00Z", BERLIN, 2))
                    .containsExactly("2026-10-25T02:30+02:00[Europe/Berlin]", "2026-10-26T02:30+01:00[Europe/Berlin]");
            assertThat(schedule.next(Instant.parse("2026-10-25T01:10:00Z"), BERLIN))
                    .contains(Instant.parse("2026-10-26T01:30:00Z"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "America/Sao_Paulo",
                "Asia/Kolkata",
                "Africa/Cairo",
                "Pacific/Apia"
            })
    void every_local_day_has_exactly_one_daily_firing(String zone) {
        var place = ZoneId.of(zone);
        var random = new Random(5);
        for (var time = 0; time < 24; time++) {
            var schedule = new Schedule(new Schedule.When.Daily(LocalTime.of(time, random.nextInt(60))), null);
            var at = Instant.parse("2026-01-01T00:00:00Z");
            var occasions = new ArrayList<String>();
            for (var day = 0; day < 400; day++) {
                var next = schedule.next(at, place).orElseThrow();
                assertThat(Duration.between(at, next))
                        .as("%s %s, seed 5", zone, at)
                        .isBetween(Duration.ofNanos(1), Duration.ofHours(25));
                occasions.add(schedule.occasion(next, place));
                at = next;
            }
            assertThat(occasions).doesNotHaveDuplicates().hasSize(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0/15 * * * ?", "0 30 2 * * ?", "0 0 9 ? * THU", "30 59 23 L * ?"})
    void asking_at_any_instant_gives_the_same_firings(String expression) {
        var schedule = cron(expression);
        var random = new Random(9);
        for (var change : List.of("2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z")) {
            var start = Instant.parse(change);
            for (var trial = 0; trial < 300; trial++) {
                var at = start.plusSeconds(random.nextInt(12 * 3600));
                var next = schedule.next(at, BERLIN).orElseThrow();
                assertThat(next).isAfter(at);
                var between = at.plusMillis((long) (Duration.between(at, next).toMillis() * random.nextDouble()));
                assertThat(schedule.next(between.isBefore(next) ? between : at, BERLIN))
                        .as("%s from %s, seed 9", expression, between)
                        .contains(next);
            }
        }
    }

    @Test
    void a_cron_expression_that_is_over_has_no_next_firing() {
        assertThat(cron("0 0 9 1 1 ? 2020").next(Instant.parse("2026-01-01T00:00:00Z"), BERLIN))
                .isEmpty();
    }

    @Test
    void a_daily_occasion_is_the_date_where_the_customer_lives() {
        var firing = Instant.parse("2026-05-01T20:00:00Z");
        assertThat(daily("08:00").occasion(firing, ZoneId.of("Pacific/Auckland")))
                .isEqualTo("2026-05-02");
        assertThat(daily("08:00").occasion(firing, ZoneId.of("America/New_York")))
                .isEqualTo("2026-05-01");
        assertThat(cron("0 0 9 ? * THU").occasion(Instant.parse("2026-05-07T07:00:00Z"), BERLIN))
                .isEqualTo("2026-05-07T07:00:00Z");
    }

    private static Schedule cron(String expression) {
        return new Schedule(new Schedule.When.Cron(expression), BERLIN);
    }

    private static Schedule daily(String time) {
        return new Schedule(new Schedule.When.Daily(LocalTime.parse(time)), null);
    }

    private static List<String> firings(Schedule schedule, String after, ZoneId zone, int count) {
        var at = Instant.parse(after);
        var firings = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            at = schedule.next(at, zone).orElseThrow();
            firings.add(ZonedDateTime.ofInstant(at, zone).toString());
        }
        return firings;
    }
}
