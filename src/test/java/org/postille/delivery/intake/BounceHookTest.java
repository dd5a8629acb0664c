package org.postille.delivery.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.delivery.feedback.Post;
import org.postille.delivery.feedback.Reports;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** Relays tell what bounced, each in its own words and with its own proof. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BounceHookTest {

    private static final String SECRET = "only-for-tests-and-never-elsewhere";
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:bounces";
    private static final String MAILGUN_KEY = "key-only-for-tests";

    /** The private half of the key in application.properties. */
    private static final String SENDGRID_KEY =
            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgsD1o12lg9MXIdSuCi2IkCx92GmpJG0hIUOiVdPRR3aehRANCAAS8LGslvagiYHPyF5LPcWwq/sJ/c0BpvZc2aV+OMtb1bS6LiL4Rbv88KTdAzl6hoMnjRbTl798eEYhGCQGY1sm4";

    @Inject
    Post post;

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

    private static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body.getBytes(StandardCharsets.UTF_8));
    }

    // ---------- Amazon SES

    private static String sns(String message) {
        return """
                {"Type": "Notification", "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                 "TopicArn": "%s", "Timestamp": "2026-05-04T10:00:01.000Z", "SignatureVersion": "1",
                 "Message": "%s"}""".formatted(TOPIC, message.replace("\"", "\\\"").replace("\n", " "));
    }

    private String sesMail() {
        return """
                "mail": {"timestamp": "2026-05-04T09:59:58.000Z", "source": "%s", "messageId": "0102018f-1-000000",
                         "destination": ["anna@example.com"],
                         "headers": [{"name": "From", "value": "Shop <post@shop.example>"},
                                     {"name": "Message-ID", "value": "%s"}],
                         "commonHeaders": {"from": ["post@shop.example"], "messageId": "%s"}}""".formatted("post@shop.example", post.messageId(mail), post.messageId(mail));
    }

    private String sesBounce(String type, String subtype, String recipient) {
        return """
                {"notificationType": "Bounce", "bounce": {"bounceType": "%s", "bounceSubType": "%s",
                 "bouncedRecipients": [{"emailAddress": "anna@example.com"%s}],
                 "timestamp": "2026-05-04T10:00:00.000Z", "feedbackId": "0102018f-2-000000"}, %s}""".formatted(type, subtype, recipient, sesMail());
    }

    private ValidatableResponse ses(String body) {
        // SNS says that its JSON is text.
        return given().contentType("text/plain; charset=UTF-8")
                .auth()
                .preemptive()
                .basic("sns", SECRET)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/bounces/ses")
                .then();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Permanent | General | , \"status\": \"5.1.1\", \"action\": \"failed\", \"diagnosticCode\": \"smtp; 550 5.1.1 user unknown\" | hard",
                "Permanent | NoEmail | '' | hard",
                "Permanent | OnAccountSuppressionList | '' | hard",
                "Permanent | General | , \"status\": \"5.7.1\", \"diagnosticCode\": \"smtp; 550 5.7.1 rejected by policy\" | refusal",
                "Transient | MailboxFull | , \"status\": \"5.2.2\", \"diagnosticCode\": \"smtp; 552 5.2.2 mailbox full\" | soft",
                "Transient | General | '' | soft",
                "Transient | MessageTooLarge | '' | refusal",
                "Transient | ContentRejected | '' | refusal",
                "Transient | AttachmentRejected | '' | refusal",
                "Undetermined | Undetermined | '' | soft"
            })
    void ses_tells_of_bounces(String type, String subtype, String recipient, String kind) {
        ses(sns(sesBounce(type, subtype, recipient))).statusCode(200).body("counted", equalTo(1));

        assertThat(shop.value("select concat_ws(' ', kind, source, reported_at) from bounce"))
                .isEqualTo(kind + " ses 2026-05-04 10:00:00.000000");
        assertThat(post.suppression("anna").isEmpty()).isEqualTo(!kind.equals("hard"));
        ses(sns(sesBounce(type, subtype, recipient))).body("known", equalTo(1));
    }

    @Test
    void ses_tells_of_complaints_without_its_envelope_too() {
        var body = """
                {"eventType": "Complaint", "complaint": {"complainedRecipients": [{"emailAddress": "anna@example.com"}],
                 "timestamp": "2026-05-04T10:00:00.000Z", "feedbackId": "f-1", "complaintFeedbackType": "abuse"}, %s}""".formatted(sesMail());
        json(body)
                .header("X-Postille-Secret", SECRET)
                .header("x-amz-sns-topic-arn", TOPIC)
                .post("/hooks/bounces")
                .then()
                .statusCode(200)
                .body("counted", equalTo(1));

        assertThat(post.agrees("anna")).isFalse();
        assertThat(post.suppression("anna")).startsWith("marketing:");
    }

    @Test
    void ses_tells_of_deliveries_which_change_nothing() {
        ses(sns("{\"notificationType\": \"Delivery\", \"delivery\": {\"recipients\": [\"anna@example.com\"]}, "
                        + sesMail() + "}"))
                .statusCode(200)
                .body("ignored", equalTo(1));
        assertThat(shop.count("bounce")).isZero();
    }

    @Test
    void ses_tells_who_unsubscribed_by_its_own_list() {
        var body = """
                {"eventType": "Subscription", "subscription": {"contactList": "shop", "timestamp": "2026-05-04T10:00:00.000Z",
                 "source": "UnsubscribeHeader", "newTopicPreferences": {"unsubscribeAll": %b}}, %s}""";
        ses(sns(body.formatted(false, sesMail()))).body("ignored", equalTo(1));
        assertThat(post.agrees("anna")).isTrue();
        ses(sns(body.formatted(true, sesMail()))).body("counted", equalTo(1));
        assertThat(post.agrees("anna")).isFalse();
    }

    @Test
    void the_sentence_by_which_ses_tries_a_topic_is_no_mistake() {
        ses(sns("Successfully validated SNS topic for Amazon SES event publishing."))
                .statusCode(200)
                .body("counted", equalTo(0))
                .body("errors", hasSize(0));
    }

    @Test
    void sns_asks_to_confirm_and_is_told_that_it_was_heard_but_nothing_is_fetched() {
        ses("""
                {"Type": "SubscriptionConfirmation", "TopicArn": "%s", "Token": "x",
                 "SubscribeURL": "https://sns.example/?Action=ConfirmSubscription"}""".formatted(TOPIC)).statusCode(200).body("counted", equalTo(0));
    }

    @Test
    void ses_needs_the_secret_and_the_topic() {
        var body = sns(sesBounce("Permanent", "General", ""));
        json(body)
                .post("/hooks/bounces/ses")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .body("detail", containsString("secret"));
        json(body)
                .header("X-Postille-Secret", "wrong")
                .post("/hooks/bounces")
                .then()
                .statusCode(401);
        ses(body.replace(TOPIC, TOPIC + "-of-others")).statusCode(401).body("detail", containsString("topic"));
        assertThat(shop.count("bounce")).isZero();
    }

    // ---------- Mailgun

    private String mailgun(String event) throws GeneralSecurityException {
        return mailgun(event, String.valueOf(clock.instant().getEpochSecond()), MAILGUN_KEY);
    }

    private static String mailgun(String event, String timestamp, String key) throws GeneralSecurityException {
        return mailgun(event, timestamp, key, "token-" + event.hashCode());
    }

    private static String mailgun(String event, String timestamp, String key, String token)
            throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal((timestamp + token).getBytes(StandardCharsets.UTF_8)));
        return "{\"signature\": {\"timestamp\": \"%s\", \"token\": \"%s\", \"signature\": \"%s\"}, \"event-data\": %s}"
                .formatted(timestamp, token, signature, event);
    }

    private String mailgunEvent(String id, String event, String more) {
        // It takes the angle brackets away.
        return """
                {"id": "%s", "event": "%s", "timestamp": 1777888800.25, "recipient": "anna@example.com",
                 "envelope": {"sender": "bounce+x=y@mg.example", "transport": "smtp", "targets": "anna@example.com"},
                 "message": {"headers": {"to": "anna@example.com", "message-id": "%s", "from": "post@shop.example"}},
                 "user-variables": {}%s}""".formatted(id, event, post.messageId(mail).replaceAll("[<>]", ""), more);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permanent | bounce | 550 | 5.1.1 No such user | hard",
                "permanent | bounce | 550 | 5.7.1 Blocked by policy | refusal",
                "permanent | suppress-bounce | 605 | Not delivering to previously bounced address | hard",
                "permanent | generic | 552 | 5.2.2 Mailbox full | soft",
                "temporary | old | 602 | Too old | soft"
            })
    void mailgun_tells_of_failures(String severity, String reason, int code, String words, String kind)
            throws GeneralSecurityException {
        var event = mailgunEvent("m-1", "failed", """
                , "severity": "%s", "reason": "%s",
                 "delivery-status": {"code": %d, "message": "%s", "description": "", "attempt-no": 1}""".formatted(severity, reason, code, words));
        json(mailgun(event))
                .post("/hooks/bounces/mailgun")
                .then()
                .statusCode(200)
                .body("counted", equalTo(1));

        assertThat(shop.value("select concat_ws(' ', kind, source, reported_at) from bounce"))
                .isEqualTo(kind + " mailgun 2026-05-04 10:00:00.250000");
        assertThat(post.suppression("anna").isEmpty()).isEqualTo(!kind.equals("hard"));
    }

    @Test
    void mailgun_tells_of_complaints_and_of_those_who_unsubscribed() throws GeneralSecurityException {
        json(mailgun(mailgunEvent("m-2", "unsubscribed", "")))
                .post("/hooks/bounces")
                .then()
                .statusCode(200)
                .body("counted", equalTo(1));
        assertThat(shop.value("select ended_by from consent")).isEqualTo("unsubscribe by mailgun");
        assertThat(post.suppression("anna")).isEmpty();

        json(mailgun(mailgunEvent("m-3", "complained", "")))
                .post("/hooks/bounces")
                .then()
                .body("counted", equalTo(1));
        assertThat(post.suppression("anna")).startsWith("marketing:");
    }

    @Test
    void an_old_wish_told_again_does_not_end_consent_that_was_given_since() throws GeneralSecurityException {
        var event = mailgunEvent("m-2", "unsubscribed", "");
        json(mailgun(event)).post("/hooks/bounces").then().body("counted", equalTo(1));
        assertThat(post.agrees("anna")).isFalse();
        shop.tampers("update consent set ended_at = null, ended_by = null, granted_at = '2026-05-04 11:00:00'");
        json(mailgun(event)).post("/hooks/bounces").then().statusCode(200);
        assertThat(post.agrees("anna")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "opened", "clicked", "accepted", "something-new"})
    void mailgun_tells_much_that_changes_nothing(String event) throws GeneralSecurityException {
        json(mailgun(mailgunEvent("m-4", event, "")))
                .post("/hooks/bounces")
                .then()
                .body("ignored", equalTo(1));
        json(mailgun(mailgunEvent("m-5", "failed", ", \"severity\": \"temporary\", \"reason\": \"generic\"")))
                .post("/hooks/bounces")
                .then()
                .body("ignored", equalTo(1));
    }

    @Test
    void mailgun_needs_its_signature_of_this_day() throws GeneralSecurityException {
        var event = mailgunEvent("m-6", "complained", "");
        var now = String.valueOf(clock.instant().getEpochSecond());
        var old = String.valueOf(clock.instant().getEpochSecond() - 90_000);
        for (var body : new String[] {
            mailgun(event, now, "another key"),
            mailgun(event, old, MAILGUN_KEY),
            mailgun(event, "soon", MAILGUN_KEY),
            "{\"event-data\": " + event + "}"
        }) {
            json(body).post("/hooks/bounces").then().statusCode(401);
        }
        assertThat(post.agrees("anna")).isTrue();
    }

    @Test
    void a_signature_of_mailgun_serves_for_one_body_however_often() throws GeneralSecurityException {
        var now = String.valueOf(clock.instant().getEpochSecond());
        var seen = mailgun(mailgunEvent("m-7", "opened", ""), now, MAILGUN_KEY, "token-7");
        var forged = mailgun(mailgunEvent("m-8", "complained", ""), now, MAILGUN_KEY, "token-7");

        json(seen).post("/hooks/bounces/mailgun").then().statusCode(200);
        json(seen).post("/hooks/bounces/mailgun").then().statusCode(200);
        json(forged)
                .post("/hooks/bounces/mailgun")
                .then()
                .statusCode(401)
                .body("detail", containsString("another body"));
        assertThat(post.agrees("anna")).isTrue();
        clock.advance(Duration.ofDays(3));
        json(mailgun(mailgunEvent("m-9", "opened", "")))
                .post("/hooks/bounces")
                .then()
                .statusCode(200);
        assertThat(shop.count("mailgun_token")).isEqualTo(1);
    }

    @Test
    void mailgun_may_go_by_the_clock_of_the_world() throws GeneralSecurityException {
        var now = String.valueOf(org.postille.base.Ground.world().instant().getEpochSecond());
        json(mailgun(mailgunEvent("m-10", "opened", ""), now, MAILGUN_KEY))
                .post("/hooks/bounces")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "complained"})
    void a_webhook_that_names_an_earlier_address_suppresses_nobody(String event) throws GeneralSecurityException {
        shop.tampers("update customer set email = 'new@example.com'");
        json(mailgun(mailgunEvent("m-11", event, """
                        , "severity": "permanent", "reason": "bounce",
                         "delivery-status": {"code": 550, "message": "5.1.1 No such user"}""")))
                .post("/hooks/bounces")
                .then()
                .statusCode(200)
                .body("counted", equalTo(1));

        assertThat(post.suppression("anna")).isEmpty();
        assertThat(post.agrees("anna")).isEqualTo(event.equals("failed"));
    }

    // ---------- Postmark

    private String postmark(String type, String details, String more) {
        return """
                {"RecordType": "Bounce", "ID": 42, "Type": "%s", "TypeCode": 1, "Name": "Bounce", "Tag": "", "ServerID": 23,
                 "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483", "MessageStream": "outbound",
                 "Description": "The server was unable to deliver your message.", "Details": "%s",
                 "Email": "anna@example.com", "From": "post@shop.example", "BouncedAt": "2026-05-04T12:00:00.1234567+02:00",
                 "DumpAvailable": true, "Inactive": true, "CanActivate": true, "Subject": "Letter"%s}""".formatted(type, details, more);
    }

    private String metadata() {
        return ", \"Metadata\": {\"mail\": \"%s\"}".formatted(post.messageId(mail));
    }

    private ValidatableResponse postmark(String body) {
        return json(body)
                .auth()
                .preemptive()
                .basic("postmark", SECRET)
                .post("/hooks/bounces/postmark")
                .then();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HardBounce | smtp;550 5.1.1 User unknown | hard",
                "HardBounce | '' | hard",
                "BadEmailAddress | '' | hard",
                "SoftBounce | smtp;552 5.2.2 Mailbox full | soft",
                "SpamNotification | smtp;550 spam message rejected | refusal",
                "Blocked | smtp;550 unknown | refusal",
                "DMARCPolicy | '' | refusal"
            })
    void postmark_tells_of_bounces(String type, String details, String kind) {
        postmark(postmark(type, details, metadata())).statusCode(200).body("counted", equalTo(1));

        assertThat(shop.value("select concat_ws(' ', kind, source) from bounce"))
                .isEqualTo(kind + " postmark");
        assertThat(post.suppression("anna").isEmpty()).isEqualTo(!kind.equals("hard"));
        assertThat(String.valueOf(shop.value("select diagnostic from bounce"))).doesNotContain("in reply to");
        postmark(postmark(type, details, metadata())).body("known", equalTo(1));
    }

    @Test
    void postmark_may_send_the_bounce_along_which_tells_the_mail() {
        var content = new String(
                        Reports.dsn(
                                "x@pm.example",
                                "anna@example.com",
                                "failed",
                                "5.1.1",
                                "550 5.1.1 User unknown",
                                "Message-ID: " + post.messageId(mail) + "\n"),
                        StandardCharsets.UTF_8)
                .replace("\"", "\\\"")
                .replace("\r\n", "\\r\\n");
        postmark(postmark("HardBounce", "550 5.1.1 User unknown", ", \"Content\": \"" + content + "\""))
                .body("counted", equalTo(1));
        assertThat(post.suppression("anna")).startsWith("all:");
    }

    @Test
    void postmark_may_send_along_the_mail_alone_that_was_complained_about() {
        var content = "From: post@shop.example\\r\\nTo: anna@example.com\\r\\nMessage-ID: " + post.messageId(mail)
                + "\\r\\nSubject: Letter\\r\\n\\r\\nHello\\r\\n";
        postmark(postmark("SpamComplaint", "", ", \"Content\": \"" + content + "\"")
                        .replace("\"RecordType\": \"Bounce\"", "\"RecordType\": \"SpamComplaint\""))
                .body("counted", equalTo(1));
        assertThat(post.suppression("anna")).startsWith("marketing:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transient", "AutoResponder", "AddressChange", "Subscribe", "SomethingNew"})
    void postmark_tells_much_that_changes_nothing(String type) {
        postmark(postmark(type, "", metadata())).body("ignored", equalTo(1));
        assertThat(shop.count("bounce")).isZero();
    }

    @Test
    void postmark_tells_of_complaints_and_of_those_who_unsubscribed() {
        var changed = """
                {"RecordType": "SubscriptionChange", "MessageID": "883953f4", "ServerID": 23,
                 "ChangedAt": "2026-05-04T10:00:00Z", "Recipient": "anna@example.com", "Origin": "%s",
                 "SuppressSending": %b, "SuppressionReason": "ManualSuppression"%s}""";
        postmark(changed.formatted("Customer", true, metadata())).body("ignored", equalTo(1));
        postmark(changed.formatted("Recipient", false, metadata())).body("ignored", equalTo(1));
        assertThat(post.agrees("anna")).isTrue();
        postmark(changed.formatted("Recipient", true, metadata())).body("counted", equalTo(1));
        assertThat(post.agrees("anna")).isFalse();

        postmark(postmark("SpamComplaint", "", metadata())
                        .replace("\"RecordType\": \"Bounce\"", "\"RecordType\": \"SpamComplaint\""))
                .body("counted", equalTo(1));
        assertThat(post.suppression("anna")).startsWith("marketing:");
        json(postmark("HardBounce", "", metadata()))
                .post("/hooks/bounces")
                .then()
                .statusCode(401);
    }

    // ---------- SendGrid

    private String sendgridEvent(String id, String event, String more) {
        return """
                {"email": "anna@example.com", "timestamp": 1777888800, "smtp-id": "%s", "event": "%s",
                 "sg_event_id": "%s", "sg_message_id": "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0"%s}""".formatted(post.messageId(mail), event, id, more);
    }

    private static ValidatableResponse sendgrid(String body) throws GeneralSecurityException {
        var timestamp = "1777888801";
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(SENDGRID_KEY)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update((timestamp + body).getBytes(StandardCharsets.UTF_8));
        return json(body)
                .header(
                        "X-Twilio-Email-Event-Webhook-Signature",
                        Base64.getEncoder().encodeToString(signature.sign()))
                .header("X-Twilio-Email-Event-Webhook-Timestamp", timestamp)
                .post("/hooks/bounces/sendgrid")
                .then();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bounce | , \"type\": \"bounce\", \"status\": \"5.1.1\", \"reason\": \"550 5.1.1 User unknown\" | hard",
                "bounce | , \"type\": \"bounce\", \"reason\": \"500 unknown recipient\" | hard",
                "bounce | , \"type\": \"bounce\", \"status\": \"5.2.2\", \"reason\": \"552 5.2.2 over quota\" | soft",
                "bounce | , \"type\": \"blocked\", \"status\": \"5.7.1\", \"reason\": \"550 5.7.1 Blocked\" | refusal",
                "bounce | , \"type\": \"blocked\", \"reason\": \"not today\" | refusal",
                "dropped | , \"reason\": \"Bounced Address\" | hard",
                "spamreport | '' | complaint",
                "dropped | , \"reason\": \"Spam Reporting Address\" | complaint"
            })
    void sendgrid_tells_of_bounces_and_complaints(String event, String more, String kind)
            throws GeneralSecurityException {
        sendgrid("[" + sendgridEvent("s-1", event, more) + "]").statusCode(200).body("counted", equalTo(1));

        assertThat(shop.value("select concat_ws(' ', kind, source) from bounce"))
                .isEqualTo(kind + " sendgrid");
        assertThat(post.suppression("anna").startsWith("all")).isEqualTo(kind.equals("hard"));
    }

    @Test
    void a_bad_event_of_a_batch_stops_none_of_the_others_and_is_told() throws GeneralSecurityException {
        var body = "[" + sendgridEvent("s-1", "processed", "") + ", {\"email\": \"x\"}, 17, "
                + sendgridEvent("s-2", "unsubscribe", "") + ", "
                + sendgridEvent("s-3", "bounce", ", \"type\": \"bounce\", \"reason\": \"550 5.1.1 unknown\"")
                        .replace(post.messageId(mail), "<x@ismtpd.sendgrid.net>")
                + "]";
        sendgrid(body)
                .statusCode(200)
                .body("counted", equalTo(1))
                .body("ignored", equalTo(1))
                .body("unmatched", equalTo(1))
                .body("errors", hasSize(2))
                .body("errors", hasItem("[1]: 'event' is missing"));
        assertThat(post.agrees("anna")).isFalse();
        assertThat(post.suppression("anna")).isEmpty();
    }

    @Test
    void sendgrid_needs_its_signature_over_time_and_body() throws GeneralSecurityException {
        var body = "[" + sendgridEvent("s-1", "spamreport", "") + "]";
        json(body).post("/hooks/bounces").then().statusCode(401);
        for (var signature : new String[] {"bm8=", "not base 64!", ""}) {
            json(body)
                    .header("X-Twilio-Email-Event-Webhook-Signature", signature)
                    .header("X-Twilio-Email-Event-Webhook-Timestamp", "1777888801")
                    .post("/hooks/bounces")
                    .then()
                    .statusCode(401);
        }
        assertThat(shop.count("bounce")).isZero();
        sendgrid(body).statusCode(200);
    }

    // ---------- all

    @ParameterizedTest
    @ValueSource(strings = {"", "17", "\"x\"", "{}", "not json", "[", "{\"a\": [[[]]]}"})
    void what_no_relay_says_is_refused(String body) {
        json(body).post("/hooks/bounces").then().statusCode(422);
    }

    @Test
    void a_relay_that_is_not_known_is_not_found_and_a_large_body_is_too_large() {
        json("{}").post("/hooks/bounces/pigeon").then().statusCode(404);
        json("[" + " ".repeat(1 << 20) + "]").post("/hooks/bounces").then().statusCode(413);
    }

    @Test
    void what_cannot_be_kept_now_is_to_be_told_again() throws GeneralSecurityException {
        var body = "[" + sendgridEvent("s-1", "bounce", ", \"type\": \"bounce\", \"reason\": \"550 5.1.1 unknown\"")
                + ", " + sendgridEvent("s-2", "unsubscribe", "") + "]";
        shop.tampers("rename table bounce to bounce_away");
        try {
            sendgrid(body).statusCode(503).contentType("application/problem+json");
            assertThat(post.agrees("anna"))
                    .as("the others are taken all the same")
                    .isFalse();
        } finally {
            shop.tampers("rename table bounce_away to bounce");
        }
        sendgrid(body).statusCode(200).body("counted", equalTo(2));
        assertThat(post.suppression("anna")).startsWith("all:");
    }
}
