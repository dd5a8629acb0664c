package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Pauses;
import org.postille.delivery.LedgerSql.Outcome;
import org.postille.delivery.pace.RelayGate;
import org.postille.delivery.pace.Traffic;
import org.postille.delivery.smtp.ReceivedMail;
import org.postille.delivery.smtp.SmtpSink;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** No mail is lost and none goes out twice, whoever dies when and whatever the relay says. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SenderTest {

    private static final String DEAD = "a node that died";

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    TestSettings settings;

    @Inject
    Campaigns campaigns;

    @Inject
    Leftovers leftovers;

    @Inject
    ClockJumps jumps;

    @Inject
    RelayGate gate;

    @Inject
    FanOut fanOut;

    @Inject
    Sender sender;

    @Inject
    LedgerSql ledger;

    @Inject
    LeaseSql leases;

    @Inject
    Admission admission;

    @Inject
    Letters letters;

    @Inject
    Pauses pauses;

    @Inject
    Traffic traffic;

    @Inject
    Outcomes outcomes;

    @Inject
    TestRelay relay;

    @Inject
    DeliveryConfig config;

    @Inject
    MeterRegistry metrics;

    @TempDir
    private Path folder;

    private SmtpSink sink;

    @BeforeEach
    void an_hourly_letter() {
        sink = new SmtpSink();
        relay.sendTo(sink);
        subject("Letter");
    }

    @AfterEach
    void no_sink_any_more() {
        sink.hurry();
        gate.heard();
        relay.sendAsConfigured();
        sink.close();
    }

    private void subject(String text) {
        letter(text, "");
    }

    private void letter(String subject, String more) {
        settings.campaignsIn(folder);
        settings.writeCampaign("letter.yaml", """
            campaign: letter
            basis: consent
            purpose: offers
            schedule: { cron: "0 0 * ? * *", zone: Europe/Berlin }
            messages:
              letter:
                template: newsletter.mjml
                subject: "%s"
                blocks:
                  theme: { strategy: topsellers, slots: 6 }
            """.formatted(subject) + more);
        campaigns.reload();
        fanOut.run();
    }

    private void reader(String key) {
        shop.customer(key);
        shop.consents(key, "offers");
    }

    /** The address scripts what the sink answers. */
    private void reader(String key, String address) {
        shop.customer(key, it -> it.email(address));
        shop.consents(key, "offers");
    }

    private void nextLetter() {
        clock.advance(Duration.ofHours(1));
        fanOut.run();
    }

    private void planned(String... keys) {
        for (var key : keys) {
            reader(key);
        }
        nextLetter();
        assertThat(shop.count("message where state = 'planned'")).isEqualTo(keys.length);
    }

    private String state(String key) {
        return String.valueOf(shop.value("select state from message where customer_id = ?", shop.customerId(key)));
    }

    private String reply(String key) {
        return String.valueOf(shop.value("select reply from message where customer_id = ?", shop.customerId(key)));
    }

    private long onlyMessage() {
        return Long.parseLong(String.valueOf(shop.value("select id from message")));
    }

    private void settle(String owner, Outcome outcome) {
        ledger.step(owner, List.of(outcome), List.of(), clock.instant(), leaseEnd());
    }

    private Instant leaseEnd() {
        return clock.instant().plus(config.lease());
    }

    @Test
    void what_a_node_had_claimed_when_it_died_is_sent_when_its_lease_has_run_out() {
        planned("anna");
        assertThat(ledger.claim(DEAD, clock.instant(), leaseEnd(), 50)).hasSize(1);

        sender.run();
        assertThat(sink.mails()).isEmpty();

        clock.advance(config.lease().plusSeconds(1));
        sender.run();
        assertThat(sink.mails()).hasSize(1);
        assertThat(state("anna")).isEqualTo("accepted");
    }

    @Test
    void what_may_have_left_when_its_node_died_is_unknown_and_never_sent_again() {
        planned("anna");
        ledger.claim(DEAD, clock.instant(), leaseEnd(), 50);
        assertThat(ledger.step(DEAD, List.of(), Set.of(onlyMessage()), clock.instant(), leaseEnd()))
                .hasSize(1);

        sender.run();
        assertThat(state("anna")).isEqualTo("handed_over");
        clock.advance(config.lease().plusSeconds(1));
        sender.run();
        assertThat(state("anna")).isEqualTo("unknown");
        assertThat(shop.value("select settled_at from message")).isNotNull();

        clock.advance(Duration.ofDays(2));
        sender.run();
        assertThat(sink.mails()).isEmpty();
        assertThat(state("anna")).isEqualTo("unknown");
    }

    @Test
    void what_may_have_left_when_its_node_died_is_sent_again_where_the_campaign_says_so() {
        letter("Letter", "on-unknown: resend\n");
        planned("anna");
        var id = messageId(0);
        ledger.claim(DEAD, clock.instant(), leaseEnd(), 50);
        ledger.step(DEAD, List.of(), Set.of(onlyMessage()), clock.instant(), leaseEnd());

        clock.advance(config.lease().plusSeconds(1));
        sender.run();

        assertThat(state("anna")).isEqualTo("accepted");
        assertThat(shop.value("select concat(attempts, ' ', doubts) from message"))
                .isEqualTo("2 1");
        assertThat(ReceivedMail.read(sink.mails().getFirst().bytes()).header("Message-ID"))
                .contains(id);
    }

    @Test
    void the_answer_that_a_node_brings_after_it_was_taken_for_dead_still_counts() {
        planned("anna");
        ledger.claim(DEAD, clock.instant(), leaseEnd(), 50);
        ledger.step(DEAD, List.of(), Set.of(onlyMessage()), clock.instant(), leaseEnd());
        clock.advance(config.lease().plusSeconds(1));
        sender.run();
        assertThat(state("anna")).isEqualTo("unknown");

        settle("somebody else", new Outcome(onlyMessage(), MessageState.ACCEPTED, "250 queued", null));
        assertThat(state("anna")).isEqualTo("unknown");
        settle(DEAD, new Outcome(onlyMessage(), MessageState.ACCEPTED, "250 queued", null));
        assertThat(state("anna")).isEqualTo("accepted");
    }

    @Test
    void a_node_that_was_taken_for_dead_changes_nothing_any_more() {
        planned("anna");
        ledger.claim(DEAD, clock.instant(), leaseEnd(), 50);
        clock.advance(config.lease().plusSeconds(1));
        sender.run();

        assertThat(ledger.step(DEAD, List.of(), Set.of(onlyMessage()), clock.instant(), leaseEnd()))
                .isEmpty();
        settle(DEAD, new Outcome(onlyMessage(), MessageState.REJECTED, "late", null));
        assertThat(state("anna")).isEqualTo("accepted");
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "SUPPRESSED"})
    void an_outcome_is_never_written_over_what_cannot_change_any_more(MessageState last) {
        planned("anna");
        shop.tampers("update message set state = ?, owner = 'me'", last.code());
        for (var next : MessageState.values()) {
            settle("me", new Outcome(onlyMessage(), next, "", clock.instant()));
        }
        assertThat(state("anna")).isEqualTo(last.code());
    }

    @ParameterizedTest
    @EnumSource
    void an_outcome_is_written_only_where_the_table_of_states_allows_it(MessageState next) {
        for (var held : List.of(MessageState.CLAIMED, MessageState.HANDED_OVER)) {
            if (shop.count("message") == 0) {
                planned("anna");
            }
            shop.tampers("update message set state = ?, owner = 'me'", held.code());
            settle("me", new Outcome(onlyMessage(), next, "", null));
            assertThat(state("anna")).isEqualTo(held.canBecome().contains(next) ? next.code() : held.code());
        }
    }

    @Test
    void two_nodes_send_five_hundred_mails_once_each() throws Exception {
        var keys = IntStream.range(0, 500).mapToObj(it -> "reader-" + it).toArray(String[]::new);
        planned(keys);
        var other = new Sender(
                ledger, leases, admission, relay, leftovers, jumps, pauses, traffic, outcomes, config, metrics, clock);
        try (var nodes = Executors.newFixedThreadPool(2)) {
            var first = nodes.submit(sender::run);
            var second = nodes.submit(other::run);
            first.get();
            second.get();
        }
        assertThat(sink.mails().stream().map(SmtpSink.Received::recipient))
                .hasSize(500)
                .doesNotHaveDuplicates();
        assertThat(shop.count("message where state = 'accepted' and attempts = 1 and owner is null"))
                .isEqualTo(500);
    }

    @Test
    void a_template_that_fails_for_one_reader_rejects_that_mail_only() {
        subject("Hello [=customer.firstName]");
        shop.customer("nameless", it -> it.named(null, null, null));
        shop.consents("nameless", "offers");
        reader("anna");
        reader("ben");
        nextLetter();
        sender.run();

        assertThat(sink.mails()).hasSize(2);
        assertThat(state("nameless")).isEqualTo("rejected");
        assertThat(reply("nameless")).contains("customer.firstName");
        assertThat(state("anna")).isEqualTo("accepted");
    }

    @Test
    void a_customer_whose_data_are_broken_keeps_nobody_else_from_mail() {
        planned("anna", "broken", "ben");
        shop.tampers("update customer set time_zone = 'Mars/Olympus' where customer_key = 'broken'");
        sender.run();

        assertThat(sink.mails()).hasSize(2);
        assertThat(state("broken")).isEqualTo("deferred");

        shop.tampers("update customer set time_zone = 'Europe/Berlin' where customer_key = 'broken'");
        clock.advance(Duration.ofMinutes(6));
        sender.run();
        assertThat(state("broken")).isEqualTo("accepted");
    }

    @Test
    void outcomes_that_the_database_could_not_take_are_written_when_it_is_back_and_nothing_is_sent_again() {
        planned("anna", "ben");
        shop.tampers("create trigger away before update on message for each row begin if new.state = 'accepted' then"
                + " signal sqlstate '08S01' set message_text = 'gone away'; end if; end");
        try {
            assertThatThrownBy(() -> sender.run())
                    .satisfies(it -> assertThat(Sql.isUnreachable(it)).isTrue());
        } finally {
            shop.tampers("drop trigger away");
        }
        assertThat(state("anna")).isEqualTo("handed_over");

        sender.run();

        assertThat(state("anna")).isEqualTo("accepted");
        assertThat(state("ben")).isEqualTo("accepted");
        assertThat(sink.mails()).hasSize(2);
    }

    @Test
    void what_was_claimed_when_the_database_went_away_is_sent_when_it_is_back_and_does_not_wait_for_its_lease() {
        planned(IntStream.range(0, 120).mapToObj(it -> "reader-" + it).toArray(String[]::new));
        shop.tampers("create trigger away before update on message for each row begin if new.state = 'handed_over' then"
                + " signal sqlstate '08S01' set message_text = 'gone away'; end if; end");
        try {
            assertThatThrownBy(() -> sender.run())
                    .satisfies(it -> assertThat(Sql.isUnreachable(it)).isTrue());
        } finally {
            shop.tampers("drop trigger away");
        }
        assertThat(sink.mails()).isEmpty();

        sender.run();
        clock.advance(Duration.ofSeconds(1));
        sender.run();
        assertThat(sink.mails()).hasSize(120);
        assertThat(shop.count("message where state = 'accepted'")).isEqualTo(120);
    }

    @Test
    void a_relay_that_says_later_gets_the_same_mail_again_later() {
        reader("anna", "451-once@example.com");
        nextLetter();
        sender.run();
        assertThat(sink.mails()).isEmpty();
        assertThat(state("anna")).isEqualTo("deferred");
        assertThat(reply("anna")).contains("451");
        var id = messageId(0);

        sender.run();
        assertThat(sink.mails()).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        sender.run();
        assertThat(sink.mails()).hasSize(1);
        assertThat(state("anna")).isEqualTo("accepted");
        assertThat(shop.value("select attempts from message")).isEqualTo("2");
        assertThat(ReceivedMail.read(sink.mails().getFirst().bytes()).header("Message-ID"))
                .contains(id);
    }

    /** What the Message-ID of the only message always is. */
    private String messageId(int attempts) {
        var claimed = new LedgerSql.Claimed(
                onlyMessage(),
                Long.parseLong(String.valueOf(shop.value("select campaign_id from message"))),
                "any",
                "letter",
                shop.customerId("anna"),
                "offers",
                true,
                attempts,
                0,
                null,
                clock.instant(),
                Instant.MAX);
        var people = letters.people(List.of(claimed));
        var customer = people.customers().get(claimed.customer());
        return "<" + letters.write(claimed, customer, people, clock.instant()).messageId() + ">";
    }

    @Test
    void a_relay_that_never_wants_a_mail_is_believed() {
        reader("anna", "550@example.com");
        nextLetter();
        sender.run();
        clock.advance(Duration.ofHours(10));
        sender.run();

        assertThat(sink.mails()).isEmpty();
        assertThat(state("anna")).isEqualTo("rejected");
        assertThat(reply("anna")).contains("550");
    }

    @Test
    void a_connection_that_is_lost_after_the_last_dot_leaves_an_unknown_outcome() {
        reader("anna", "drop-after-dot@example.com");
        nextLetter();
        sender.run();
        clock.advance(Duration.ofHours(10));
        sender.run();

        assertThat(state("anna")).isEqualTo("unknown");
        assertThat(sink.mails()).hasSize(1);
    }

    @Test
    void a_mail_in_doubt_is_sent_again_with_the_same_message_id_where_the_campaign_says_so_but_not_for_ever() {
        letter("Letter", "on-unknown: resend\nexpires: P7D\n");
        reader("anna", "drop-after-dot@example.com");
        nextLetter();
        var doubts = 0;
        while (!state("anna").equals("unknown")) {
            sender.run();
            clock.advance(Duration.ofHours(3));
            assertThat(++doubts).isLessThan(20);
        }

        assertThat(sink.mails()).hasSize(LedgerSql.MOST_DOUBTS + 1);
        assertThat(sink.mails().stream().map(it -> ReceivedMail.read(it.bytes()).header("Message-ID")))
                .containsOnly(ReceivedMail.read(sink.mails().getFirst().bytes()).header("Message-ID"));
    }

    @Test
    void a_mail_that_expires_while_it_is_in_doubt_stays_unknown() {
        letter("Letter", "on-unknown: resend\nexpires: PT1H\n");
        reader("anna", "drop-after-dot@example.com");
        nextLetter();
        sender.run();
        assertThat(state("anna")).isEqualTo("deferred");
        clock.advance(Duration.ofHours(2));
        sender.run();

        assertThat(state("anna")).isEqualTo("unknown");
        assertThat(sink.mails()).hasSize(1);
    }

    @Test
    void a_refusal_of_the_sender_pauses_the_campaign_and_what_is_held_goes_when_it_is_resumed() {
        reader("anna", "550-5.7.1@example.com");
        reader("ben");
        nextLetter();
        sender.run();
        assertThat(state("anna")).isEqualTo("held");
        assertThat(pauses.all().values()).singleElement().satisfies(it -> {
            assertThat(it.campaign()).isEqualTo("letter");
            assertThat(it.why()).contains("5.7.1");
        });

        reader("carl");
        nextLetter();
        sender.run();
        assertThat(state("carl")).isEqualTo("held");
        assertThat(sink.mails()).as("what was with the relay already").hasSizeLessThanOrEqualTo(1);

        shop.tampers("update customer set email = 'anna@example.com' where customer_key = 'anna'");
        pauses.resume("letter");
        sender.run();
        assertThat(shop.count("message where state = 'held'")).isZero();
        assertThat(state("carl")).isEqualTo("accepted");
        clock.advance(Duration.ofMinutes(1));
        sender.run();
        assertThat(shop.count("message where state = 'accepted' and customer_id = ?", shop.customerId("anna")))
                .isEqualTo(2);
    }

    @Test
    void one_address_that_is_refused_for_what_we_are_again_and_again_stops_nobody_else() {
        reader("anna", "550-5.7.1@example.com");
        reader("ben");
        nextLetter();
        sender.run();
        pauses.resume("letter");
        clock.advance(Duration.ofMinutes(2));
        sender.run();
        clock.advance(Duration.ofMinutes(2));
        sender.run();

        assertThat(state("anna")).isEqualTo("rejected");
        assertThat(state("ben")).isEqualTo("accepted");
        assertThat(pauses.all()).isEmpty();
        assertThat(shop.count("suppression")).isZero();
    }

    @Test
    void a_process_that_dies_before_a_refusal_is_in_the_ledger_has_suppressed_the_address_all_the_same() {
        reader("anna", "550-5.1.1@example.com");
        nextLetter();
        shop.tampers("create trigger away before update on message for each row begin if new.state = 'rejected' then"
                + " signal sqlstate '08S01' set message_text = 'gone away'; end if; end");
        try {
            assertThatThrownBy(() -> sender.run())
                    .satisfies(it -> assertThat(Sql.isUnreachable(it)).isTrue());
        } finally {
            shop.tampers("drop trigger away");
        }
        assertThat(state("anna")).isEqualTo("handed_over");
        assertThat(shop.count("suppression")).isEqualTo(1);

        sender.run();
        assertThat(state("anna")).isEqualTo("rejected");
        assertThat(shop.count("suppression")).isEqualTo(1);
    }

    @Test
    void an_answer_that_comes_after_a_run_failed_is_written_down_by_the_next() throws Exception {
        reader("anna", "slow@example.com");
        reader("ben");
        nextLetter();
        var dueAt = "update message set due_at = ? where customer_id = ?";
        shop.tampers(dueAt, clock.instant().plusSeconds(60), shop.customerId("ben"));
        var node = Executors.newSingleThreadExecutor();
        try {
            var run = node.submit(sender::run);
            await().until(() -> sink.mails().size() == 1);
            shop.tampers(
                    "create trigger away before update on message for each row begin if new.state = 'accepted' then"
                            + " signal sqlstate '08S01' set message_text = 'gone away'; end if; end");
            shop.tampers(dueAt, clock.instant(), shop.customerId("ben"));
            assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
                    .cause()
                    .satisfies(it -> assertThat(Sql.isUnreachable(it)).isTrue());
        } finally {
            shop.tampers("drop trigger if exists away");
            node.shutdown();
        }
        assertThat(state("anna")).as("the relay still thinks about it").isEqualTo("handed_over");

        sink.hurry();
        clock.advance(config.lease().plusSeconds(1));
        sender.run();
        assertThat(state("anna")).isEqualTo("accepted");
        assertThat(state("ben")).isEqualTo("accepted");
        assertThat(sink.mails()).hasSize(2);
        assertThat(shop.count("message where doubts > 0")).isZero();
    }

    @Test
    void a_pause_that_begins_and_ends_within_a_long_run_leaves_nothing_behind() {
        planned("anna");
        sender.run();
        reader("ben");
        nextLetter();
        pauses.pause("letter", "a test");
        sender.plan(ledger.claim(DEAD, clock.instant(), leaseEnd(), 50), clock.instant())
                .settled()
                .forEach(it -> settle(DEAD, it));
        assertThat(shop.count("message where state = 'held'")).isEqualTo(2);

        pauses.resume("letter");
        sender.run();
        assertThat(shop.count("message where state = 'held'")).isZero();
        assertThat(shop.count("message where state = 'accepted'")).isEqualTo(3);
    }

    @Test
    void what_is_held_expires_like_anything_else() {
        planned("anna");
        pauses.pause("letter", "a test");
        sender.run();
        assertThat(state("anna")).isEqualTo("held");

        clock.advance(Duration.ofHours(24));
        sender.run();
        assertThat(state("anna")).isEqualTo("expired");
        pauses.resume("letter");
    }

    @Test
    void a_mail_that_an_event_set_off_does_not_wait_behind_a_newsletter() {
        planned("anna", "ben", "carl");
        shop.tampers(
                "update message set bulk = false, due_at = ? where customer_id = ?",
                clock.instant(),
                shop.customerId("carl"));
        shop.tampers("update message set due_at = ? where bulk", clock.instant().minusSeconds(600));
        assertThat(ledger.claim(DEAD, clock.instant(), leaseEnd(), 1))
                .singleElement()
                .satisfies(it -> assertThat(it.customer()).isEqualTo(shop.customerId("carl")));
    }

    @Test
    void a_relay_that_is_away_costs_no_mail_an_attempt() {
        planned(IntStream.range(0, 200).mapToObj(it -> "reader-" + it).toArray(String[]::new));
        sink.close();
        sender.run();
        sender.run();

        assertThat(shop.count("message where attempts > 0")).isZero();
        assertThat(shop.count("message where state in ('planned', 'deferred')")).isEqualTo(200);

        sink = new SmtpSink();
        relay.sendTo(sink);
        clock.advance(Duration.ofMinutes(6));
        sender.run();
        assertThat(sink.mails()).hasSize(200);
        assertThat(shop.count("message where state = 'accepted'")).isEqualTo(200);
    }

    @Test
    void while_the_relay_is_away_a_mail_waits_until_it_expires() {
        planned("anna");
        sink.close();
        var tries = 0;
        while (state("anna").equals("planned") || state("anna").equals("deferred")) {
            sender.run();
            tries++;
            clock.advance(Duration.ofMinutes(30));
            assertThat(tries).isLessThan(60);
        }
        assertThat(state("anna")).isEqualTo("expired");
        assertThat(shop.value("select attempts from message")).isEqualTo("0");
    }
}
