package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.audience.Holdout;
import org.postille.base.Progress;
import org.postille.campaign.Campaigns;
import org.postille.delivery.smtp.ReceivedMail;
import org.postille.delivery.smtp.SmtpSink;
import org.postille.event.EventImport;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** From the shop's webhook to the bytes that the relay gets, with the sample campaigns. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TriggeredMailTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    Campaigns campaigns;

    @Inject
    Heartbeat heartbeat;

    @Inject
    TestRelay relay;

    @Inject
    Webhooks webhooks;

    @Inject
    EventImport imports;

    private SmtpSink sink;

    @BeforeEach
    void a_shop_with_anna_and_a_relay() {
        campaigns.reload();
        sink = new SmtpSink();
        relay.sendTo(sink);
        shop.customer("anna");
        shop.consents("anna", "offers");
        shop.product(
                "mug",
                it -> it.titled("Enamel Mug").titled("de", "Emaillebecher").costs("12.95"));
        shop.product("plate", it -> it.titled("Plate").titled("de", "Teller").costs("9.00"));
        shop.product("vase", it -> it.titled("Vase").titled("de", "Blumenvase").costs("49.00"));
    }

    @AfterEach
    void no_sink_any_more() {
        relay.sendAsConfigured();
        sink.close();
    }

    private List<ReceivedMail> mails() {
        return sink.mails().stream().map(it -> ReceivedMail.read(it.bytes())).toList();
    }

    private void beatAfter(Duration time) {
        clock.advance(time);
        heartbeat.run();
    }

    @Test
    void an_abandoned_cart_brings_one_mail_after_an_hour_with_what_is_in_it() {
        webhooks.tell("w-1", "cart.updated", "anna", "mug 12.95", "plate 9.00");
        heartbeat.run();
        beatAfter(HOUR.minusSeconds(1));
        assertThat(sink.mails()).isEmpty();

        beatAfter(Duration.ofSeconds(1));
        heartbeat.run();

        assertThat(sink.mails()).hasSize(1);
        var wire = sink.mails().getFirst();
        assertThat(wire.recipient()).isEqualTo("anna@example.com");
        assertThat(wire.text())
                .containsPattern("\r\nList-Unsubscribe:(\r\n)? <http://localhost:8080/u/[A-Za-z0-9_-]{32,}>,"
                        + "\r\n <mailto:u\\+[a-z2-7]{39}@bounces[.]example[.]com[?]subject=unsubscribe>\r\n")
                .contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
                .contains("multipart/alternative", "text/plain", "text/html")
                .contains("\r\nAuto-Submitted: auto-generated\r\n");
        var mail = mails().getFirst();
        assertThat(mail.subject()).isEqualTo("Anna, Ihr Warenkorb wartet");
        for (var part : List.of(mail.html(), mail.text())) {
            assertThat(part)
                    .contains("Liebe Anna,", "Emaillebecher", "Teller", "12,95", "21,95")
                    .doesNotContain("Blumenvase", "Enamel Mug");
        }
        assertThat(mail.html())
                .contains("http://localhost:8080/i/", "http://localhost:8080/c/")
                .as("links to the shop lead through us")
                .doesNotContain("\"http://localhost:8080/shop");
        assertThat(shop.value("select state from message")).isEqualTo("accepted");
        assertThat(shop.value("select state from journey")).isEqualTo("done");
    }

    @Test
    void a_nameless_reader_of_english_is_greeted_without_a_name() {
        shop.customer("ben", it -> it.named(null, null, null).speaks("en").livesIn("GB", "Europe/London"));
        shop.consents("ben", "offers");

        webhooks.tell("w-1", "cart.updated", "ben", "vase 49.00");
        beatAfter(HOUR);

        var mail = mails().getFirst();
        assertThat(mail.subject()).isEqualTo("Your cart is waiting");
        assertThat(mail.text()).contains("Hello,", "Vase").doesNotContain("Dear");
    }

    @Test
    void an_order_meanwhile_calls_the_reminder_off() {
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        clock.advance(Duration.ofMinutes(20));
        webhooks.tell("w-2", "order.placed", "anna", "vase 49.00");
        beatAfter(HOUR);

        assertThat(sink.mails()).isEmpty();
        assertThat(shop.value("select concat(state, ': ', reason) from journey"))
                .isEqualTo("dropped: order.placed came meanwhile");
        assertThat(shop.count("message")).isZero();
    }

    @Test
    void an_order_whose_webhook_overtook_the_carts_calls_it_off_too() {
        var cart = clock.instant();
        webhooks.tell("w-2", "order.placed", "anna", cart.plusSeconds(90), "vase 49.00");
        webhooks.tell("w-1", "cart.updated", "anna", cart, "vase 49.00");
        beatAfter(HOUR);

        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void an_order_of_the_same_second_calls_it_off_too() {
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        webhooks.tell("w-2", "order.placed", "anna", "vase 49.00");
        beatAfter(HOUR);

        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void an_order_that_comes_by_import_calls_it_off_too(@TempDir Path folder) throws IOException {
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        var file = Files.writeString(folder.resolve("events.jsonl"), """
                {"id":"e-1","type":"order.placed","at":"2026-05-04T10:30:00Z","customer":"anna","currency":"EUR",\
                "items":[{"product":"vase","quantity":1,"price":"49.00"}]}
                """);
        assertThat(imports.run(
                        file,
                        it -> {
                            throw new AssertionError(it.toString());
                        },
                        Progress.UNSEEN))
                .isEqualTo(1);
        beatAfter(HOUR);

        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void an_order_before_the_cart_does_not_call_it_off() {
        webhooks.tell("w-0", "order.placed", "anna", clock.instant().minusSeconds(60), "mug 12.95");
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        beatAfter(HOUR);

        assertThat(sink.mails()).hasSize(1);
    }

    @Test
    void an_emptied_cart_is_not_reminded_of() {
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        clock.advance(Duration.ofMinutes(5));
        webhooks.tell("w-2", "cart.emptied", "anna");
        beatAfter(HOUR);

        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void a_newer_cart_restarts_the_hour_and_is_the_one_that_is_shown() {
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        clock.advance(Duration.ofMinutes(40));
        webhooks.tell("w-2", "cart.updated", "anna", "mug 12.95", "plate 9.00");
        beatAfter(Duration.ofMinutes(59));
        assertThat(sink.mails()).isEmpty();

        beatAfter(Duration.ofMinutes(1));
        beatAfter(HOUR);

        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().text())
                .contains("Emaillebecher", "Teller")
                .doesNotContain("Blumenvase");
    }

    @Test
    void an_older_cart_that_arrives_late_changes_nothing() {
        var first = clock.instant();
        clock.advance(Duration.ofMinutes(10));
        webhooks.tell("w-2", "cart.updated", "anna", "vase 49.00");
        webhooks.tell("w-1", "cart.updated", "anna", first, "mug 12.95", "plate 9.00");
        beatAfter(HOUR.minusSeconds(1));
        assertThat(sink.mails()).isEmpty();
        beatAfter(Duration.ofSeconds(1));
        webhooks.tell("w-0", "cart.updated", "anna", first.plusSeconds(1), "mug 12.95", "plate 9.00");
        beatAfter(HOUR);

        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().text()).contains("Blumenvase");
        assertThat(shop.count("journey")).isEqualTo(1);
    }

    @Test
    void a_cart_below_twenty_euros_starts_nothing_and_ends_what_a_fuller_one_began() {
        webhooks.tell("w-1", "cart.updated", "anna", "mug 12.95");
        assertThat(shop.count("journey")).isZero();
        webhooks.tell("w-2", "cart.updated", "anna", clock.instant().plusSeconds(1), "vase 49.00");
        webhooks.tell("w-3", "cart.updated", "anna", clock.instant().plusSeconds(2), "mug 12.95");
        beatAfter(HOUR.plusSeconds(2));

        assertThat(sink.mails()).isEmpty();
        assertThat(shop.value("select state from journey")).isEqualTo("dropped");
    }

    @Test
    void a_webhook_that_is_delivered_twice_starts_one_journey_and_gets_one_answer() {
        var at = clock.instant();
        var first = webhooks.tell("w-1", "cart.updated", "anna", at, "vase 49.00")
                .extract()
                .asString();
        var second = webhooks.tell("w-1", "cart.updated", "anna", at, "vase 49.00")
                .extract()
                .asString();
        beatAfter(HOUR);
        webhooks.tell("w-1", "cart.updated", "anna", at, "vase 49.00");
        beatAfter(HOUR);

        assertThat(second).isEqualTo(first);
        assertThat(sink.mails()).hasSize(1);
        assertThat(shop.count("journey")).isEqualTo(1);
        assertThat(shop.count("event")).isEqualTo(1);
    }

    @Test
    void a_return_brings_a_mail_two_hours_later() {
        webhooks.tell("w-1", "order.returned", "anna", "vase 49.00");
        beatAfter(HOUR.multipliedBy(2).minusSeconds(1));
        assertThat(sink.mails()).isEmpty();
        beatAfter(Duration.ofSeconds(1));

        assertThat(mails()).hasSize(1);
        assertThat(mails().getFirst().subject()).isEqualTo("Anna, vielleicht passt das besser");
    }

    @Test
    void whoever_is_held_out_gets_nothing_and_the_outbox_says_why() {
        var held = "held-"
                + java.util.stream.IntStream.range(0, 1000)
                        .filter(it -> new Holdout("cart-abandonment", 0.1).contains("held-" + it))
                        .findFirst()
                        .orElseThrow();
        shop.customer(held);
        shop.consents(held, "offers");
        webhooks.tell("w-1", "cart.updated", held, "vase 49.00");
        beatAfter(HOUR);

        assertThat(sink.mails()).isEmpty();
        assertThat(shop.value("select concat(state, ': ', reply) from message"))
                .isEqualTo(
                        "suppressed: did not hold when the journey came to this message: not held out by the experiment"
                                + " (10.0%)");
    }

    @Test
    void a_reminder_that_waited_out_the_night_is_dropped_if_the_order_came_in_the_night() {
        clock.set(java.time.Instant.parse("2026-05-04T18:30:00Z"));
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        beatAfter(HOUR);
        assertThat(shop.value("select concat(state, ' ', due_at) from message"))
                .as("21:30 in Berlin, so it waits for 07:00")
                .startsWith("deferred 2026-05-05 05:00:00");

        clock.set(java.time.Instant.parse("2026-05-04T21:00:00Z"));
        webhooks.tell("w-2", "order.placed", "anna", "vase 49.00");
        clock.set(java.time.Instant.parse("2026-05-05T05:00:00Z"));
        heartbeat.run();

        assertThat(sink.mails()).isEmpty();
        assertThat(shop.value("select concat(state, ': ', reply) from message"))
                .isEqualTo("suppressed: order.placed came meanwhile");
    }

    @Test
    void a_reminder_that_a_long_downtime_held_up_is_not_sent_days_later() {
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        beatAfter(Duration.ofDays(3));

        assertThat(sink.mails()).isEmpty();
        assertThat(shop.value("select state from journey")).isEqualTo("dropped");
    }
}
