package org.postille.delivery.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed mails, verified by {@link Verifier}. */
class SignerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1777626000), ZoneOffset.UTC);
    private static final SigningKey RSA = Keys.rsa("r2026");
    private static final SigningKey ED25519 = Keys.ed25519("e2026");
    private static final Verifier VERIFIER = Verifier.of("news.example", RSA, ED25519);
    private static final Signer SIGNER = new Signer("news.example", List.of(RSA, ED25519), CLOCK);

    private static final String MAIL = """
            Date: Fri, 1 May 2026 09:00:00 +0000
            From: =?UTF-8?Q?M=C3=BCller_&_S=C3=B6hne?= <hallo@news.example>
            To: Anna <anna@shop.example>
            Message-ID: <1.birthday@news.example>
            Subject: =?UTF-8?B?8J+OgiBBbGxlcyBHdXRl?=
             =?UTF-8?B?LCBKw7xyZ2Vu?=
            List-Id: Birthday
             <birthday.news.example>
            List-Unsubscribe: <https://news.example/u/token>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            Feedback-ID: birthday::campaign:postille
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            Sch=C3=B6ne Gr=C3=BC=C3=9Fe,\t  two  spaces and a very long line that quoted=
            -printable has broken.=20

            .
            Ende


            """.replace("\n", "\r\n");

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String signed(Signer signer, String mail) {
        return new String(signer.signatures(octets(mail)), StandardCharsets.ISO_8859_1) + mail;
    }

    private static String signed(String mail) {
        return signed(SIGNER, mail);
    }

    @Test
    void both_signatures_of_a_mail_hold() {
        var found = VERIFIER.verify(signed(MAIL));
        assertThat(found).hasSize(2).allSatisfy(it -> assertThat(it.wrong()).isNull());
        assertThat(found).extracting(it -> it.tags().get("a")).containsExactly("rsa-sha256", "ed25519-sha256");
    }

    @Test
    void the_tags_say_who_signed_when_and_never_only_a_part() {
        assertThat(VERIFIER.verify(signed(MAIL)))
                .allSatisfy(it -> assertThat(it.tags())
                        .containsEntry("v", "1")
                        .containsEntry("d", "news.example")
                        .containsEntry("t", "1777626000")
                        .containsEntry("c", "relaxed/relaxed")
                        .doesNotContainKeys("l", "i", "x", "z"));
    }

    @Test
    void what_is_there_is_signed_and_what_must_not_be_added_is_signed_once_more() {
        var h = VERIFIER.verify(signed(MAIL)).getFirst().tags().get("h").replaceAll("\\s", "");
        assertThat(h)
                .isEqualTo(
                        "From:From:To:To:Subject:Subject:Date:Date:Message-ID:Message-ID:Reply-To:MIME-Version:MIME-Version:"
                                + "Content-Type:Content-Type:Content-Transfer-Encoding:List-Id:List-Unsubscribe:List-Unsubscribe:"
                                + "List-Unsubscribe-Post:List-Unsubscribe-Post:Feedback-ID");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_mail_that_was_changed_fails(String from, String to) {
        var sent = signed(MAIL);
        assertThat(sent).contains(from);
        assertThat(VERIFIER.verify(sent.replace(from, to))).hasSize(2).noneMatch(Verifier.Found::passes);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                        new String[] {"Ende", "Anfang"},
                        new String[] {"two  spaces", "twospaces"},
                        new String[] {"\r\n.\r\n", "\r\n..\r\n"},
                        new String[] {"Ende\r\n", "Ende\r\n\r\nBuy now"},
                        new String[] {"anna@shop.example", "bert@shop.example"},
                        new String[] {"LCBKw7xyZ2Vu", "LCBKw7xyZ2Vi"},
                        new String[] {"/u/token", "/u/other"},
                        new String[] {"=One-Click", "=Two-Click"},
                        new String[] {"::campaign:", "::other:"},
                        new String[] {"<birthday.news.example>", "<evil.news.example>"},
                        new String[] {"t=1777626000", "t=1777626001"},
                        new String[] {"Content-Type: text/plain", "Content-Type: text/html"},
                        new String[] {"Date: Fri, 1 May 2026", "Date: Fri, 8 May 2026"})
                .map(it -> Arguments.of(it[0], it[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: evil@evil.example",
                "To: evil@evil.example",
                "Subject: Buy now",
                "Date: Fri, 8 May 2026 09:00:00 +0000",
                "Reply-To: evil@evil.example",
                "Content-Type: text/html",
                "List-Unsubscribe: <https://evil.example/>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
            })
    void a_header_that_was_added_fails(String header) {
        var sent = signed(MAIL);
        assertThat(VERIFIER.verify(header + "\r\n" + sent)).hasSize(2).noneMatch(Verifier.Found::passes);
        assertThat(VERIFIER.verify(sent.replace("MIME-Version:", header + "\r\nMIME-Version:")))
                .hasSize(2)
                .noneMatch(Verifier.Found::passes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: |SUBJECT:\t ",
                "Feedback-ID: birthday|feedback-id: \r\n birthday",
                "Ende|Ende \t",
                "two  spaces|two \t spaces"
            })
    void what_a_relay_may_do_to_blanks_does_no_harm(String change) {
        var from = change.split("\\|")[0];
        var to = change.split("\\|")[1];
        var sent = signed(MAIL).replace(from, to) + "\r\n\r\n";
        assertThat(VERIFIER.verify("Received: by relay\r\n" + sent)).hasSize(2).allMatch(Verifier.Found::passes);
    }

    @Test
    void of_headers_that_are_there_twice_all_are_signed() {
        var twice = MAIL.replace("To: Anna", "Subject: first\r\nTo: Anna");
        assertThat(VERIFIER.verify(signed(twice))).hasSize(2).allMatch(Verifier.Found::passes);
        assertThat(VERIFIER.verify(signed(twice).replace("first", "changed"))).noneMatch(Verifier.Found::passes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@news.example\r\n\r\n",
                "From: a@news.example\r\n\r\n\r\n \r\n",
                "From: a@news.example\r\n",
                "From: a@news.example\r\nsubject:\r\n\r\nno line end",
                "from : a@news.example\r\nSubject:a\r\n\tb\r\n\r\n x\r\n",
            })
    void mails_of_odd_forms_are_signed_too(String mail) {
        assertThat(VERIFIER.verify(signed(mail)))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.wrong()).isNull());
    }

    @Test
    void the_signature_is_folded_as_every_header_is() {
        var signatures = new String(SIGNER.signatures(octets(MAIL)), StandardCharsets.ISO_8859_1);
        assertThat(signatures).endsWith("\r\n").matches("(?s)DKIM-Signature: .*\r\nDKIM-Signature: .*");
        assertThat(signatures.split("\r\n"))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(78).matches("[ -~]*[!-~]"));
    }

    @Test
    void without_keys_nothing_is_put_before_a_mail() {
        assertThat(new Signer("news.example", List.of(), CLOCK).signatures(octets(MAIL)))
                .isEmpty();
    }

    @Test
    void a_mail_is_left_as_it_is() {
        var mail = octets(MAIL);
        SIGNER.signatures(mail);
        assertThat(mail).isEqualTo(octets(MAIL));
    }

    @Test
    void many_threads_may_sign_at_a_time() throws Exception {
        var expected = signed(MAIL);
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> work = IntStream.range(0, 64)
                    .<Callable<String>>mapToObj(i -> () -> signed(MAIL + "\r\n".repeat(i)))
                    .collect(Collectors.toList());
            for (var future : threads.invokeAll(work)) {
                assertThat(future.get().strip()).isEqualTo(expected.strip());
            }
        }
    }

    @Test
    void a_key_does_not_show_itself() {
        for (var key : List.of(RSA, ED25519)) {
            assertThat(key.toString())
                    .isEqualTo(key.selector() + " (" + key.algorithm().code() + ")");
        }
    }
}
