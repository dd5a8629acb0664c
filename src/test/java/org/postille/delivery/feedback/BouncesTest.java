package org.postille.delivery.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.consent.Suppressions;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.feedback.Bounces.Taken;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** What follows from what comes back. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BouncesTest {

    private static final String UNKNOWN = "550 5.1.1 User unknown";
    private static final String FULL = "552 5.2.2 Mailbox full";

    @Inject
    Bounces bounces;

    @Inject
    Post post;

    @Inject
    Suppressions suppressions;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    private long mail;

    @BeforeEach
    void a_mail_to_anna() {
        post.reader("anna");
        mail = post.sent("anna");
    }

    private Taken take(byte[] report) {
        return bounces.take(report, List.of(), Source.IMAP);
    }

    private Taken bounces(long message, String status, String diagnostic) {
        return take(Reports.dsn(post.verp(message), "anna@example.com", status, diagnostic));
    }

    @Test
    void a_hard_bounce_suppresses_the_address_at_once() {
        assertThat(bounces(mail, "5.1.1", UNKNOWN)).isEqualTo(Taken.COUNTED);

        assertThat(post.suppression("anna")).isEqualTo("all: the address bounces (5.1.1 user unknown)");
        assertThat(post.agrees("anna")).isTrue();
        assertThat(shop.value("select concat_ws(' ', kind, reason, status, source, diagnostic) from bounce"))
                .isEqualTo("hard user-unknown 5.1.1 imap 550 5.1.1 User unknown");
    }

    @Test
    void the_same_report_counts_once_by_whatever_way_it_comes() {
        bounces(mail, "5.1.1", UNKNOWN);
        suppressions.lift(shop.customerId("anna"));

        assertThat(bounces(mail, "5.1.1", UNKNOWN)).isEqualTo(Taken.KNOWN);
        bounces.refused(mail, shop.customerId("anna"), 550, "5.1.1", "User unknown");
        assertThat(shop.count("bounce")).isEqualTo(1);
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void eight_copies_at_once_count_once() throws Exception {
        var report = Reports.dsn(post.verp(mail), "anna@example.com", "5.1.1", UNKNOWN);
        Callable<Taken> work = () -> take(report);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Taken>();
            for (var it : threads.invokeAll(java.util.Collections.nCopies(8, work))) {
                answers.add(it.get());
            }
            assertThat(answers).containsOnlyOnce(Taken.COUNTED).contains(Taken.KNOWN);
        }
        assertThat(shop.count("bounce")).isEqualTo(1);
    }

    @Test
    void soft_bounces_suppress_when_there_were_five_in_thirty_days() {
        for (var i = 0; i < 4; i++) {
            assertThat(bounces(post.sent("anna"), "5.2.2", FULL)).isEqualTo(Taken.COUNTED);
            clock.advance(Duration.ofDays(1));
        }
        assertThat(post.suppression("anna")).isEmpty();

        bounces(post.sent("anna"), "5.2.2", FULL);
        assertThat(post.suppression("anna"))
                .isEqualTo("all: the address bounced 5 times in 30 days (last: 5.2.2 mailbox full)");
    }

    @Test
    void soft_bounces_that_are_long_ago_do_not_count() {
        for (var i = 0; i < 12; i++) {
            bounces(post.sent("anna"), "5.2.2", FULL);
            clock.advance(Duration.ofDays(8));
        }
        assertThat(shop.count("bounce where kind = 'soft'")).isEqualTo(12);
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void after_lifting_the_count_begins_anew() {
        for (var i = 0; i < 5; i++) {
            bounces(post.sent("anna"), "5.2.2", FULL);
        }
        clock.advance(Duration.ofHours(1));
        suppressions.lift(shop.customerId("anna"));
        clock.advance(Duration.ofHours(1));
        bounces(post.sent("anna"), "5.2.2", FULL);
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void one_mail_that_bounces_softly_many_times_counts_once() {
        for (var i = 0; i < 7; i++) {
            bounces(mail, "5.2.2", FULL + " for the " + i + " th time");
        }
        assertThat(shop.count("bounce")).isEqualTo(1);
        assertThat(post.suppression("anna")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.7.1 Message rejected due to policy",
                "550 5.7.26 This mail is unauthenticated, DMARC policy",
                "554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org",
                "550 5.7.515 Access denied, sending domain does not meet the required authentication level",
                "552 5.3.4 Message size exceeds fixed limit",
                "554 5.6.0 Message contains invalid header"
            })
    void a_refusal_of_us_never_suppresses(String diagnostic) {
        for (var i = 0; i < 8; i++) {
            bounces(post.sent("anna"), diagnostic.substring(4, diagnostic.indexOf(' ', 5)), diagnostic);
        }
        assertThat(shop.count("bounce where kind = 'refusal'")).isEqualTo(8);
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void a_complaint_ends_the_consent_and_all_marketing_but_not_order_mails() {
        assertThat(take(Reports.arf(post.verp(mail), "abuse", ""))).isEqualTo(Taken.COUNTED);

        assertThat(post.agrees("anna")).isFalse();
        assertThat(shop.value("select ended_by from consent")).isEqualTo("complaint");
        assertThat(post.suppression("anna")).isEqualTo("marketing: the recipient complained (abuse)");
        assertThat(take(Reports.arf(post.verp(mail), "abuse", "X-Other: 1\n"))).isEqualTo(Taken.KNOWN);
        assertThat(shop.count("bounce where kind = 'complaint'")).isEqualTo(1);
    }

    @Test
    void a_complaint_about_an_order_mail_ends_no_consent_that_was_not_asked_for() {
        take(Reports.arf(post.verp(post.sentTransactional("anna")), "abuse", ""));

        assertThat(post.agrees("anna")).isTrue();
        assertThat(post.suppression("anna")).startsWith("marketing:");
    }

    @Test
    void an_opt_out_by_feedback_loop_is_no_complaint() {
        take(Reports.arf(post.verp(mail), "opt-out", ""));

        assertThat(post.agrees("anna")).isFalse();
        assertThat(post.suppression("anna")).isEmpty();
        assertThat(shop.count("bounce")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-spam", "auth-failure", "virus"})
    void other_feedback_changes_nothing(String type) {
        assertThat(take(Reports.arf(post.verp(mail), type, ""))).isEqualTo(Taken.NOTHING);
        assertThat(post.agrees("anna")).isTrue();
        assertThat(shop.count("bounce")).isZero();
    }

    @Test
    void answers_of_programs_delays_and_confirmations_change_nothing() {
        assertThat(take(Reports.vacation(post.verp(mail)))).isEqualTo(Taken.NOTHING);
        assertThat(take(Reports.dsn(
                        post.verp(mail), "anna@example.com", "delayed", "4.4.1", "451 4.4.1 Try later", "")))
                .isEqualTo(Taken.NOTHING);
        assertThat(take(Reports.dsn(post.verp(mail), "anna@example.com", "delivered", "2.0.0", "250 2.0.0 Ok", "")))
                .isEqualTo(Taken.NOTHING);
        assertThat(take(Reports.letter(post.verp(mail), "Re: Letter"))).isEqualTo(Taken.OTHER);
        assertThat(shop.count("bounce")).isZero();
    }

    @Test
    void the_mail_is_known_by_its_message_id_or_its_unsubscribe_link_where_the_address_does_not_tell() {
        var second = post.sent("anna");
        assertThat(take(Reports.dsn(
                        "post@shop.example",
                        "anna@example.com",
                        "failed",
                        "5.2.2",
                        FULL,
                        "Message-ID: " + post.messageId(mail) + "\n")))
                .isEqualTo(Taken.COUNTED);
        assertThat(take(Reports.arf(
                        "post@shop.example", "abuse", "List-Unsubscribe: <" + post.unsubscribeLink(second) + ">\n")))
                .isEqualTo(Taken.COUNTED);
        assertThat(shop.value("select group_concat(message_id order by id) from bounce"))
                .isEqualTo(mail + "," + second);
    }

    @Test
    void the_recipient_of_the_envelope_tells_where_the_header_does_not() {
        var report = Reports.dsn("undisclosed-recipients:;", "anna@example.com", "5.1.1", UNKNOWN);
        assertThat(bounces.take(report, List.of(post.verp(mail).toUpperCase(java.util.Locale.ROOT)), Source.SMTP))
                .isEqualTo(Taken.COUNTED);
        assertThat(post.suppression("anna")).isNotEmpty();
    }

    @Test
    void what_holds_no_token_of_ours_changes_nothing_and_can_be_looked_at() {
        for (var forged : List.of(
                Reports.dsn("b+" + "a".repeat(39) + "@bounces.example.com", "anna@example.com", "5.1.1", UNKNOWN),
                Reports.dsn("post@shop.example", "anna@example.com", "5.1.1", UNKNOWN),
                Reports.arf(
                        "post@shop.example",
                        "abuse",
                        "Message-ID: <4711@shop.example>\nList-Unsubscribe: <https://news.example/u/4711>\n"))) {
            assertThat(take(forged)).isEqualTo(Taken.UNMATCHED);
            assertThat(take(forged)).isEqualTo(Taken.UNMATCHED);
        }
        assertThat(post.suppression("anna")).isEmpty();
        assertThat(post.agrees("anna")).isTrue();
        assertThat(shop.count("bounce where message_id is null and customer_id is null"))
                .isEqualTo(3);

        clock.advance(Duration.ofDays(31));
        take(Reports.dsn("post@shop.example", "other@example.com", "5.1.1", UNKNOWN));
        assertThat(shop.count("bounce")).isEqualTo(1);
    }

    @Test
    void a_bounce_of_an_address_that_was_changed_meanwhile_is_kept_but_suppresses_nobody() {
        var report = Reports.dsn(post.verp(mail), "anna@example.com", "5.1.1", UNKNOWN);
        shop.tampers("update customer set email = 'new@example.com'");

        assertThat(take(report)).isEqualTo(Taken.COUNTED);
        assertThat(post.suppression("anna")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"anna@example.com, false", "NEW@example.com, true", "forwarded@example.net, false"})
    void without_an_address_of_its_own_the_recipient_that_a_report_names_tells(String named, boolean suppresses) {
        shop.tampers("update customer set email = 'new@example.com'");
        var id = "Message-ID: " + post.messageId(mail) + "\n";

        assertThat(take(Reports.dsn("post@shop.example", named, "failed", "5.1.1", UNKNOWN, id)))
                .isEqualTo(Taken.COUNTED);
        assertThat(post.suppression("anna").isEmpty()).isNotEqualTo(suppresses);
    }

    @Test
    void the_mail_that_is_returned_may_tell_it_too() {
        var returned = "Message-ID: " + post.messageId(mail) + "\nTo: Anna <anna@example.com>\n";
        take(Reports.dsn("post@shop.example", "forwarded@example.net", "failed", "5.1.1", UNKNOWN, returned));
        assertThat(post.suppression("anna")).startsWith("all:");
    }

    @Test
    void a_complaint_from_an_earlier_address_ends_the_consent_alone() {
        shop.tampers("update customer set email = 'new@example.com'");
        var returned = "Message-ID: " + post.messageId(mail) + "\nTo: anna@example.com\n";
        assertThat(take(Reports.arf("post@shop.example", "abuse", returned))).isEqualTo(Taken.COUNTED);
        assertThat(post.agrees("anna")).isFalse();
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void soft_bounces_of_an_earlier_address_do_not_count_for_the_new_one() {
        for (var i = 0; i < 4; i++) {
            bounces(post.sent("anna"), "5.2.2", FULL);
        }
        shop.tampers("update customer set email = 'new@example.com'");
        bounces(post.sent("anna"), "5.2.2", FULL);
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void where_a_list_stands_behind_the_address_its_members_do_not_end_it() {
        var one = new String(
                Reports.dsn(post.verp(mail), "member@example.net", "5.1.1", UNKNOWN),
                java.nio.charset.StandardCharsets.UTF_8);
        var two = one.replace(
                "Final-Recipient: rfc822; member@example.net",
                "Final-Recipient: rfc822; other@example.net\r\nAction: failed\r\nStatus: 5.2.2\r\n"
                        + "Diagnostic-Code: smtp; 552 5.2.2 Mailbox full\r\n\r\nFinal-Recipient: rfc822; member@example.net");
        assertThat(take(two.getBytes(java.nio.charset.StandardCharsets.UTF_8))).isEqualTo(Taken.COUNTED);
        assertThat(shop.value("select kind from bounce")).isEqualTo("soft");
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void a_mail_to_the_address_for_unsubscribing_unsubscribes() {
        assertThat(take(Reports.letter(post.unsubscribe(mail), "unsubscribe"))).isEqualTo(Taken.COUNTED);

        assertThat(post.agrees("anna")).isFalse();
        assertThat(shop.value("select ended_by from consent")).isEqualTo("unsubscribe by imap");
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void a_bounce_to_the_address_for_unsubscribing_does_not() {
        assertThat(take(Reports.dsn(post.unsubscribe(mail), "anna@example.com", "5.1.1", UNKNOWN)))
                .isEqualTo(Taken.UNMATCHED);
        assertThat(post.agrees("anna")).isTrue();
        assertThat(post.suppression("anna")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 | 5.1.1 | User unknown                                     | hard    | all: the address bounces (5.1.1 user unknown)",
                "550 | 5.1.1 | <anna@example.com>: Recipient refused            | hard    | all: the address bounces (5.1.1 user unknown)",
                "550 |       | No such user here                                | hard    | all: the address bounces (user unknown)",
                "552 | 5.2.2 | Mailbox full                                     | soft    | ''",
                "550 | 5.7.1 | Message refused by policy                        | refusal | ''",
                "554 | 5.7.1 | Client host [192.0.2.1] blocked using spamhaus   | refusal | ''",
                "550 | 5.7.26 | Unauthenticated mail: DMARC policy of the domain | refusal | ''"
            })
    void what_the_relay_refuses_follows_the_same_rules(
            int code, String enhanced, String text, String kind, String suppression) {
        bounces.refused(mail, shop.customerId("anna"), code, enhanced, text);

        assertThat(shop.value("select concat_ws(' ', kind, source) from bounce"))
                .isEqualTo(kind + " relay");
        assertThat(post.suppression("anna")).isEqualTo(suppression);
    }

    @Test
    void a_refusal_of_somebody_elses_mail_changes_nothing() {
        var ben = post.reader("ben");
        bounces.refused(mail, ben, 550, "5.1.1", "User unknown");
        bounces.refused(4711, ben, 550, "5.1.1", "User unknown");
        assertThat(shop.count("bounce")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 | 5.7.1   | Message refused by policy                                | true",
                "554 | 5.7.1   | Service unavailable; Client host blocked using spamhaus  | true",
                "550 | 5.7.26  | Unauthenticated mail is prohibited by DMARC              | true",
                "550 | 5.7.515 | Access denied, sending domain does not meet the level    | true",
                "550 | 5.7.999 | Whatever                                                 | true",
                "554 |         | Your IP is listed in the Spamhaus SBL and blocked        | true",
                "550 |         | SPF check failed                                         | true",
                "550 | 5.1.1   | User unknown                                             | false",
                "550 | 5.1.1   | <a@example.com>: Recipient refused                       | false",
                "550 | 5.1.1   | Recipient unknown; refused                               | false",
                "550 |         | Recipient does not exist here, connection refused        | false",
                "550 | 5.1.1   | Account disabled                                         | false",
                "550 | 5.1.1   | Relaying denied                                          | true",
                "550 | 5.7.1   | No such user!                                            | false",
                "550 |         | SC-001 messages from 192.0.2.1 weren't sent              | true",
                "554 |         | DT:SPM 163 mx1                                           | true",
                "550 |         | No such user                                             | false",
                "552 | 5.2.2   | Mailbox full                                             | false",
                "552 | 5.3.4   | Message too big                                          | false",
                "554 |         | Transaction failed                                       | false"
            })
    void a_refusal_of_us_is_told_from_one_of_the_recipient(int code, String enhanced, String text, boolean policy) {
        assertThat(Bounces.isPolicy(code, enhanced, text)).isEqualTo(policy);
    }

    private static RequestSpecification asked() {
        return given().header("X-Api-Key", "only-for-tests");
    }

    @Test
    void what_came_back_can_be_looked_at() {
        bounces(mail, "5.1.1", UNKNOWN);
        clock.advance(Duration.ofMinutes(1));
        take(Reports.dsn("post@shop.example", "x@example.com", "5.2.2", FULL));

        asked().get("/api/v1/bounces?customer=anna")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].customer", equalTo("anna"))
                .body("[0].campaign", equalTo("letter"))
                .body("[0].kind", equalTo("hard"))
                .body("[0].status", equalTo("5.1.1"))
                .body("[0].receivedAt", equalTo("2026-05-04T10:00:00Z"));
        asked().get("/api/v1/bounces?unmatched=true")
                .then()
                .body("$", hasSize(1))
                .body("[0].customer", nullValue())
                .body("[0].reason", equalTo("mailbox-full"));
        asked().get("/api/v1/bounces").then().body("$", hasSize(2)).body("[0].kind", equalTo("soft"));
        asked().get("/api/v1/bounces?limit=0").then().statusCode(422);
        asked().get("/api/v1/bounces?unmatched=true&customer=anna").then().statusCode(422);
        given().get("/api/v1/bounces").then().statusCode(401);
    }
}
