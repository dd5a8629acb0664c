package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.delivery.smtp.Attempt.Accepted;
import org.postille.delivery.smtp.Attempt.Deferred;
import org.postille.delivery.smtp.Attempt.NotOffered;
import org.postille.delivery.smtp.Attempt.Refused;
import org.postille.delivery.smtp.Attempt.Rejected;
import org.postille.delivery.smtp.Attempt.Unknown;

/** One mail after another over one connection, whatever the relay says; the recipient's local part is its script. */
class DialogueTest {

    private final SmtpSink sink = new SmtpSink();
    private final SmtpRelay relay = relay(Duration.ofSeconds(20));

    private SmtpRelay relay(Duration reply) {
        return new SmtpRelay(new RelaySettings(
                "127.0.0.1",
                sink.port(),
                RelaySettings.StartTls.OFF,
                null,
                "mail.news.example",
                1,
                1000,
                Duration.ofSeconds(20),
                new RelaySettings.Timeouts(Duration.ofSeconds(2), reply, reply)));
    }

    @AfterEach
    void stop() {
        sink.close();
        relay.close();
    }

    private Attempt to(String recipient) {
        return relay.send(Mails.to(recipient + "@shop.example"));
    }

    private Attempt from(String sender) {
        var mail = Mails.to("anna@shop.example");
        return relay.send(new Mail(
                mail.from(),
                sender + "@bounces.example",
                mail.to(),
                mail.subject(),
                mail.html(),
                mail.text(),
                mail.messageId(),
                mail.date(),
                null,
                false));
    }

    /** The next mail is none the worse for it. */
    private void assertNextMailGoesOut(int connections) {
        assertThat(to("next")).isInstanceOf(Accepted.class);
        assertThat(sink.connections()).isEqualTo(connections);
        assertThat(sink.mails()).last().extracting(SmtpSink.Received::recipient).isEqualTo("next@shop.example");
    }

    @Test
    void sender_recipient_and_data_go_out_together() {
        sink.answeringTogether();
        assertThat(to("anna")).isInstanceOf(Accepted.class);
        assertThat(to("bert")).isInstanceOf(Accepted.class);
    }

    @Test
    void a_relay_without_pipelining_is_told_one_thing_at_a_time() {
        sink.offering("SIZE 1000000");
        assertThat(to("anna")).isInstanceOf(Accepted.class);
        assertThat(to("550")).isInstanceOf(Rejected.class);
        assertThat(to("451-at-data")).isInstanceOf(Deferred.class);
        assertNextMailGoesOut(1);
        assertThat(sink.tooEarly()).isZero();
    }

    @Test
    void a_relay_that_knows_no_extensions_gets_plain_smtp() {
        sink.offering();
        assertThat(to("anna")).isInstanceOf(Accepted.class);
        assertThat(sink.commands()).contains("MAIL FROM:<bounce@bounces.example>", "RCPT TO:<anna@shop.example>");
    }

    @Test
    void what_the_refused_mail_left_open_is_reset_together_with_the_next() {
        assertThat(to("550")).isInstanceOf(Rejected.class);
        sink.answeringTogether();
        assertNextMailGoesOut(1);
        assertThat(sink.commands()).containsOnlyOnce("RSET");
    }

    @ParameterizedTest
    @CsvSource({
        "550-5.1.1, 550, 5.1.1",
        "552-5.2.2, 552, 5.2.2",
        "550-5.7.1, 550, 5.7.1",
    })
    void a_refused_recipient_is_rejected_with_the_relays_words(String script, int code, String enhanced) {
        assertThat(to(script)).isEqualTo(new Rejected(new Reply(code, enhanced + " as you asked"), Refused.RECIPIENT));
        assertNextMailGoesOut(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"550-go-ahead", "550-go-ahead-250"})
    void a_go_ahead_after_a_refused_recipient_gets_an_empty_mail_to_nobody(String script) {
        assertThat(to(script)).isInstanceOf(Rejected.class);
        assertThat(sink.mails()).isEmpty();
        assertNextMailGoesOut(1);
        assertThat(sink.commands()).doesNotContain("RSET");
    }

