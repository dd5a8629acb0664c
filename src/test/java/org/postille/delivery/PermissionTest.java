package org.postille.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.consent.Suppressions;
import org.postille.delivery.smtp.ReceivedMail;
import org.postille.delivery.smtp.SmtpSink;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** What must be true at the moment a mail leaves, and how its reader sees to it that none leaves any more. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PermissionTest {

    private static final String LETTER = """
            campaign: letter
            basis: %s
            schedule: { cron: "0 0 * ? * *", zone: Europe/Berlin }
            messages:
              letter:
                template: newsletter.mjml
                subject: Letter
                blocks:
                  theme: { strategy: topsellers, slots: 6 }
            %s
            """;

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
    Heartbeat heartbeat;

    @Inject
    TestRelay relay;

    @Inject
    Tokens tokens;

    @Inject
    Suppressions suppressions;

    @TempDir
    private Path folder;

    private SmtpSink sink;

    @BeforeEach
    void an_hourly_letter_to_anna() {
        sink = new SmtpSink();
        relay.sendTo(sink);
        campaign("consent\npurpose: offers", "");
        shop.customer("anna");
        shop.consents("anna", "offers", "news");
        heartbeat.run();
    }

    @AfterEach
    void no_sink_any_more() {
        relay.sendAsConfigured();
        sink.close();
    }

    private void campaign(String basis, String more) {
        settings.campaignsIn(folder);
        settings.writeCampaign("letter.yaml", LETTER.formatted(basis, more));
        campaigns.reload();
    }

    private void anHourPasses() {
        clock.advance(Duration.ofHours(1));
        heartbeat.run();
    }

    private String outcome() {
        return String.valueOf(shop.value("select concat(state, ': ', reply) from message order by id desc limit 1"));
    }

    private String unsubscribePath() {
        var header = ReceivedMail.read(sink.mails().getLast().bytes())
                .header("List-Unsubscribe")
                .orElseThrow();
        return header.replaceFirst("<http://localhost:8080(/u/[^>]+)>.*", "$1");
    }

    private boolean agrees() {
        return shop.count(
                        "consent where customer_id = ? and purpose = 'offers' and ended_at is null",
                        shop.customerId("anna"))
                == 1;
    }

    @Test
    void a_consent_withdrawn_between_planning_and_sending_suppresses_the_mail_and_says_why() {
        clock.advance(Duration.ofHours(1));
        fanOut.run();
        assertThat(shop.value("select state from message")).isEqualTo("planned");

        shop.withdraws("anna", "offers");
        sender.run();

        assertThat(sink.mails()).isEmpty();
        assertThat(outcome()).isEqualTo("suppressed: no consent to 'offers' at the moment of sending");
    }

    @Test
    void one_click_ends_the_consent_whatever_its_body_is_and_again_changes_nothing() {
        anHourPasses();
        var path = unsubscribePath();
        clock.advance(Duration.ofHours(1));
        fanOut.run();

        for (var request : List.<RequestSpecification>of(
                given().contentType("application/x-www-form-urlencoded").body("List-Unsubscribe=One-Click"),
                given().multiPart("List-Unsubscribe", "One-Click"),
                given(),
                given().contentType("application/json").body("{broken"))) {
            var answer = request.redirects().follow(false).post(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.cookies()).isEmpty();
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.asString()).contains("Sie sind abgemeldet.");
            assertThat(agrees()).isFalse();
        }
        assertThat(shop.value("select concat(ended_at, ' ', ended_by) from consent where purpose = 'offers'"))
                .startsWith("2026-05-04 12:00:00")
                .endsWith(" one-click");
        assertThat(shop.count("consent where ended_at is not null"))
                .as("the consent to news stays")
                .isEqualTo(1);

        sender.run();
        assertThat(sink.mails()).hasSize(1);
        assertThat(outcome()).startsWith("suppressed: no consent");
    }

    @Test
    void looking_at_the_page_changes_nothing() {
        anHourPasses();
        var path = unsubscribePath();

        var page = given().get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.cookies()).isEmpty();
        assertThat(page.asString())
                .contains("<form method=\"post\">", "Abbestellen")
                .doesNotContain("anna@");
        assertThat(given().head(path).statusCode()).isEqualTo(200);
        assertThat(agrees()).isTrue();
    }

    @Test
    void a_token_that_is_not_ours_or_not_for_this_does_nothing() {
        anHourPasses();
        var genuine = unsubscribePath().substring("/u/".length());
        var id = Long.parseLong(String.valueOf(shop.value("select id from message")));
        var last = genuine.charAt(genuine.length() - 2);
        for (var token : List.of(
                "x",
                genuine.substring(1),
                genuine.substring(0, genuine.length() - 2)
                        + (last == 'A' ? 'B' : 'A')
                        + genuine.substring(genuine.length() - 1),
                tokens.issue(Purpose.CLICK, id),
                tokens.issue(Purpose.MESSAGE, id),
                tokens.issue(Purpose.UNSUBSCRIBE, id, 1),
                tokens.issue(Purpose.UNSUBSCRIBE, id + 1000))) {
            for (Response answer : List.of(given().get("/u/" + token), given().post("/u/" + token))) {
                assertThat(answer.statusCode()).as(token).isEqualTo(404);
                assertThat(answer.contentType()).startsWith("text/html");
                assertThat(answer.asString()).contains("This link is not complete");
            }
        }
        assertThat(agrees()).isTrue();
    }

    @Test
    void whoever_is_written_to_as_a_customer_can_object_without_ever_having_agreed() {
        shop.customer("carl");
        shop.product("mug");
        shop.ordered("carl", "mug");
        campaign("existing-customer\npurpose: similar", "");
        anHourPasses();
        assertThat(sink.mails())
                .singleElement()
                .satisfies(it -> assertThat(it.recipient()).isEqualTo("carl@example.com"));

        clock.advance(Duration.ofHours(1));
        fanOut.run();
        assertThat(given().post(unsubscribePath()).statusCode()).isEqualTo(200);
        sender.run();
        anHourPasses();

        assertThat(sink.mails()).hasSize(1);
        assertThat(shop.count("message where customer_id = ?", shop.customerId("carl")))
                .as("one sent, one suppressed, none planned since")
                .isEqualTo(2);
        assertThat(outcome()).startsWith("suppressed");
    }

    @Test
    void the_limit_counts_what_was_sent_lately() {
        campaign("consent\npurpose: offers", "limits: { per-customer: 2 per day }");
        anHourPasses();
        anHourPasses();
        anHourPasses();
        assertThat(sink.mails()).hasSize(2);
        assertThat(outcome()).isEqualTo("suppressed: limit of 2 per day and customer");

        clock.advance(Duration.ofHours(22).plusSeconds(1));
        heartbeat.run();
        assertThat(sink.mails()).as("the first is more than a day old").hasSize(3);
    }

    @Test
    void the_limit_holds_within_one_batch() {
        campaign("consent\npurpose: offers", "limits: { per-customer: 1 per day }");
        anHourPasses();
        clock.advance(Duration.ofDays(2));
        shop.tampers(
                "update message set state = 'planned', planned_at = ?, expires_at = '2027-01-01', attempts = 0",
                clock.instant());
        shop.tampers("""
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, planned_at)
                select campaign_id, 'another', name, customer_id, purpose, state, due_at, planned_at from message""");
        sender.run();

        assertThat(sink.mails()).as("one before, one now").hasSize(2);
        assertThat(shop.count("message where state = 'suppressed'")).isEqualTo(1);
    }

    @Test
    void quiet_hours_put_a_mail_off_to_their_end_by_the_customers_clock() {
        campaign(
                "consent\npurpose: offers",
                "limits: { per-customer: 1 per month, quiet-hours: { from: \"21:00\", to: \"07:00\" } }");
        shop.customer("nick", it -> it.livesIn("US", "America/New_York"));
        shop.consents("nick", "offers");
        clock.set(Instant.parse("2026-05-04T19:00:00Z"));
        heartbeat.run();

        assertThat(sink.mails())
                .as("21:00 in Berlin, 15:00 in New York")
                .singleElement()
                .satisfies(it -> assertThat(it.recipient()).isEqualTo("nick@example.com"));
        assertThat(shop.value(
                        "select concat(state, ' ', due_at) from message where customer_id = ?",
                        shop.customerId("anna")))
                .startsWith("deferred 2026-05-05 05:00:00");

        clock.set(Instant.parse("2026-05-05T04:59:59Z"));
        sender.run();
        assertThat(sink.mails()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        sender.run();
        assertThat(sink.mails()).hasSize(2);
        assertThat(shop.value("select attempts from message where customer_id = ?", shop.customerId("anna")))
                .as("waiting is no attempt")
                .isEqualTo("1");
    }

    @Test
    void a_mail_that_could_not_leave_for_a_day_expires() {
        clock.advance(Duration.ofHours(1));
        fanOut.run();
        clock.advance(Duration.ofHours(24).plusSeconds(1));
        sender.run();

        assertThat(sink.mails()).isEmpty();
        assertThat(outcome()).startsWith("expired");
    }

    @Test
    void a_campaign_whose_file_is_gone_sends_nothing_and_stops_no_other() {
        settings.writeCampaign(
                "other.yaml",
                LETTER.formatted("consent\npurpose: news", "").replace("campaign: letter", "campaign: other"));
        campaigns.reload();
        heartbeat.run();
        clock.advance(Duration.ofHours(1));
        fanOut.run();
        settings.removeCampaign("letter.yaml");
        campaigns.reload();
        sender.run();
        anHourPasses();

        assertThat(campaigns.lastOfId(
                        Long.parseLong(String.valueOf(shop.value("select id from campaign where name = 'letter'")))))
                .as("for the pictures of mails that were sent before")
                .isPresent();
        assertThat(sink.mails()).hasSize(2);
        assertThat(shop.value(
                        "select group_concat(distinct c.name) from message m join campaign c on c.id = m.campaign_id"
                                + " where state = 'accepted'"))
                .isEqualTo("other");
        assertThat(shop.value("select distinct reply from message where state = 'deferred'"))
                .isEqualTo("the campaign's file is gone or has an error");
    }

    @Test
    void a_campaign_whose_file_broke_goes_on_as_it_was_and_is_read_again_when_it_is_mended() {
        heartbeat.run();
        settings.writeCampaign("letter.yaml", "campaign: letter\nbasis: consnt\n");
        campaigns.refresh();
        assertThat(campaigns.findings()).isNotEmpty();
        anHourPasses();
        assertThat(sink.mails()).hasSize(1);

        settings.writeCampaign("letter.yaml", LETTER.formatted("consent\npurpose: news", ""));
        campaigns.refresh();
        assertThat(campaigns.findings()).isEmpty();
    }

    @Test
    void a_dead_address_gets_nothing_not_even_what_needs_no_consent() {
        campaign("transactional", "");
        shop.customer("dora");
        suppressions.suppress(shop.customerId("anna"), "the address bounces (5.1.1 user unknown)", clock.instant());
        suppressions.suppress(shop.customerId("dora"), Suppressions.Scope.MARKETING, "a complaint", clock.instant());
        anHourPasses();

        assertThat(sink.mails()).hasSize(1);
        assertThat(sink.mails().getFirst().recipient()).isEqualTo("dora@example.com");
    }

    @Test
    void an_address_that_dies_after_planning_is_told_so_in_the_ledger() {
        clock.advance(Duration.ofHours(1));
        fanOut.run();
        suppressions.suppress(shop.customerId("anna"), "the address bounces (5.1.1 user unknown)", clock.instant());
        sender.run();

        assertThat(sink.mails()).isEmpty();
        assertThat(outcome())
                .isEqualTo("suppressed: the address bounces (5.1.1 user unknown), suppressed since 2026-05-04");
    }
}
