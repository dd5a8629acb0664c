package org.postille.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Pauses;
import org.postille.delivery.alarm.Alarms;
import org.postille.delivery.smtp.SmtpSink;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** A sending as a whole: finished or not, paused, and sent to those whom it missed. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RunResourceTest {

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    TestSettings settings;

    @Inject
    Campaigns campaigns;

    @Inject
    Pauses pauses;

    @Inject
    Heartbeat heartbeat;

    @Inject
    FanOut fanOut;

    @Inject
    TestRelay relay;

    @Inject
    Alarms alarms;

    @TempDir
    private Path folder;

    private SmtpSink sink;

    @BeforeEach
    void a_letter_to_three() {
        sink = new SmtpSink();
        relay.sendTo(sink);
        settings.campaignsIn(folder);
        settings.writeCampaign("letter.yaml", """
            campaign: letter
            basis: consent
            purpose: offers
            schedule: { cron: "0 0 12 ? * *", zone: UTC }
            expires: PT6H
            messages:
              letter: { template: newsletter.mjml, subject: Hello, blocks: { theme: { strategy: topsellers, slots: 6 } } }
            """);
        campaigns.reload();
        fanOut.run();
        for (var key : new String[] {"anna", "ben", "carl"}) {
            shop.customer(key);
            shop.consents(key, "offers");
        }
        clock.advance(Duration.ofHours(2));
    }

    @AfterEach
    void no_sink_any_more() {
        relay.sendAsConfigured();
        sink.close();
    }

    private static RequestSpecification asked() {
        return given().header("X-Api-Key", "only-for-tests");
    }

    @Test
    void a_run_is_finished_when_nothing_of_it_is_open_any_more() {
        shop.tampers("update customer set email = '451-once@example.com' where customer_key = 'ben'");
        heartbeat.run();
        asked().get("/api/v1/campaigns/letter/runs")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].mails", equalTo(3))
                .body("[0].states.accepted", equalTo(2))
                .body("[0].states.deferred", equalTo(1))
                .body("[0].finishedAt", nullValue());

        clock.advance(Duration.ofMinutes(6));
        heartbeat.run();
        asked().get("/api/v1/campaigns/letter/runs")
                .then()
                .body("[0].states.accepted", equalTo(3))
                .body("[0].finishedAt", notNullValue());
    }

    @Test
    void whom_a_campaign_missed_is_told_and_sent_to_by_one_call() {
        sink.close();
        heartbeat.run();
        clock.advance(Duration.ofHours(7));
        heartbeat.run();
        assertThat(shop.count("message where state = 'expired'")).isEqualTo(3);
        asked().get("/api/v1/campaigns/letter/missed").then().statusCode(200).body("total", equalTo(3));

        sink = new SmtpSink();
        relay.sendTo(sink);
        shop.withdraws("carl", "offers");
        asked().post("/api/v1/campaigns/letter/missed").then().statusCode(200).body("total", equalTo(3));
        asked().get("/api/v1/campaigns/letter/runs").then().body("[0].finishedAt", nullValue());
        heartbeat.run();

        assertThat(sink.mails()).hasSize(2);
        assertThat(shop.count("message where state = 'suppressed'"))
                .as("every rule is asked again")
                .isEqualTo(1);
        asked().get("/api/v1/campaigns/letter/missed").then().body("mails", anEmptyMap());
    }

    @Test
    void those_in_doubt_are_sent_to_only_when_it_is_said() {
        shop.tampers("update customer set email = 'drop-after-dot@example.com' where customer_key = 'ben'");
        heartbeat.run();
        assertThat(shop.count("message where state = 'unknown'")).isEqualTo(1);
        asked().get("/api/v1/campaigns/letter/missed").then().body("total", equalTo(0));
        asked().get("/api/v1/campaigns/letter/missed?unknown=true").then().body("total", equalTo(1));
    }

    @Test
    void a_paused_campaign_sends_nothing_and_says_so_until_it_is_resumed() {
        asked().queryParam("why", "wrong price")
                .post("/api/v1/campaigns/letter/pause")
                .then()
                .statusCode(204);
        heartbeat.run();
        assertThat(sink.mails()).isEmpty();
        given().get("/q/health/well")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'delivery' }.data.toString()", containsString("wrong price"));

        asked().get("/api/v1/campaigns").then().body("campaigns[0].paused.why", equalTo("wrong price"));

        asked().post("/api/v1/campaigns/letter/resume").then().statusCode(204);
        clock.advance(Duration.ofMinutes(2));
        heartbeat.run();
        assertThat(sink.mails()).hasSize(3);
        given().get("/q/health/well").then().statusCode(200);
        asked().post("/api/v1/campaigns/leter/pause").then().statusCode(404).body("detail", containsString("letter"));
    }

    @Test
    void too_many_complaints_pause_the_campaign_and_old_ones_do_not_pause_it_again() {
        heartbeat.run();
        tally(1000);
        complaints(1);
        lookLater();
        assertThat(alarms.current()).singleElement().satisfies(it -> {
            assertThat(it.subject()).isEqualTo("complaints");
            assertThat(it.text()).contains("letter").contains("1 complaints of 1,0");
        });

        complaints(4);
        lookLater();
        assertThat(pauses.all().values())
                .singleElement()
                .satisfies(it -> assertThat(it.why()).contains("complaints"));

        pauses.resume("letter");
        lookLater();
        assertThat(pauses.all()).isEmpty();
    }

    @Test
    void houses_that_object_to_us_afterwards_pause_the_campaign_too() {
        heartbeat.run();
        tally(1000);
        reports("refusal", 19);
        lookLater();
        assertThat(alarms.current()).isEmpty();

        reports("refusal", 1);
        lookLater();
        assertThat(alarms.current())
                .singleElement()
                .satisfies(it -> assertThat(it.subject()).isEqualTo("refusals"));

        reports("refusal", 80);
        lookLater();
        assertThat(pauses.all().values())
                .singleElement()
                .satisfies(it -> assertThat(it.why()).contains("100 refusals of 1,0"));
    }

    @Test
    void mail_that_does_not_leave_is_an_alarm() {
        sink.close();
        heartbeat.run();
        heartbeat.run();
        clock.advance(Duration.ofMinutes(31));
        alarms.look();
        assertThat(alarms.current().stream().map(it -> it.subject()).toList()).contains("relay");
        given().get("/q/metrics").then().statusCode(200).body(containsString("postille_queue_age_seconds"));
    }

    @Test
    void what_waits_and_what_is_wrong_can_be_asked() {
        fanOut.run();
        asked().get("/api/v1/outbox")
                .then()
                .statusCode(200)
                .body("progress.due", equalTo(3))
                .body("alarms", hasSize(0));
        heartbeat.run();
        asked().get("/api/v1/outbox").then().body("progress.due", equalTo(0)).body("progress.doneAt", notNullValue());
        given().get("/api/v1/outbox").then().statusCode(401);
    }

    private void tally(int accepted) {
        shop.tampers("delete from delivery_tally");
        shop.tampers(
                "insert into delivery_tally (day, campaign_id, domain, accepted)"
                        + " select ?, id, '', ? from campaign where name = 'letter'",
                "2026-05-04",
                accepted);
    }

    private void complaints(int count) {
        reports("complaint", count);
    }

    private void reports(String kind, int count) {
        for (var i = 0; i < count; i++) {
            shop.tampers(
                    "insert into bounce (dedupe_key, message_id, customer_id, kind, reason, diagnostic, source, received_at)"
                            + " select uuid(), id, customer_id, ?, 'abuse', '', 'imap', ? from message limit 1",
                    kind,
                    clock.instant());
        }
    }

    private void lookLater() {
        clock.advance(Duration.ofMinutes(2));
        alarms.look();
    }
}