    @Test
    void a_refused_sender_is_not_held_against_the_recipient() {
        assertThat(from("550-sender")).isEqualTo(new Rejected(new Reply(550, "5.1.8 as you asked"), Refused.SENDER));
        assertNextMailGoesOut(1);
    }

    @Test
    void a_sender_refused_for_the_moment_defers() {
        assertThat(from("451-sender")).isInstanceOf(Deferred.class);
        assertNextMailGoesOut(1);
    }

    @Test
    void a_refused_content_is_not_held_against_the_recipient() {
        assertThat(to("554-5.7.515-data"))
                .isEqualTo(new Rejected(new Reply(554, "5.7.515 as you asked"), Refused.CONTENT));
        assertNextMailGoesOut(1);
    }

    @Test
    void a_refused_data_is_the_verdict() {
        assertThat(to("451-at-data").reply().code()).isEqualTo(451);
        assertThat(to("554-at-data")).isInstanceOf(Rejected.class);
        assertNextMailGoesOut(1);
    }

    @Test
    void a_421_to_the_recipient_defers_and_ends_the_connection() {
        assertThat(to("421")).isEqualTo(new Deferred(new Reply(421, "4.1.1 as you asked")));
        assertNextMailGoesOut(2);
    }

    @Test
    void a_421_to_the_content_defers_and_ends_the_connection() {
        assertThat(to("421-data")).isEqualTo(new Deferred(new Reply(421, "4.7.0 as you asked")));
        assertThat(sink.mails()).isEmpty();
        assertNextMailGoesOut(2);
    }

    @Test
    void a_relay_that_wants_a_login_says_what_to_do() {
        var attempt = to("530");
        assertThat(attempt).isInstanceOf(Deferred.class);
        assertThat(attempt.reply().text()).startsWith("5.1.1 as you asked (").contains("postille.delivery.relay.user");
        assertNextMailGoesOut(1);
    }

    @Test
    void a_connection_lost_at_the_recipient_defers() {
        assertThat(to("drop-at-rcpt")).isInstanceOf(Deferred.class);
        assertNextMailGoesOut(2);
    }

    @Test
    void a_connection_lost_before_a_large_mail_was_handed_over_defers() {
        assertThat(relay.send(Mails.large("drop-before-dot@shop.example", 8_000_000)))
                .isInstanceOf(Deferred.class);
        assertNextMailGoesOut(2);
    }

    @Test
    void a_connection_lost_while_a_small_mail_is_on_its_way_may_have_carried_it() {
        assertThat(to("drop-before-dot")).isInstanceOfAny(Unknown.class, Deferred.class);
        assertNextMailGoesOut(2);
    }

    @Test
    void a_refusal_within_a_mail_is_heard_though_the_relay_stops_listening() {
        assertThat(relay.send(Mails.large("too-much@shop.example", 8_000_000)))
                .isEqualTo(new Rejected(new Reply(552, "5.3.4 too much"), Refused.CONTENT));
        assertNextMailGoesOut(2);
    }

    @Test
    void a_connection_lost_after_the_final_dot_is_in_doubt() {
        assertThat(to("drop-after-dot")).isInstanceOf(Unknown.class);
        assertNextMailGoesOut(2);
    }

    @Test
    void silence_defers() {
        try (var impatient = relay(Duration.ofMillis(200))) {
            assertThat(impatient.send(Mails.to("silent@shop.example"))).isInstanceOf(Deferred.class);
        }
    }

    @Test
    void a_reply_that_is_none_defers_and_ends_the_connection() {
        var attempt = to("garbage");
        assertThat(attempt).isInstanceOf(Deferred.class);
        assertThat(attempt.reply().text()).contains("Good morning!");
        assertNextMailGoesOut(2);
    }

