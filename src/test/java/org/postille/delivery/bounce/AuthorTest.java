package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.delivery.bounce.Report.AutoReply;
import org.postille.delivery.bounce.Report.Bounced;
import org.postille.delivery.bounce.Report.Other;

/** The words of a bounce are one only if a mail system wrote them. */
class AuthorTest {

    private static final String ANNA = "anna@example.org";

    private static final String NOTICE = """
            This is the mail system at host mx.example.net.

            I'm sorry to have to inform you that your message could not
            be delivered to one or more recipients.

            <friend@example.net>: host mx.example.net[192.0.2.1] said:
                550 5.1.1 user unknown (in reply to RCPT TO command)
            """;

    static Stream<Arguments> people() {
        return Stream.of(
                Arguments.of("Subject: Re: Undelivered Mail Returned to Sender\nIn-Reply-To: <1@x.example>", quoted()),
                Arguments.of("Subject: AW: Undelivered Mail Returned to Sender", NOTICE),
                Arguments.of("Subject: WG: Unzustellbar: Neues", NOTICE),
                Arguments.of("Subject: Fwd: Mail delivery failed: returning message to sender", NOTICE),
                Arguments.of("Subject: RE: [EXT] Undeliverable: News", NOTICE),
                Arguments.of("Subject: Undelivered Mail Returned to Sender", NOTICE),
                Arguments.of("Subject: Undelivered Mail Returned to Sender\nIn-Reply-To: <1@x.example>", NOTICE),
                Arguments.of(
                        "Subject: Undelivered Mail Returned to Sender",
                        NOTICE + "\n-----Original Message-----\nMessage-ID: <1@x.example>\nFrom: shop@example.com\n"),
                Arguments.of(
                        "Subject: SPAM! Undelivered Mail Returned to Sender", "Stop this.\n> 550 5.1.1 user unknown"),
                Arguments.of("Subject: Lieferung nicht zugestellt!", "Mein Paket konnte nicht zugestellt werden."),
                Arguments.of(
                        "Subject: Zustellung",
                        "Das Paket konnte nicht zugestellt werden: Empfänger unbekannt, sagt man."));
    }

    private static String quoted() {
        return "What is this?\n\n" + NOTICE.replaceAll("(?m)^", "> ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Pošta <mailer-daemon@mail.example>\nSubject: Zpráva\n\nAdresa anna@example.org: 550 5.1.1 neznámá",
                "From: \"XM PostMaster\" <root@xm.example>\nSubject: [XM bounce] News\n\n[<01>] Error=[550 Mailbox unavailable]",
                "From: MAILER-DAEMON@mail.example\nSubject: List\n\nanna@example.org 5.2.1 nem fogad levelet"
            })
    void a_mail_system_that_quotes_a_refusal_reports_a_bounce_in_any_language(String mail) {
        var text = mail.replaceFirst("\n\n", "\nContent-Type: text/plain; charset=utf-8\n\n");
        assertThat(read(text, "")).isInstanceOf(Bounced.class);
        assertThat(read(text, ANNA)).as("with a sender").isNotInstanceOf(Bounced.class);
    }

    @Test
    void a_mail_system_that_quotes_no_refusal_reports_none() {
        assertThat(read(
                        "From: postmaster@mail.example\nSubject: Quota\n\nYou use 812 MB of 1,550 MB (version 5.10.2025).",
                        ""))
                .isInstanceOf(Other.class);
    }

    @ParameterizedTest
    @MethodSource("people")
    void people_write_about_bounces_and_parcels(String fields, String text) {
        var mail = "From: Anna <" + ANNA + ">\n" + fields + "\nContent-Type: text/plain; charset=utf-8\n\n" + text;
        assertThat(read(mail, ANNA)).isInstanceOf(Other.class);
        assertThat(read(mail, null)).isInstanceOf(Other.class);
        assertThat(read("Return-Path: <" + ANNA + ">\n" + mail, null)).isInstanceOf(Other.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A parcel service, with the envelope sender that newsletters have.
                "Return-Path: <bounce@parcels.example>\nFrom: Parcels <noreply@parcels.example>\n"
                        + "Subject: Zustellung: nicht zugestellt\n\nIhr Paket konnte nicht zugestellt werden. Empfänger unbekannt.",
                // Somebody who fishes for passwords.
                "Return-Path: <a@phish.example>\nFrom: \"Mail Delivery System\" <a@phish.example>\n"
                        + "Subject: Undelivered Mail: 5 pending messages\n\n5 messages could not be delivered. Mailbox full.",
                // Programs that have no envelope sender, either.
                "Return-Path: <>\nFrom: noreply <noreply@firm.example>\nAuto-Submitted: auto-generated\n"
                        + "Subject: Your message to no-reply\n\nYour message was not delivered to a person.",
                "Return-Path: <>\nFrom: Help <help@firm.example>\nAuto-Submitted: auto-generated\nPrecedence: bulk\n"
                        + "Subject: [#4711] Re: News\n\nWe could not assign it to the following recipient: none.",
                "Return-Path: <>\nFrom: Anna <anna@example.org>\nSubject: Diese Adresse existiert nicht mehr\n\n"
                        + "Ihre Nachricht wurde nicht zugestellt. Bitte schreiben Sie an b@example.net",
                """
                Return-Path: <>
                From: Filter <postmaster@firm.example>
                Auto-Submitted: auto-generated
                Subject: [Quarantine] Your message has been held

                Your message to anna@example.org has been delayed and held in quarantine for review.
                """
            })
    void programs_write_in_the_words_of_bounces(String mail) {
        assertThat(read(mail, null)).isInstanceOf(Other.class);
    }

