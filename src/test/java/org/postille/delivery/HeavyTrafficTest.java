package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.campaign.Campaigns;
import org.postille.delivery.alarm.Alarm;
import org.postille.delivery.alarm.Alarms;
import org.postille.delivery.pace.Destinations;
import org.postille.delivery.pace.Lane;
import org.postille.delivery.pace.RelayGate;
import org.postille.delivery.smtp.Mails;
import org.postille.delivery.smtp.SmtpSink;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** Slow houses, narrow relays and clocks that jump: what is in trouble is in trouble alone. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HeavyTrafficTest {

    private static final String LIVING = "another node";

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    TestSettings settings;

    @Inject
    Campaigns campaigns;

    @Inject
    FanOut fanOut;

    @Inject
    Sender sender;

    @Inject
    LedgerSql ledger;

    @Inject
    LeaseSql leases;

    @Inject
    ClockJumps jumps;

    @Inject
    TestRelay relay;

    @Inject
    DeliveryConfig config;

    @Inject
    MeterRegistry metrics;

    @Inject
    Alarms alarms;

    @Inject
    Destinations destinations;

    @Inject
    RelayGate gate;

    @TempDir
    private Path folder;

    private final ExecutorService node = Executors.newSingleThreadExecutor();
    private SmtpSink sink;

    @BeforeEach
    void an_hourly_letter() {
        sink = new SmtpSink();
        relay.sendTo(sink);
        letter("");
    }

    @AfterEach
    void no_sink_any_more() {
        sink.hurry();
        node.close();
        relay.sendAsConfigured();
        sink.close();
        gate.heard();
    }

    private void letter(String more) {
        settings.campaignsIn(folder);
        settings.writeCampaign("letter.yaml", """
            campaign: letter
            basis: consent
            purpose: offers
            schedule: { cron: "0 0 * ? * *", zone: Europe/Berlin }
            messages:
              letter:
                template: newsletter.mjml
                subject: "Letter"
                blocks:
                  theme: { strategy: topsellers, slots: 6 }
            """ + more);
        campaigns.reload();
        fanOut.run();
    }

    private void reader(String key, String address) {
        shop.customer(key, it -> it.email(address));
        shop.consents(key, "offers");
    }

    private void readers(int count) {
        IntStream.range(0, count).forEach(it -> reader("reader-" + it, "reader-" + it + "@example.com"));
    }

    private void nextLetter() {
        clock.advance(Duration.ofHours(1));
        fanOut.run();
    }

    private long received(String house) {
        return sink.mails().stream()
                .filter(it -> it.recipient().endsWith("@" + house))
                .count();
    }

    private long count(String state) {
        return shop.count("message where state = '" + state + "'");
    }

    private long onlyMessage() {
        return Long.parseLong(String.valueOf(shop.value("select id from message")));
    }

    @Test
    void a_slow_house_holds_up_neither_others_nor_what_an_event_sets_off_meanwhile() throws Exception {
        IntStream.range(0, 220).forEach(it -> reader("slow-" + it, "slow@slow.example"));
        IntStream.range(0, 60).forEach(it -> reader("fast-" + it, "fast-" + it + "@fast.example"));
        reader("event", "event@event.example");
        nextLetter();
        shop.tampers("update message set due_at = due_at - interval 1 minute where customer_id in"
                + " (select id from customer where email = 'slow@slow.example')");
        shop.tampers(
                "update message set bulk = false, due_at = ? where customer_id = ?",
                clock.instant().plusSeconds(60),
                shop.customerId("event"));

        var run = node.submit(sender::run);
        await().until(() -> received("fast.example") == 60);
        assertThat(received("slow.example")).isLessThanOrEqualTo(relay.connections() / 2);

        shop.tampers("update message set due_at = ? where customer_id = ?", clock.instant(), shop.customerId("event"));
        await().until(() -> received("event.example") == 1);
        assertThat(received("slow.example")).isLessThanOrEqualTo(relay.connections() / 2);

        sink.hurry();
        run.get();
        while (count("planned") > 0) {
            clock.advance(Duration.ofMinutes(5));
            sender.run();
        }
        assertThat(count("accepted")).isEqualTo(281);
        assertThat(sink.mails()).hasSize(281);
    }

    @Test
    void of_several_slow_houses_that_nobody_knows_yet_none_keeps_the_others_from_a_quick_one() throws Exception {
        reader("known", "known@fast.example");
        nextLetter();
        sender.run();
        IntStream.range(0, 90).forEach(it -> reader("slow-" + it, "slow@slow-" + it % 3 + ".example"));
        IntStream.range(0, 60).forEach(it -> reader("fast-" + it, "fast-" + it + "@fast.example"));
        nextLetter();
        shop.tampers("update message set due_at = due_at - interval 1 minute where customer_id in"
                + " (select id from customer where email like 'slow@%')");

        var run = node.submit(sender::run);
        await().until(() -> received("fast.example") == 62);
        assertThat(IntStream.range(0, 3)
                        .mapToLong(it -> received("slow-" + it + ".example"))
                        .sum())
                .isLessThanOrEqualTo(Lane.mostOfSlow(relay.connections()));
        sink.hurry();
        run.get();
    }

    private Departures.Ready ready(long id, boolean bulk, String house) {
        var now = clock.instant();
        var message = new LedgerSql.Claimed(id, 1, "", "letter", 1, null, bulk, 0, 0, null, now, now);
        var lane = Objects.requireNonNull(destinations.of(List.of(house)).get(house));
        return new Departures.Ready(message, relay.seal(Mails.to("anna@shop.example")), lane, now);
    }

    @Test
    void what_an_event_set_off_leaves_first_then_lanes_take_turns_and_a_full_one_is_passed_over() {
        var departures = new Departures();
        departures.add(ready(1, true, "a.example"));
        departures.add(ready(2, true, "a.example"));
        departures.add(ready(3, true, "full.example"));
        departures.add(ready(4, true, "b.example"));
        departures.add(ready(5, false, "b.example"));
        assertThat(departures.count(lane -> lane.name().equals("full.example"))).isEqualTo(1);

        var left = new ArrayList<Long>();
        Predicate<Lane> goes = lane -> !lane.name().equals("full.example");
        for (var next = departures.next(goes, goes); next != null; next = departures.next(goes, goes)) {
            left.add(next.message().id());
        }
        assertThat(left).containsExactly(5L, 1L, 4L, 2L);
        assertThat(departures.isEmpty()).isFalse();

        departures.add(ready(6, false, "full.example"));
        var urgent = Objects.requireNonNull(departures.next(_ -> true, goes));
        assertThat(urgent.message().id()).as("goes where newsletters wait").isEqualTo(6);
        assertThat(departures.next(_ -> true, goes)).isNull();
    }

    @Test
    void a_relay_that_lets_few_connections_in_gets_all_mails_over_those() {
        readers(100);
        nextLetter();
        sink.lettingIn(2);
        sender.run();

        assertThat(shop.count("message where state = 'accepted' and attempts = 1"))
                .isEqualTo(100);
        assertThat(sink.connections()).isGreaterThan(2);
        assertThat(destinations.slowed()).isEmpty();
        assertThat(shop.count("delivery_tally where deferred > 0")).isZero();
    }

    @Test
    void a_relay_that_greets_everybody_with_a_refusal_is_in_trouble_and_no_house_is() {
        readers(40);
        nextLetter();
        sink.greeting("421 4.3.2 too busy");
        sender.run();
        alarms.look();

        assertThat(shop.count("message where attempts > 0")).isZero();
        assertThat(count("planned") + count("deferred")).isEqualTo(40);
        assertThat(destinations.slowed()).isEmpty();
        assertThat(alarms.current())
                .contains(new Alarm(Alarm.Level.STOPPED, "relay", "it does not take mail: 421 4.3.2 too busy"));

        sink.greeting("220 sink.example ESMTP");
        clock.advance(Duration.ofSeconds(2));
        sender.run();
        alarms.look();
        assertThat(shop.count("message where state = 'accepted' and attempts = 1"))
                .isEqualTo(40);
        assertThat(alarms.current()).isEmpty();
    }

    @Test
    void after_the_clock_has_jumped_nobody_is_taken_for_dead_until_a_lease_has_passed() {
        readers(1);
        nextLetter();
        var passed = new Duration[] {Duration.ZERO};
        var leftovers = new Leftovers(
                leases,
                campaigns,
                config,
                metrics,
                clock,
                new Uptime() {
                    @Override
                    Duration now() {
                        return passed[0];
                    }
                },
                jumps);
        ledger.claim(LIVING, clock.instant(), clock.instant().plus(config.lease()), 50);
        ledger.step(
                LIVING,
                List.of(),
                Set.of(onlyMessage()),
                clock.instant(),
                clock.instant().plus(config.lease()));

        clock.advance(Duration.ofHours(20));
        leftovers.clear();
        clock.advance(config.lease().dividedBy(2));
        passed[0] = passed[0].plus(config.lease().dividedBy(2));
        leftovers.clear();
        assertThat(count("handed_over")).isEqualTo(1);

        clock.advance(config.lease().dividedBy(2));
        passed[0] = passed[0].plus(config.lease().dividedBy(2));
        leftovers.clear();
        assertThat(count("unknown")).isEqualTo(1);
    }

    @Test
    void the_answer_to_a_mail_counts_although_it_was_taken_from_us_and_came_back_meanwhile() throws Exception {
        letter("on-unknown: resend\n");
        reader("anna", "slow@slow.example");
        nextLetter();
        var run = node.submit(sender::run);
        await().until(() -> sink.mails().size() == 1);

        // As another node does that takes us for dead.
        shop.tampers(
                "update message set state = 'deferred', doubts = doubts + 1, due_at = ?, lease_until = null",
                clock.instant());
        await().until(() -> count("handed_over") == 1);
        sink.hurry();
        run.get();

        assertThat(count("accepted")).isEqualTo(1);
        assertThat(sink.mails()).hasSize(1);
    }

    @Test
    void what_expires_while_the_relay_is_away_is_said_to_be_expired_or_in_doubt() {
        readers(30);
        nextLetter();
        shop.tampers("update message set doubts = 1 where customer_id = ?", shop.customerId("reader-0"));
        shop.tampers("update message set state = 'deferred' where customer_id = ?", shop.customerId("reader-1"));
        sink.close();
        sender.run();
        assertThat(gate.width(clock.instant())).isZero();

        clock.advance(Duration.ofHours(30));
        for (var i = 0; i < 9; i++) {
            gate.failed("connection refused", clock.instant());
        }
        assertThat(gate.width(clock.instant())).isZero();
        sender.run();
        assertThat(count("expired")).isEqualTo(29);
        assertThat(count("unknown")).isEqualTo(1);
        assertThat(shop.value("select reply from message where state = 'expired' limit 1"))
                .asString()
                .startsWith("not wanted any more after 2026-05-");
        assertThat(shop.count("message where state = 'expired' and settled_at is not null"))
                .isEqualTo(29);
    }
}
