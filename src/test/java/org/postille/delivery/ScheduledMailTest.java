package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Firings;
import org.postille.delivery.smtp.SmtpSink;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** From the clock to the relay: birthdays by each customer's own clock, newsletters by one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ScheduledMailTest {

    private static final String NEWS = """
            campaign: news
            basis: consent
            purpose: news
            schedule: { cron: "%s", zone: %s }
            messages:
              news:
                template: newsletter.mjml
                subject: News
                blocks:
                  theme: { strategy: topsellers, slots: 6 }
            """;

    @Inject
    DataSource database;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    TestSettings settings;

    @Inject
    Campaigns campaigns;

    @Inject
    Firings firings;

    @Inject
    Heartbeat heartbeat;

    @Inject
    FanOut fanOut;

    @Inject
    TestRelay relay;

    private SmtpSink sink;

    @BeforeEach
    void a_relay() {
        sink = new SmtpSink();
        relay.sendTo(sink);
        campaigns.reload();
    }

    @AfterEach
    void no_sink_any_more() {
        relay.sendAsConfigured();
        sink.close();
    }

    private void reader(String key, String purpose, String country, String zone, String birthday) {
        shop.customer(key, it -> it.livesIn(country, zone).bornOn(birthday));
        shop.consents(key, purpose);
    }

    private void beatAt(String instant) {
        clock.set(Instant.parse(instant));
        heartbeat.run();
    }

    private List<String> recipients() {
        return sink.mails().stream().map(SmtpSink.Received::recipient).sorted().toList();
    }

    private void onlyCampaign(Path folder, String text) {
        settings.campaignsIn(folder);
        settings.writeCampaign("news.yaml", text);
        campaigns.reload();
    }

    @Test
    void birthday_mail_comes_at_eight_by_the_customers_own_clock() {
        reader("berta", "offers", "DE", "Europe/Berlin", "1990-05-10");
        reader("nick", "offers", "US", "America/New_York", "1985-05-10");
        reader("aroha", "offers", "NZ", "Pacific/Auckland", "1979-05-10");
        reader("other", "offers", "DE", "Europe/Berlin", "1990-05-11");
        reader("unasked", "news", "DE", "Europe/Berlin", "1990-05-10");

        beatAt("2026-05-09T12:00:00Z");
        beatAt("2026-05-09T19:59:59Z");
        assertThat(recipients()).isEmpty();

        beatAt("2026-05-09T20:00:00Z");
        assertThat(recipients()).containsExactly("aroha@example.com");
        beatAt("2026-05-10T05:59:59Z");
        assertThat(recipients()).containsExactly("aroha@example.com");

        beatAt("2026-05-10T06:00:00Z");
        assertThat(recipients()).containsExactly("aroha@example.com", "berta@example.com");
        beatAt("2026-05-10T11:59:59Z");
        assertThat(recipients()).hasSize(2);

        beatAt("2026-05-10T12:00:00Z");
        heartbeat.run();
        beatAt("2026-05-10T18:00:00Z");
        assertThat(recipients()).containsExactly("aroha@example.com", "berta@example.com", "nick@example.com");

        beatAt("2026-05-11T06:00:00Z");
        assertThat(recipients()).hasSize(4).contains("other@example.com");
        assertThat(shop.count("message")).isEqualTo(4);
    }

    @Test
    void a_birthday_on_leap_day_is_kept_on_the_28th_except_in_leap_years() {
        reader("leap", "offers", "DE", "Europe/Berlin", "1992-02-29");

        beatAt("2027-02-27T12:00:00Z");
        beatAt("2027-02-28T07:00:00Z");
        beatAt("2027-03-01T07:00:00Z");
        assertThat(recipients()).containsExactly("leap@example.com");

        beatAt("2028-02-27T12:00:00Z");
        beatAt("2028-02-28T07:00:00Z");
        assertThat(recipients()).hasSize(1);
        beatAt("2028-02-29T07:00:00Z");
        beatAt("2028-03-01T07:00:00Z");
        assertThat(recipients()).hasSize(2);
    }

    @Test
    void whoever_moves_to_another_zone_on_the_day_gets_one_mail() {
        reader("berta", "offers", "DE", "Europe/Berlin", "1990-05-10");
        reader("nick", "offers", "US", "America/New_York", "1985-01-10");
        beatAt("2026-05-09T23:00:00Z");
        beatAt("2026-05-10T06:00:00Z");
        assertThat(recipients()).containsExactly("berta@example.com");

        shop.livesNow("berta", "America/New_York");
        beatAt("2026-05-10T12:00:00Z");
        assertThat(recipients()).hasSize(1);
    }

    @Test
    void a_newsletter_fires_once_although_several_nodes_look_at_the_same_time(@TempDir Path folder) throws Exception {
        onlyCampaign(folder, NEWS.formatted("0 0 9 ? * THU", "Europe/Berlin"));
        IntStream.range(0, 40).forEach(it -> reader("reader-" + it, "news", "DE", "Europe/Berlin", "1990-01-01"));
        fanOut.run();
        clock.set(Instant.parse("2026-05-07T07:00:00Z"));

        var together = new CyclicBarrier(4);
        try (var nodes = Executors.newFixedThreadPool(4)) {
            var runs = new ArrayList<Future<?>>();
            for (var node = 0; node < 4; node++) {
                runs.add(nodes.submit(() -> {
                    together.await();
                    fanOut.run();
                    return null;
                }));
            }
            for (var run : runs) {
                run.get();
            }
        }
        assertThat(shop.count("message")).isEqualTo(40);
        assertThat(shop.value("select next_at from campaign_schedule")).startsWith("2026-05-14 07:00:00");

        heartbeat.run();
        assertThat(recipients()).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void the_same_occasion_twice_reaches_nobody_twice(@TempDir Path folder) {
        onlyCampaign(folder, NEWS.formatted("0 0 9 ? * THU", "Europe/Berlin"));
        reader("berta", "news", "DE", "Europe/Berlin", "1990-01-01");
        heartbeat.run();
        beatAt("2026-05-07T07:00:00Z");
        shop.tampers("update campaign_schedule set next_at = '2026-05-07 07:00:00'");
        heartbeat.run();

        assertThat(recipients()).hasSize(1);
    }

    @Test
    void a_schedule_that_was_changed_in_the_file_is_computed_anew(@TempDir Path folder) {
        onlyCampaign(folder, NEWS.formatted("0 0 9 ? * THU", "Europe/Berlin"));
        reader("berta", "news", "DE", "Europe/Berlin", "1990-01-01");
        heartbeat.run();
        assertThat(shop.value("select next_at from campaign_schedule")).startsWith("2026-05-07 07:00:00");

        onlyCampaign(folder, NEWS.formatted("0 30 10 ? * TUE", "Europe/Berlin"));
        heartbeat.run();
        assertThat(shop.value("select next_at from campaign_schedule")).startsWith("2026-05-05 08:30:00");
    }

    @Test
    void a_schedule_that_moved_to_another_zone_fires_in_that_one_only(@TempDir Path folder) {
        onlyCampaign(folder, NEWS.formatted("0 0 9 ? * THU", "Europe/Berlin"));
        reader("berta", "news", "DE", "Europe/Berlin", "1990-01-01");
        heartbeat.run();
        onlyCampaign(folder, NEWS.formatted("0 0 9 ? * THU", "America/New_York"));
        heartbeat.run();
        assertThat(shop.value("select group_concat(zone) from campaign_schedule"))
                .isEqualTo("America/New_York");

        beatAt("2026-05-07T07:00:00Z");
        assertThat(recipients()).isEmpty();
        beatAt("2026-05-07T13:00:00Z");
        assertThat(recipients()).containsExactly("berta@example.com");
    }

    @Test
    void a_firing_that_was_missed_by_more_than_a_day_is_left_out_and_said_so(@TempDir Path folder) {
        onlyCampaign(folder, NEWS.formatted("0 0 9 ? * THU", "Europe/Berlin"));
        reader("berta", "news", "DE", "Europe/Berlin", "1990-01-01");
        heartbeat.run();
        var logged = logOf(() -> beatAt("2026-05-08T07:00:01Z"));

        assertThat(recipients()).isEmpty();
        assertThat(logged).anyMatch(it -> it.contains("news") && it.contains("left out"));
        assertThat(shop.value("select next_at from campaign_schedule")).startsWith("2026-05-14 07:00:00");
    }

    @Test
    void of_many_firings_that_a_downtime_has_missed_only_the_last_is_made_up_for(@TempDir Path folder) {
        onlyCampaign(folder, NEWS.formatted("0 0 * ? * *", "Europe/Berlin"));
        reader("berta", "news", "DE", "Europe/Berlin", "1990-01-01");
        heartbeat.run();
        beatAt("2026-05-04T16:20:00Z");

        assertThat(shop.value("select group_concat(occasion) from message")).isEqualTo("2026-05-04T16:00:00Z");
        assertThat(recipients()).hasSize(1);
    }

    @Test
    void a_birthday_that_is_over_is_not_made_up_for(@TempDir Path folder) {
        onlyCampaign(
                folder,
                NEWS.formatted("", "").replace("cron: \"\", zone: ", "daily: \"08:00\", zone: customer")
                        + "audience: { birthday: today }\n");
        reader("berta", "news", "DE", "Europe/Berlin", "1990-05-05");
        heartbeat.run();
        beatAt("2026-05-05T21:59:00Z");
        assertThat(recipients())
                .as("late in the evening it is still her birthday")
                .hasSize(1);

        reader("clara", "news", "DE", "Europe/Berlin", "1990-05-06");
        beatAt("2026-05-06T22:01:00Z");
        assertThat(recipients()).as("after midnight it is not").hasSize(1);
    }

    @Test
    void a_clock_that_was_ahead_for_a_while_costs_no_birthday_and_doubles_none() {
        reader("berta", "offers", "DE", "Europe/Berlin", "1990-05-10");
        reader("carl", "offers", "DE", "Europe/Berlin", "1990-05-12");
        beatAt("2026-05-10T05:00:00Z");
        beatAt("2026-05-12T06:30:00Z");
        assertThat(recipients()).containsExactly("carl@example.com");

        beatAt("2026-05-10T05:01:00Z");
        beatAt("2026-05-10T06:00:00Z");
        assertThat(recipients()).containsExactly("berta@example.com", "carl@example.com");
        beatAt("2026-05-12T06:00:00Z");
        assertThat(recipients()).hasSize(2);
    }

    @Test
    void a_firing_that_was_missed_by_less_than_a_day_is_made_up_for(@TempDir Path folder) {
        onlyCampaign(folder, NEWS.formatted("0 0 9 ? * THU", "Europe/Berlin"));
        reader("berta", "news", "DE", "Europe/Berlin", "1990-01-01");
        heartbeat.run();
        beatAt("2026-05-08T06:00:00Z");

        assertThat(recipients()).containsExactly("berta@example.com");
    }

    @Test
    void a_customer_in_a_zone_that_nobody_lived_in_before_is_seen_within_the_hour() {
        reader("berta", "offers", "DE", "Europe/Berlin", "1990-01-01");
        heartbeat.run();
        reader("nick", "offers", "US", "America/New_York", "1985-05-05");
        clock.advance(Duration.ofMinutes(61));
        heartbeat.run();
        beatAt("2026-05-05T12:00:00Z");

        assertThat(recipients()).containsExactly("nick@example.com");
    }

    private static List<String> logOf(Runnable work) {
        var lines = new ArrayList<String>();
        var formatter = new PatternFormatter("%s");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(formatter.format(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("org.postille");
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    @Test
    void each_gets_it_at_their_best_hour_and_those_without_one_at_the_time_of_the_schedule(@TempDir Path folder)
            throws SQLException {
        onlyCampaign(
                folder,
                NEWS.formatted("0 30 8 * * ?", "customer").replace("customer }", "customer, best-hour: PT12H }"));
        for (var key : List.of("evening", "same-hour", "night", "unknown")) {
            reader(key, "news", "DE", "Europe/Berlin", "1990-05-01");
        }
        bestHour("evening", 19);
        bestHour("same-hour", 8);
        bestHour("night", 3);
        clock.set(Instant.parse("2026-05-03T06:00:00Z"));
        heartbeat.run();

        beatAt("2026-05-03T06:30:00Z");
        assertThat(recipients()).containsExactly("night@example.com", "same-hour@example.com", "unknown@example.com");
        beatAt("2026-05-03T16:59:00Z");
        assertThat(recipients()).hasSize(3);
        beatAt("2026-05-03T17:00:00Z");
        assertThat(recipients()).hasSize(4).contains("evening@example.com");
    }

    private void bestHour(String customer, int hour) throws SQLException {
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement("insert into customer_timing (customer_id, best_hour, learned_at)"
                                + " select id, ?, '2026-05-01' from customer where customer_key = ?")) {
            insert.setInt(1, hour);
            insert.setString(2, customer);
            insert.executeUpdate();
        }
    }
}
