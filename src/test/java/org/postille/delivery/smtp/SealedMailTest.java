package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.postille.delivery.dkim.Keys;
import org.postille.delivery.dkim.Signer;
import org.postille.delivery.dkim.SigningKey;
import org.postille.delivery.dkim.Verifier;

/** Mails as a relay receives them, over the wire: both signatures hold. The judges are strangers' programs, where they are there. */
class SealedMailTest {

    private static final Path JUDGES = Path.of("../shared/judges");
    /** Where {@code .ci/checks} installs what the judge needs. */
    private static final Path NODE_JUDGE = Path.of("target/judges");

    private static final List<SigningKey> KEYS = List.of(Keys.rsa("r2026"), Keys.ed25519("e2026"));
    /** Some verifiers refuse what their clock calls the future. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private static Map<String, Mail> mails() {
        var plain = Mails.to("anna@shop.example", "Anna", "Alles Gute");
        var all = new HashMap<String, Mail>();
        all.put("plain", plain);
        all.put("names beyond ASCII", Mails.to("anna@müller.example", "Şahin, Ümit \"Ü\"", "Für Sie: 20 % auf Öl"));
        all.put("right to left", Mails.to("leila@shop.example", "ليلى ‏الحسن", "عيد ميلاد سعيد يا ليلى"));
        all.put("emoji", Mails.to("anna@shop.example", "👩‍👩‍👧‍👦".repeat(20), "🎂🎉👍🏽".repeat(30)));
        all.put(
                "long lines",
                with(plain, "<p>" + "Größe und ".repeat(500) + "</p>" + "x".repeat(3000), "y".repeat(2000)));
        all.put("blanks at the ends of lines", with(plain, "<p>a \t\n \n\t\n</p> \n\n\n", " \n\n \ta  b \n\n\n"));
        all.put("dots", with(plain, ".\n..\n<p>.</p>\n.", ".\n.\n"));
        return all;
    }

    private static Mail with(Mail mail, String html, String text) {
        return new Mail(
                mail.from(),
                mail.envelopeSender(),
                mail.to(),
                mail.subject(),
                html,
                text,
                mail.messageId(),
                mail.date(),
                new Mail.Listing(
                        URI.create("https://news.example/u/" + "t".repeat(700)), "Größe", "a.news.example", null),
                true);
    }

    private static byte[] received(Mail mail) {
        try (var sink = new SmtpSink();
                var relay = new SmtpRelay(
                        RelaySettings.plain("127.0.0.1", sink.port(), 1),
                        new Signer("news.example", KEYS, CLOCK)::signatures)) {
            assertThat(relay.send(mail)).isInstanceOf(Attempt.Accepted.class);
            return sink.mails().getFirst().bytes();
        }
    }

    @TestFactory
    Stream<DynamicTest> both_signatures_hold_and_the_mail_needs_no_coding_on_its_way() {
        var verifier = Verifier.of("news.example", KEYS.toArray(SigningKey[]::new));
        return mails().entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> {
                    var bytes = received(it.getValue());
                    assertThat(verifier.verify(bytes))
                            .hasSize(2)
                            .allSatisfy(found -> assertThat(found.wrong()).isNull());
                    var text = new String(bytes, StandardCharsets.ISO_8859_1);
                    assertThat(text.replace("\r\n", ""))
                            .doesNotContain("\r", "\n")
                            .matches("[\\t -~]*");
                    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
                    assertThat(text).endsWith(new String(Composer.compose(it.getValue()), StandardCharsets.ISO_8859_1));
                    assertThat(verifier.verify(text.replace("To: ", "To: x"))).noneMatch(Verifier.Found::passes);
                }));
    }

    @Test
    void an_address_beyond_ascii_is_signed_as_it_goes_over_the_wire() {
        try (var sink = new SmtpSink().offering("SMTPUTF8", "8BITMIME");
                var relay = new SmtpRelay(
                        RelaySettings.plain("127.0.0.1", sink.port(), 1),
                        new Signer("news.example", KEYS, CLOCK)::signatures)) {
            assertThat(relay.send(Mails.to("jürgen@shop.example"))).isInstanceOf(Attempt.Accepted.class);
            var bytes = sink.mails().getFirst().bytes();
            assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("To: jürgen@shop.example\r\n");
            assertThat(Verifier.of("news.example", KEYS.toArray(SigningKey[]::new))
                            .verify(bytes))
                    .hasSize(2)
                    .allSatisfy(found -> assertThat(found.wrong()).isNull());
        }
    }

    @TestFactory
    Stream<DynamicTest> strangers_find_the_same() throws Exception {
        if (!Files.isDirectory(JUDGES)) {
            return Stream.empty();
        }
        var judges = new ArrayList<List<String>>();
        // The system's own: what apt installs is not there for another.
        if (runs("/usr/bin/python3", "-c", "import dkim") == 0) {
            judges.add(
                    List.of("/usr/bin/python3", JUDGES.resolve("dkim_verify.py").toString()));
        }
        if (Files.isDirectory(NODE_JUDGE.resolve("node_modules"))) {
            judges.add(List.of("node", NODE_JUDGE.resolve("judge.mjs").toString()));
        }
        var tests = new ArrayList<DynamicTest>();
        for (var judge : judges) {
            tests.add(DynamicTest.dynamicTest(judge.getLast() + ": changed", () -> {
                var changed = new String(
                        received(Mails.to("anna@shop.example", "Anna", "Alles Gute")), StandardCharsets.ISO_8859_1);
                assertThat(judged(judge, changed.replace("Ende", "Anfang").getBytes(StandardCharsets.ISO_8859_1)))
                        .isNotZero();
            }));
            mails().forEach((name, mail) -> {
                if ((mail.listing() != null && mail.listing().feedbackId() != null)
                        || judge.getFirst().endsWith("python3")) {
                    tests.add(DynamicTest.dynamicTest(
                            judge.getLast() + ": " + name,
                            () -> assertThat(judged(judge, received(mail)))
                                    .as(this::said)
                                    .isZero()));
                }
            });
        }
        return tests.stream();
    }

    private int judged(List<String> judge, byte[] mail) throws Exception {
        var zone = new HashMap<String, List<List<String>>>();
        KEYS.forEach(key -> zone.put(key.selector() + "._domainkey.news.example TXT", List.of(List.of(key.record()))));
        zone.put("_dmarc.news.example TXT", List.of(List.of("v=DMARC1; p=none")));
        Files.write(folder.resolve("mail.eml"), mail);
        Files.write(folder.resolve("zone.json"), new ObjectMapper().writeValueAsBytes(zone));
        var line = new ArrayList<>(judge);
        line.add(folder.resolve("mail.eml").toString());
        line.add(folder.resolve("zone.json").toString());
        if (judge.getFirst().equals("node")) {
            line.addAll(List.of("--sender", "bounce@bounces.example"));
        }
        return runs(line.toArray(String[]::new));
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return "nothing";
        }
    }

    private int runs(String... line) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