    @Test
    void that_a_mail_was_deleted_unread_is_no_bounce() {
        var mail = """
                Return-Path: <>
                From: Anna <anna@example.org>
                Subject: Not read: not delivered to the following recipient
                Content-Type: multipart/report; report-type=disposition-notification; boundary=b

                --b

                Your message was deleted without being read. Not delivered to the following recipient.
                --b
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822;anna@example.org
                Disposition: automatic-action/MDN-sent-automatically; deleted
                --b--
                """;
        assertThat(read(mail, "")).isInstanceOf(AutoReply.class);
        assertThat(read(mail.replace("Anna <anna@", "Postmaster <postmaster@"), ""))
                .isInstanceOf(AutoReply.class);
    }

    @Test
    void a_report_that_a_person_passes_on_is_none() {
        var report = new String(Samples.bytes("postfix"), StandardCharsets.US_ASCII);
        assertThat(read(report, "")).isInstanceOf(Bounced.class);
        var person = report.replaceFirst("Return-Path: .*\n", "").replaceFirst("From: .*", "From: Anna <" + ANNA + ">");
        // As programs forward that take the report apart, and as those that leave it whole.
        assertThat(read(person.replace("multipart/report; report-type=delivery-status", "multipart/mixed"), ANNA))
                .isInstanceOf(Other.class);
        assertThat(read(person.replace("Subject: ", "Subject: Fwd: "), ANNA)).isInstanceOf(Other.class);
        for (var subject :
                new String[] {"Fwd: Undelivered Mail Returned to Sender", "Undelivered Mail Returned to Sender"}) {
            var enclosed = "From: Anna <" + ANNA + ">\nSubject: " + subject
                    + "\nContent-Type: multipart/mixed; boundary=f\n\n--f\n\nDelivery to the following recipient failed?\n"
                    + "--f\nContent-Type: message/rfc822\n\n" + report + "\n--f--\n";
            assertThat(read(enclosed, ANNA)).isInstanceOf(Other.class);
            assertThat(read(enclosed, null)).isInstanceOf(Other.class);
        }
    }

    @Test
    void the_envelope_tells_more_than_the_header() {
        var mail = "From: noreply@carrier.example\nSubject: Undeliverable message\n\n"
                + "Your message could not be delivered to the following recipient:\n<" + ANNA + ">: user unknown\n";
        assertThat(read(mail, "")).isInstanceOf(Bounced.class);
        assertThat(read(mail, "MAILER-DAEMON@carrier.example")).isInstanceOf(Bounced.class);
        assertThat(read(mail, "noreply@carrier.example")).isInstanceOf(Other.class);
        assertThat(read("Return-Path: <>\n" + mail, null)).isInstanceOf(Bounced.class);
        assertThat(read("Return-Path: <>\n" + mail, "noreply@carrier.example")).isInstanceOf(Other.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: MAILER-DAEMON@mx.example\nSubject: failure notice",
                "From: Post <MicrosoftExchange0123456789abcdef@mx.example>\nSubject: Unzustellbar: Neues",
                "From: System Administrator <postmaster@mx.example>\nSubject: Undeliverable: News",
                "From: postmaster@mx.example\nSubject: Unzustellbare Nachricht\nAuto-Submitted: auto-replied",
                "From: robot@mx.example\nSubject: Warning\nX-Failed-Recipients: anna@example.org"
            })
    void mail_systems_write_bounces_even_with_a_sender(String fields) {
        var mail = fields + "\n\nYour message could not be delivered to\n\n<" + ANNA + ">: Benutzer unbekannt\n";
        for (var sender : new String[] {"", null, "robot@mx.example"}) {
            assertThat(read(mail, sender))
                    .isInstanceOfSatisfying(
                            Bounced.class,
                            it -> assertThat(it.failures()).singleElement().satisfies(failure -> {
                                assertThat(failure.recipient()).isEqualTo(ANNA);
                                assertThat(failure.severity()).isEqualTo(Severity.HARD);
                            }));
        }
    }

    private static Report read(String mail, @Nullable String sender) {
        return Report.read(mail.getBytes(StandardCharsets.UTF_8), sender);
    }
}
