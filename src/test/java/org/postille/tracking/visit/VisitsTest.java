package org.postille.tracking.visit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.consent.TrackingMode;
import org.postille.consent.TrackingModes;
import org.postille.event.EventKind;
import org.postille.event.Recorded;
import org.postille.interest.Training;
import org.postille.opentime.SlotLinks;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.tracking.TrackedLinks;
import org.postille.tracking.UnsubscribeLink;

/** What is recorded of requests over HTTP, of whom, and what it changes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class VisitsTest {

    private static final String GMAIL_READER =
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    Campaigns campaigns;

    @Inject
    SlotLinks slots;

    @Inject
    TrackedLinks links;

    @Inject
    UnsubscribeLink unsubscribe;

    @Inject
    TrackingModes modes;

    @Inject
    Confirmations confirmations;

    @Inject
    Visits visits;

    @Inject
    TestClock clock;

    private static int days;

    private long mail;
    private List<SlotLinks.SlotLink> places = List.of();

    @BeforeEach
    void a_mail_of_an_hour_ago() {
        // Mails of earlier tests have the same numbers: what the node remembers of their last visits is of another day.
        clock.advance(Duration.ofDays(++days));
        campaigns.reload();
        shop.annaAmongBuyers(14);
        training.train();
        var facts = new Facts("order.returned", "EUR", List.of(new Facts.Item(shop.productId("p0"), 1, null))).json();
        shop.tampers(
                """
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts, planned_at,
                                     settled_at)
                values (?, 'once', 'better', ?, 'offers', 'accepted', ?, ?, ?, ?)""",
                campaigns.named("return").id(),
                shop.customerId("anna"),
                clock.instant(),
                facts,
                clock.instant(),
                clock.instant());
        mail = Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
        places = slots.slots(mail, 0, 4, 60, 80);
        clock.advance(Duration.ofHours(1));
    }

    private static RequestSpecification browser() {
        return given().redirects()
                .follow(false)
                .header("User-Agent", Requests.FIREFOX)
                .header("Accept-Language", "de");
    }

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    private void clicks(int slot) {
        browser().get(path(places.get(slot).click())).then().statusCode(302);
    }

    private String visits(String what) {
        visits.flush();
        return String.valueOf(shop.value("select group_concat(" + what + " order by id separator ', ') from visit"));
    }

    private String counts() {
        visits.flush();
        return String.valueOf(shop.value("""
                select group_concat(concat_ws(' ', kind, place, class, visits) order by kind, place, class separator ', ')
                from visit_count where visits > 0"""));
    }

    @Test
    void of_a_reader_who_consents_each_request_is_kept_with_the_rule_that_decided_and_what_is_needed_to_judge_again() {
        shop.consents("anna", "tracking");
        given().header("User-Agent", GMAIL_READER).get(path(places.getFirst().image()));
        clock.advance(Duration.ofMinutes(1));
        clicks(1);

        assertThat(visits("concat_ws(' ', kind, place, class, rule, method, network, referred, speaks, delay_ms)"))
                .isEqualTo("picture better/0 proxy_open R2 GET 127.0.0.0/24 0 0 3600000,"
                        + " click better/1 human_likely R0 GET 127.0.0.0/24 0 1 3660000");
        assertThat(counts()).isEqualTo("click better/1 human_likely 1, picture better/0 proxy_open 1");
        shop.tampers("delete from customer where customer_key = 'anna'");
        assertThat(shop.count("visit")).as("it goes with them").isZero();
    }

    @Test
    void of_a_reader_who_did_not_say_anything_only_counts_are_kept() {
        browser().get(path(places.getFirst().image()));
        clock.advance(Duration.ofMinutes(1));
        clicks(1);
        assertThat(counts()).isEqualTo("click better/1 human_likely 1, picture better/0 human_likely 1");
        assertThat(shop.count("visit")).isZero();
        assertThat(shop.count("slot_click")).isZero();
        assertThat(shop.count("decision where seen_at is not null")).isZero();
    }

    @Test
    void of_a_reader_who_wants_none_of_it_nothing_is_kept_and_old_mails_turn_neutral_at_once() {
        shop.consents("anna", "tracking");
        var shown = browser().get(path(places.getFirst().image())).asByteArray();
        var seen = browser().get(path(places.getFirst().click())).header("Location");
        visits.flush();
        var before = shop.count("visit");

        modes.choose(shop.customerId("anna"), TrackingMode.NONE, "preferences");

        var neutral = given().get("/i/forged.jpg").asByteArray();
        var after = browser().get(path(places.getFirst().image()));
        assertThat(after.asByteArray())
                .isEqualTo(given().get(path(places.get(1).image())).asByteArray());
        assertThat(after.asByteArray()).isNotEqualTo(shown);
        assertThat(after.header("ETag")).isNull();
        assertThat(neutral).isNotEmpty();
        assertThat(browser().get(path(places.getFirst().click())).header("Location"))
                .as("what they saw")
                .isEqualTo(seen);
        assertThat(browser().get(path(places.get(2).click())).header("Location"))
                .as("nothing was shown there")
                .isEqualTo("http://localhost:8080/shop");
        browser().get(path(links.of(mail, "https://shop.example/sale")));
        browser().get(path(unsubscribe.of(mail))).then().statusCode(200);
        visits.flush();
        assertThat(before).isEqualTo(2);
        assertThat(shop.count("visit")).as("what was known of them went").isZero();
        assertThat(shop.value("select sum(visits) from visit_count")).isEqualTo(Long.toString(before));
        assertThat(shop.count("link_click")).isZero();
    }

    @Test
    void
            a_scanner_that_follows_every_link_is_found_out_and_neither_unsubscribes_nor_teaches_nor_changes_what_is_shown() {
        shop.consents("anna", "tracking");
        var first = browser().get(path(places.getFirst().image())).header("ETag");
        clock.advance(Duration.ofMinutes(5));
        for (var slot = 0; slot < 4; slot++) {
            clicks(slot);
            visits.flush();
            clock.advance(Duration.ofSeconds(3));
        }
        browser()
                .get(path(links.of(mail, "https://shop.example/imprint")))
                .then()
                .statusCode(302);
        browser().get(path(unsubscribe.of(mail))).then().statusCode(200);
        browser().head(path(unsubscribe.of(mail)));

        assertThat(visits("class"))
                .isEqualTo("human_likely, scanner, scanner, scanner, scanner, scanner, scanner, scanner");
        assertThat(visits("rule")).isEqualTo("R0, R6, R6, R6, R6, R6, R6, R7");
        assertThat(counts()).doesNotContain("click better/0 human_likely").contains("click better/0 scanner 1");
        assertThat(shop.count("human_click")).isZero();
        assertThat(shop.count("consent where ended_at is not null")).isZero();
        assertThat(browser().get(path(places.getFirst().image())).header("ETag"))
                .isEqualTo(first);
    }

    @Test
    void bursts_are_found_out_in_the_counts_of_readers_who_are_only_counted_too() {
        for (var slot = 0; slot < 3; slot++) {
            clicks(slot);
            visits.flush();
        }
        assertThat(counts()).isEqualTo("click better/0 scanner 1, click better/1 scanner 1, click better/2 scanner 1");
    }

    @Test
    void a_cart_soon_after_a_click_makes_it_a_persons() {
        shop.consents("anna", "tracking");
        browser().get(path(places.getFirst().image()));
        clock.advance(Duration.ofMinutes(5));
        clicks(0);
        clicks(1);
        visits.flush();
        assertThat(shop.count("slot_click where class = 'human_likely'")).isZero();
        clock.advance(Duration.ofMinutes(2));
        confirmations.heard(new Recorded(
                "test:1", EventKind.CART_UPDATED, clock.instant(), shop.customerId("anna"), "EUR", List.of()));
        visits.flush();
        assertThat(visits("rule")).isEqualTo("R0, R6, R10");
        assertThat(shop.value("select group_concat(slot) from slot_click where class = 'human_likely'"))
                .isEqualTo("1");
        clock.advance(Duration.ofHours(1));
        confirmations.heard(
                new Recorded("test:2", EventKind.ORDERED, clock.instant(), shop.customerId("anna"), "EUR", List.of()));
        assertThat(visits("rule")).as("too late for the others").isEqualTo("R0, R6, R10");
    }

    @Test
    void a_person_who_clicks_after_a_scanner_counts() {
        shop.consents("anna", "tracking");
        given().redirects()
                .follow(false)
                .header("User-Agent", "python-requests/2.32.3")
                .get(path(places.getFirst().click()));
        clock.advance(Duration.ofMinutes(5));
        clicks(0);
        assertThat(visits("class")).isEqualTo("scanner, human_likely");
        assertThat(shop.count("human_click")).isEqualTo(1);
    }

    @Test
    void everybody_is_answered_the_same() {
        var picture = path(places.getFirst().image());
        var reader = browser().get(picture);
        for (var agent : List.of("", Rules.APPLE, GMAIL_READER, "curl/8.9.1", Rules.GMAIL)) {
            var other = given().header("User-Agent", agent).get(picture);
            assertThat(other.asByteArray()).isEqualTo(reader.asByteArray());
            assertThat(other.header("ETag")).isEqualTo(reader.header("ETag"));
        }
        assertThat(given().header("User-Agent", "curl/8.9.1")
                        .urlEncodingEnabled(false)
                        .get(picture + "%27")
                        .asByteArray())
                .isEqualTo(reader.asByteArray());
    }

    @Test
    void what_is_hostile_in_a_header_is_kept_as_text_and_cut() {
        shop.consents("anna", "tracking");
        var agent = "<script>alert(1)</script>' or 1=1 --" + "x".repeat(5_000);
        given().header("User-Agent", agent)
                .get(path(places.getFirst().image()))
                .then()
                .statusCode(200);
        assertThat(visits("agent")).isEqualTo(agent.substring(0, Request.LONGEST_AGENT));
    }

    @Test
    void old_visits_go() {
        shop.consents("anna", "tracking");
        clicks(0);
        visits.flush();
        clock.advance(Duration.ofDays(181));
        visits.forget();
        assertThat(shop.count("visit")).isZero();
        assertThat(shop.count("visit_count")).isEqualTo(1);
    }
}
