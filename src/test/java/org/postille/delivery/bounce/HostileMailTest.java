package org.postille.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileMailTest {

    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    private static final String HEAD =
            "Return-Path: <>\nFrom: MAILER-DAEMON@example.org\nTo: b@example.com\nSubject: Undeliverable\n";

    static Stream<String> mails() {
        var large = 5_000_000;
        return Stream.of(
                "",
                "\n",
                "From ",
                HEAD,
                HEAD + "\n" + "x".repeat(large),
                HEAD + "\n" + "a@".repeat(large),
                HEAD + "\n" + "<".repeat(large),
                HEAD + "\n" + "550 ".repeat(large / 2),
                HEAD + "\n" + "mailbox ".repeat(large),
                HEAD + "\n" + "a@b.c\n".repeat(large),
                HEAD + "\n" + "a.".repeat(large) + "@" + "b.".repeat(large),
                HEAD + "\n" + "Final-Recipient: rfc822;a@b.c\nAction: failed\n\n".repeat(200_000),
                HEAD + "\n" + "\n ".repeat(large),
                HEAD + "X: y\n".repeat(1_000_000),
                HEAD + "X: " + "y\n ".repeat(large),
                "=?utf-8?Q?".repeat(large),
                HEAD + "Subject: " + "=?utf-8?B?".repeat(500_000),
                HEAD + "Content-Type: text/html\n\n" + "<div>".repeat(large / 5),
                HEAD + "Content-Type: text/plain; charset=no-such\n\nmailbox full a@example.org",
                HEAD + "Content-Type: text/plain; charset=\"\n\nx",
                HEAD + "Content-Type: multipart/report; boundary=\"\"\n\n--\n--\n",
                nested(5_000),
                HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(500_000),
                HEAD + "\n{\"notificationType\":" + "[".repeat(1_000_000),
                HEAD + "\n{\"notificationType\":\"Bounce\"}",
                HEAD + "\n{\"notificationType\":\"Bounce\",\"bounce\":[1,{}],\"mail\":7}");
    }

    private static String nested(int depth) {
        var mail = new StringBuilder(HEAD);
        for (var at = 0; at < depth; at++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(at)
                    .append("\n\n--b")
                    .append(at)
                    .append('\n');
        }
        return mail.append("\nx").toString();
    }

    static Stream<Arguments> fields() {
        var large = 900_000;
        var names = List.of(
                "References",
                "In-Reply-To",
                "Subject",
                "From",
                "To",
                "Delivered-To",
                "Message-ID",
                "Received",
                "Return-Path",
                "Auto-Submitted",
                "Content-Type: multipart/mixed; boundary",
                "Content-Type: text/plain; charset");
        var values = List.of(
                "x",
                "=?",
                "=?=?=?",
                "=?utf-8?Q?",
                "=?utf-8?B?x",
                "=?a?q?=?= ",
                " ",
                "a@",
                "a.",
                "<",
                "\"",
                "\\",
                "(",
                ";",
                "%",
                "-",
                "\t",
                "\n ",
                "a b",
                "a=b;",
                "*0=");
        return names.stream()
                .flatMap(name -> values.stream().map(it -> Arguments.of(name, it, it.repeat(large / it.length()))));
    }

    /** Two such mails at once would take both processors of a small machine. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fields")
    void a_field_of_almost_a_megabyte_is_read_at_once(String name, String piece, String value) {
        var separator = name.contains(";") ? "=" : ": ";
        for (var head : List.of("Return-Path: <>\nSubject: Undeliverable\n", "")) {
            var bytes = (head + name + separator + value + "\n\n" + "-".repeat(100_000) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            assertTimeoutPreemptively(
                    AT_ONCE, () -> assertThat(Report.read(bytes)).as(piece).isNotNull());
        }
    }

    @Test
    void a_status_of_very_many_recipients_is_read_at_once() {
        var mail = HEAD + "Content-Type: multipart/report; boundary=b\n\n--b\n\n"
                + "<a@b.example>: mailbox 550 full\n".repeat(2_000)
                + "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
                + "Final-Recipient: rfc822;a@b.c\nAction: failed\n\n".repeat(3_000) + "--b--\n";
        var bytes = mail.getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(
                AT_ONCE,
                () -> assertThat(Report.read(bytes))
                        .isInstanceOfSatisfying(
                                Report.Bounced.class,
                                it -> assertThat(it.failures()).hasSize(100)));
    }

    @Test
    void boundaries_that_almost_fit_on_every_level_are_looked_for_at_once() {
        var mail = new StringBuilder(HEAD);
        for (var depth = 0; depth < 9; depth++) {
            var boundary = "-".repeat(195) + "b" + depth;
            mail.append("Content-Type: multipart/mixed; boundary=")
                    .append(boundary)
                    .append("\n\n--")
                    .append(boundary)
                    .append('\n');
        }
        mail.append('\n').append("-".repeat(1_000_000));
        var bytes = mail.toString().getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(AT_ONCE, () -> assertThat(Report.read(bytes)).isNotNull());
    }

    @Test
    void the_last_of_the_references_is_the_mail() {
        var mail = "From: a@b.example\nReferences: <1@x.example>\n\t<2@x.example>\nSubject: Re\n\nHello\n";
        assertThat(Report.read(mail.getBytes(StandardCharsets.UTF_8)).origin().messageId())
                .isEqualTo("<2@x.example>");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void anything_is_read_in_bounded_time(String mail) {
        var bytes = mail.getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(ENOUGH, () -> assertThat(Report.read(bytes)).isNotNull());
    }

    @Test
    void a_mail_cut_off_anywhere_is_read() {
        for (var name : Samples.names()) {
            var mail = Samples.bytes(name);
            for (var length = 0; length < mail.length; length += 37) {
                var cut = Arrays.copyOf(mail, length);
                assertThat(Report.read(cut)).as(name + " at " + length).isNotNull();
            }
        }
    }

    @Test
    void broken_bytes_are_read() {
        var random = new Random(20);
        for (var name : Samples.names()) {
            for (var round = 0; round < 20; round++) {
                var mail = Samples.bytes(name);
                for (var at = 0; at < 30; at++) {
                    mail[random.nextInt(mail.length)] = (byte) random.nextInt(256);
                }
                assertThat(Report.read(mail)).as(name + " in round " + round).isNotNull();
            }
        }
    }

    @Test
    void a_returned_mail_of_ten_megabytes_hides_nothing() {
        var small = new String(Samples.bytes("postfix"), StandardCharsets.US_ASCII);
        var large = small.replace("1.0\n\n--=_b1--", "1.0\n\n" + "Hello\n".repeat(1_700_000) + "--=_b1--");
        assertThat(large).hasSizeGreaterThan(10_000_000);
        assertTimeoutPreemptively(
                ENOUGH,
                () -> assertThat(Report.read(large.getBytes(StandardCharsets.US_ASCII)))
                        .isEqualTo(Samples.read("postfix")));
    }
}
