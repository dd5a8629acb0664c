package org.postille.campaign.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Limits.QuietHours NIGHT =
            new Limits.QuietHours(LocalTime.parse("21:00"), LocalTime.parse("07:00"));
    private static final Limits.QuietHours NOON =
            new Limits.QuietHours(LocalTime.parse("12:00"), LocalTime.parse("13:30"));

    @Test
    void outside_quiet_hours_a_mail_goes_at_once() {
        assertThat(NIGHT.nextAllowed(Instant.parse("2026-05-01T10:00:00Z"), BERLIN))
                .isEqualTo("2026-05-01T10:00:00Z");
        assertThat(NIGHT.nextAllowed(Instant.parse("2026-05-01T18:59:59Z"), BERLIN))
                .isEqualTo("2026-05-01T18:59:59Z");
        assertThat(NIGHT.nextAllowed(Instant.parse("2026-05-01T05:00:00Z"), BERLIN))
                .isEqualTo("2026-05-01T05:00:00Z");
        assertThat(NOON.nextAllowed(Instant.parse("2026-05-01T11:30:00Z"), BERLIN))
                .isEqualTo("2026-05-01T11:30:00Z");
    }

    @Test
    void in_quiet_hours_it_waits_for_their_end() {
        assertThat(NIGHT.nextAllowed(Instant.parse("2026-05-01T19:00:00Z"), BERLIN))
                .isEqualTo("2026-05-02T05:00:00Z");
        assertThat(NIGHT.nextAllowed(Instant.parse("2026-05-02T04:59:59Z"), BERLIN))
                .isEqualTo("2026-05-02T05:00:00Z");
        assertThat(NOON.nextAllowed(Instant.parse("2026-05-01T10:00:00Z"), BERLIN))
                .isEqualTo("2026-05-01T11:30:00Z");
    }

    @Test
    void quiet_hours_are_those_of_the_customer() {
        var evening = Instant.parse("2026-05-01T19:30:00Z");
        assertThat(NIGHT.nextAllowed(evening, ZoneId.of("Europe/London"))).isEqualTo(evening);
        assertThat(NIGHT.nextAllowed(evening, BERLIN)).isEqualTo("2026-05-02T05:00:00Z");
    }

    @Test
    void the_end_is_never_before_the_mail_was_wanted_when_the_clocks_go_back() {
        var early = new Limits.QuietHours(LocalTime.parse("22:00"), LocalTime.parse("02:30"));
        // 02:15 for the second time; 02:30 for the first time is over.
        assertThat(early.nextAllowed(Instant.parse("2026-10-25T01:15:00Z"), BERLIN))
                .isEqualTo("2026-10-25T01:30:00Z");
        assertThat(early.nextAllowed(Instant.parse("2026-10-25T00:15:00Z"), BERLIN))
                .isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void a_frequency_counts_back_from_now() {
        var now = Instant.parse("2026-03-31T12:00:00Z");
        assertThat(new Limits.Frequency(1, Limits.Window.DAY).since(now)).isEqualTo("2026-03-30T12:00:00Z");
        assertThat(new Limits.Frequency(2, Limits.Window.WEEK).since(now)).isEqualTo("2026-03-24T12:00:00Z");
        assertThat(new Limits.Frequency(1, Limits.Window.MONTH).since(now)).isEqualTo("2026-02-28T12:00:00Z");
    }
}
