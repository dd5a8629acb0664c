package org.postille.delivery.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** How many mails may leave, as an operator has said it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PaceTest {

    @Inject
    Tally tally;

    @Inject
    QueueSql queue;

    @Inject
    TestClock clock;

    @Inject
    Shop shop;

    @BeforeEach
    void nothing_counted() {
        tally.write();
        shop.tampers("delete from delivery_tally");
        shop.tampers("insert into campaign (id, name, version, loaded_at) values (1, 'letter', '', now())");
        clock.advance(Duration.ofDays(10));
    }

    private static PaceConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(PaceConfig.class)
                .build()
                .getConfigMapping(PaceConfig.class);
    }

    @Test
    void without_a_word_everything_may_leave() {
        var pace = new Pace(config(Map.of()), tally, queue);
        assertThat(pace.permits(100, 0, clock.instant())).isEqualTo(100);
        assertThat(pace.mailsPerMinute()).isEmpty();
    }

    @Test
    void so_many_a_minute_leave_and_what_is_taken_up_already_counts() {
        var pace = new Pace(config(Map.of("postille.pace.mails-per-minute", "600")), tally, queue);
        assertThat(pace.permits(1000, 0, clock.instant()))
                .as("ten seconds' worth")
                .isEqualTo(100);
        assertThat(pace.permits(1000, 40, clock.instant())).isEqualTo(60);
        pace.sent(100);
        assertThat(pace.permits(1000, 0, clock.instant())).isZero();

        var sent = 0;
        for (var beat = 0; beat < 12; beat++) {
            clock.advance(Duration.ofSeconds(5));
            var permits = pace.permits(1000, 0, clock.instant());
            pace.sent(permits);
            sent += permits;
        }
        assertThat(sent).as("in a minute").isEqualTo(600);
    }

    @Test
    void what_a_pause_has_saved_up_promises_no_earlier_end() {
        var pace = new Pace(config(Map.of("postille.pace.mails-per-minute", "60")), tally, queue);
        for (var customer = 0; customer < 120; customer++) {
            shop.tampers(
                    "insert into message (campaign_id, occasion, name, customer_id, state, due_at, planned_at)"
                            + " values (1, 'o', 'm', ?, 'planned', ?, ?)",
                    customer,
                    clock.instant(),
                    clock.instant());
        }
        for (var i = 0; i < 10; i++) {
            tally.count(1, "example.com", Tally.Answer.ACCEPTED);
        }
        var progress = new Queue(queue, tally, pace, clock).progress();
        assertThat(progress.perMinute()).isEqualTo(120);
        assertThat(progress.doneAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
        shop.tampers("delete from message");
    }

    @Test
    void a_new_domain_sends_a_little_more_each_day() {
        var begin = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var pace = new Pace(
                config(Map.of(
                        "postille.pace.warm-up.begin", begin.toString(), "postille.pace.warm-up.first-day", "20")),
                tally,
                queue);
        assertThat(pace.permits(100, 0, clock.instant())).isEqualTo(20);
        for (var i = 0; i < 15; i++) {
            tally.count(1, "example.com", Tally.Answer.ACCEPTED);
        }
        assertThat(pace.permits(100, 0, clock.instant())).isEqualTo(5);
        assertThat(pace.leftToday(clock.instant())).hasValue(5);
        shop.tampers(
                "insert into message (campaign_id, occasion, name, customer_id, state, due_at, planned_at)"
                        + " values (1, 'o', 'm', 1, 'handed_over', ?, ?), (1, 'o', 'm', 2, 'claimed', ?, ?)",
                clock.instant(),
                clock.instant(),
                clock.instant(),
                clock.instant());
        assertThat(pace.permits(100, 0, clock.instant()))
                .as("other nodes have two")
                .isEqualTo(3);
        for (var i = 0; i < 5; i++) {
            tally.count(1, "example.com", Tally.Answer.ACCEPTED);
        }
        tally.write();
        assertThat(pace.overdrawn(clock.instant()))
                .as("taken up at the same moment as by others")
                .isEqualTo(2);
        shop.tampers("delete from message");

        clock.advance(Duration.ofDays(1));
        assertThat(pace.permits(100, 0, clock.instant())).isEqualTo(30);
        clock.advance(Duration.ofDays(1));
        assertThat(pace.permits(100, 0, clock.instant())).isEqualTo(45);
    }
}
