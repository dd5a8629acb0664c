package org.postille.opentime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.People;
import org.postille.interest.Training;
import org.postille.interest.appeal.Comparison.Policy;
import org.postille.interest.appeal.Comparisons;
import org.postille.interest.appeal.LatestAppeals;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** What is recorded when readers look and click, of whom, and what it changes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MailTeachesTest {

    private static final String READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    Campaigns campaigns;

    @Inject
    SlotLinks links;

    @Inject
    People people;

    @Inject
    LatestAppeals appeals;

    @Inject
    Comparisons comparisons;

    @Inject
    TestClock clock;

    @BeforeEach
    void a_shop() {
        campaigns.reload();
        shop.annaAmongBuyers(14);
        training.train();
    }

    /** One that was delivered a while ago. */
    private long mail() {
        var mail = sent();
        clock.advance(Duration.ofMinutes(1));
        return mail;
    }

    private long sent() {
        var facts = new Facts("order.returned", "EUR", List.of(new Facts.Item(shop.productId("p0"), 1, null))).json();
        shop.tampers(
                """
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts, planned_at,
                                     settled_at)
                values (?, uuid(), 'better', ?, 'offers', 'sent', ?, ?, ?, ?)""",
                campaigns.named("return").id(),
                shop.customerId("anna"),
                clock.instant(),
                facts,
                clock.instant(),
                clock.instant());
        return Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
    }

    private void opens(long mail, String agent) {
        for (var it : links.slots(mail, 0, 4, 260, 340)) {
            given().header("User-Agent", agent).get(path(it.image())).then().statusCode(200);
        }
    }

    private void clicks(long mail, int slot, String agent) {
        given().redirects()
                .follow(false)
                .header("User-Agent", agent)
                .header("Accept-Language", "de")
                .get(path(links.slots(mail, 0, 4, 260, 340).get(slot).click()))
                .then()
                .statusCode(302);
    }

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    @Test
    void without_consent_to_tracking_nothing_is_recorded_or_explored() {
        for (var i = 0; i < 10; i++) {
            var mail = mail();
            opens(mail, READER);
            clock.advance(Duration.ofMinutes(1));
            clicks(mail, 1, READER);
        }
        assertThat(shop.count("decision")).isEqualTo(40);
        assertThat(shop.count("decision where seen_at is not null or explored or propensity < 1"))
                .isZero();
        assertThat(shop.count("slot_click")).isZero();
    }

    @Test
    void a_reader_with_consent_is_seen_and_a_click_counts_for_what_was_shown() {
        shop.consents("anna", "tracking");
        var mail = mail();
        opens(mail, READER);
        clock.advance(Duration.ofMinutes(1));
        clicks(mail, 2, READER);
        clicks(mail, 2, READER);

        assertThat(shop.count("decision where seen_at is not null and propensity > 0 and propensity < 1"))
                .isEqualTo(4);
        assertThat(shop.count("human_click")).isEqualTo(1);
        assertThat(shop.value("select product_id from human_click"))
                .isEqualTo(shop.value("select product_id from decision where slot = 2"));
        var clicked = Long.parseLong(String.valueOf(shop.value("select product_id from human_click")));
        assertThat(people.of(shop.customerId("anna")).latest())
                .filteredOn(it -> it.kind() == EventKind.CLICKED)
                .extracting(Interaction::productId)
                .containsExactly(clicked);

        var summary = training.train();
        assertThat(summary.interactions()).isEqualTo(shop.count("event") + 1);
        assertThat(appeals.of(summary.version()).factor(clicked)).isGreaterThan(1);
        assertThat(shop.count("slot_examination")).isEqualTo(12);
        assertThat(comparisons
                        .since(Instant.EPOCH, Comparisons.Part.BLOCK)
                        .get("return / better")
                        .of(Policy.AS_SENT)
                        .orElseThrow()
                        .rate())
                .isEqualTo(0.25);
    }

    @Test
    void programs_are_not_readers_and_a_click_on_everything_at_once_is_a_program() {
        shop.consents("anna", "tracking");
        var mail = sent();
        opens(mail, "Mozilla/5.0");
        clicks(mail, 0, READER);
        assertThat(shop.count("human_click")).as("nobody reads so fast").isZero();
        clock.advance(Duration.ofMinutes(1));
        clicks(mail, 0, "LinkScanner/2.1");
        assertThat(shop.count("decision where seen_at is not null")).isZero();
        assertThat(shop.count("human_click")).isZero();

        clicks(mail, 0, READER);
        assertThat(shop.count("human_click")).isEqualTo(1);
        clicks(mail, 1, READER);
        assertThat(shop.count("human_click")).isZero();
        opens(mail, READER);
        assertThat(shop.count("decision where seen_at is not null")).isEqualTo(4);
    }

    @Test
    void a_withdrawal_ends_what_was_learned_and_an_erasure_takes_it_along() {
        shop.consents("anna", "tracking");
        var mail = mail();
        opens(mail, READER);
        clock.advance(Duration.ofMinutes(1));
        clicks(mail, 1, READER);
        shop.withdraws("anna", "tracking");
        assertThat(shop.count("human_click")).isZero();
        assertThat(comparisons.since(Instant.EPOCH, Comparisons.Part.ALL)).isEmpty();
        clicks(mail, 2, READER);
        assertThat(shop.count("slot_click")).isEqualTo(1);
        shop.tampers("delete from customer where customer_key = 'anna'");
        assertThat(shop.count("slot_click")).isZero();
    }

    @Test
    void what_a_reader_dislikes_is_in_no_slot_of_their_mails_by_choice_or_by_lot() {
        shop.consents("anna", "tracking");
        for (var product = 1; product < 8; product++) {
            shop.tampers(
                    "insert into opinion values (?, ?, false, ?)",
                    shop.customerId("anna"),
                    shop.productId("p" + product),
                    clock.instant().minus(Duration.ofDays(1_000)));
        }
        for (var i = 0; i < 20; i++) {
            opens(mail(), READER);
        }
        assertThat(shop.count("decision where product_id is not null")).isPositive();
        assertThat(shop.count("decision d join opinion o on o.product_id = d.product_id"))
                .isZero();
    }

    @Test
    void an_order_after_a_mail_teaches_as_any_order() {
        var mail = mail();
        opens(mail, READER);
        var sku = String.valueOf(shop.value(
                "select sku from decision d join product p on p.id = d.product_id where d.slot = 0 and message_id = ?",
                mail));
        shop.ordered("anna", sku);
        assertThat(people.of(shop.customerId("anna")).latest())
                .extracting(Interaction::productId)
                .contains(shop.productId(sku));
        var next = mail();
        opens(next, READER);
        assertThat(shop.count("decision where message_id = ? and product_id = ?", next, shop.productId(sku)))
                .isZero();
    }
}