    @Test
    void a_reply_to_the_content_that_is_none_leaves_the_mail_in_doubt() {
        assertThat(to("garbage-data")).isInstanceOf(Unknown.class);
        assertNextMailGoesOut(2);
    }

    @Test
    void a_reply_of_several_lines_is_one_with_its_status_code_said_once() {
        assertThat(to("lines").reply()).isEqualTo(new Reply(550, "5.1.1 No mailbox here by that name. Look it up"));
        assertNextMailGoesOut(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"long", "long-line"})
    void a_long_reply_is_heard_to_its_end_and_kept_short(String script) {
        var attempt = to(script);
        assertThat(attempt).isInstanceOf(Rejected.class);
        assertThat(attempt.reply().text()).startsWith("5.1.1 x").hasSizeLessThanOrEqualTo(400);
        assertNextMailGoesOut(1);
    }

    @Test
    void a_reply_without_end_ends_the_connection() {
        assertThat(to("endless")).isInstanceOf(Deferred.class);
        assertNextMailGoesOut(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 5.7.1 not from you", "421 4.7.0 later"})
    void a_relay_that_does_not_want_us_is_not_offered_a_mail(String greeting) {
        sink.greeting(greeting);
        assertThat(to("anna"))
                .isEqualTo(
                        new NotOffered(new Reply(Integer.parseInt(greeting.substring(0, 3)), greeting.substring(4))));
    }

    @Test
    void a_mail_larger_than_the_relay_takes_is_rejected_before_it_hears_of_it() {
        sink.offering("PIPELINING", "SIZE 500");
        var attempt = to("anna");
        assertThat(attempt).isInstanceOf(Rejected.class);
        assertThat(attempt.reply().toString())
                .matches("552 5\\.3\\.4 the mail has \\d+ bytes, the relay takes at most 500");
        assertThat(sink.commands()).containsExactly("EHLO mail.news.example");
    }

    @Test
    void reports_are_asked_for_where_the_relay_knows_how() {
        sink.offering("DSN");
        var mail = Mails.to("anna+shop@shop.example");
        relay.send(mail);
        assertThat(sink.commands())
                .contains(
                        "MAIL FROM:<bounce@bounces.example> RET=HDRS ENVID=" + mail.messageId(),
                        "RCPT TO:<anna+shop@shop.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;anna+2Bshop@shop.example");
    }

    @Test
    void letters_beyond_ascii_before_the_at_need_a_relay_that_knows_them() {
        assertThat(to("jürgen").reply().enhanced()).contains("5.6.7");
        assertThat(to("jürgen")).isInstanceOf(Rejected.class);
        assertThat(sink.commands()).noneMatch(it -> it.startsWith("MAIL"));
    }

    @Test
    void a_relay_that_knows_letters_beyond_ascii_gets_them_in_envelope_and_header() {
        sink.offering("SMTPUTF8", "8BITMIME");
        assertThat(relay.send(Mails.to("jürgen@bücher.example", "Jürgen", "Grüße")))
                .isInstanceOf(Accepted.class);
        assertThat(sink.commands())
                .contains(
                        "MAIL FROM:<bounce@bounces.example> BODY=8BITMIME SMTPUTF8",
                        "RCPT TO:<jürgen@xn--bcher-kva.example>");
        assertThat(new String(sink.mails().getFirst().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("To: =?UTF-8?Q?J=C3=BCrgen?= <jürgen@xn--bcher-kva.example>\r\n")
                .contains("Subject: =?UTF-8?");
    }

    @Test
    void any_other_mail_stays_ascii_there_too() {
        sink.offering("SMTPUTF8", "8BITMIME");
        relay.send(Mails.to("anna@bücher.example", "Jürgen", "Grüße"));
        assertThat(sink.commands())
                .contains("MAIL FROM:<bounce@bounces.example>", "RCPT TO:<anna@xn--bcher-kva.example>");
    }
}
