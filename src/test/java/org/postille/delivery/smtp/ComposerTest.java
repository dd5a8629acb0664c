package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;
import org.postille.delivery.dkim.Keys;
import org.postille.delivery.dkim.Signer;

class ComposerTest {

    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?UTF-8\\?[BQ]\\?[!->@-~]*\\?=");

    @Test
    void the_headers_are_these_in_this_order() {
        var mail = Mails.to("anna@shop.example", "Anna", "Alles Gute");
        assertThat(headerNames(compose(mail)))
                .containsExactly(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "List-Id",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post",
                        "Feedback-ID",
                        "X-Auto-Response-Suppress",
                        "MIME-Version",
                        "Content-Type");
    }

    @Test
    void a_name_cannot_turn_round_what_stands_beside_it() {
        var mail = Mails.to("anna@shop.example", "An\u202Ena \u2067moc.knab\u2069", "A\u202Dlles Gute");
        assertThat(compose(mail))
                .contains("To: \"Anna moc.knab\" <anna@shop.example>\r\n")
                .contains("Subject: Alles Gute\r\n");
    }

    @Test
    void the_headers_of_list_mail_have_the_exact_text_of_their_standards() {
        assertThat(compose(Mails.to("anna@shop.example")))
                .contains("\r\nList-Unsubscribe: <https://news.example/u/tok-_en>\r\n")
                .contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
                .contains("\r\n <birthday.news.example>\r\n")
                .contains("\r\nFeedback-ID: birthday::campaign:postille\r\n")
                .contains("Date: Fri, 1 May 2026 09:00:00 +0000\r\n");
    }

    @Test
    void optional_headers_have_the_exact_text_of_their_standards_too() {
        var mail = complete();
        assertThat(compose(mail))
                .contains("\r\nReply-To: \"Team, Shop\" <team@news.example>\r\n")
                .contains(
                        "\r\nList-Unsubscribe: <https://news.example/u/tok-_en>,\r\n <mailto:u+tok-_en@news.example?subject=unsubscribe>\r\n")
                .contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
                .contains("\r\nCFBL-Address: fbl@news.example; report=arf\r\n");
        assertThat(headerNames(compose(mail))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CFBL-Address", "Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID"})
    void what_readers_and_receivers_act_on_is_signed(String header) {
        var mail = Composer.compose(complete());
        var signature = new String(
                new Signer("news.example", List.of(Keys.ed25519("e")), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                        .signatures(mail),
                StandardCharsets.US_ASCII);
        assertThat(signature
                        .replaceAll("\\s", "")
                        .replaceAll(".*;h=([^;]*);.*", "$1")
                        .split(":"))
                .contains(header);
    }

    private static Mail complete() {
        var mail = Mails.to("anna@shop.example");
        var listing = Objects.requireNonNull(mail.listing())
                .withMailto(URI.create("mailto:u+tok-_en@news.example?subject=unsubscribe"))
                .withComplaints("fbl@news.example");
        return new Mail(
                        mail.from(),
                        mail.envelopeSender(),
                        mail.to(),
                        mail.subject(),
                        mail.html(),
                        mail.text(),
                        mail.messageId(),
                        mail.date(),
                        listing,
                        false)
                .withReplyTo(new Party("team@news.example", "Team, Shop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example/u",
                "mailto:u",
                "mailto:u@news.example?subject=a&bcc=x@evil.example",
                "mailto:u@news.example,x@evil.example",
                "mailto:u@news.example?subject=a%0D%0ABcc:x",
                "mailto:u@news.example?body=x",
            })
    void a_mailbox_to_unsubscribe_by_is_one_address_with_a_plain_subject(String uri) {
        var listing = Objects.requireNonNull(Mails.to("anna@shop.example").listing());
        var mailbox = URI.create(uri);
        assertThatThrownBy(() -> listing.withMailto(mailbox)).isInstanceOf(Invalid.class);
    }

    @Test
    void a_triggered_mail_says_so_and_transactional_mail_is_no_list() {
        var list = Mails.to("anna@shop.example");
        var mail = new Mail(
                list.from(),
                list.envelopeSender(),
                list.to(),
                "x",
                "<p>x</p>",
                "x",
                list.messageId(),
                list.date(),
                null,
                true);
        assertThat(headerNames(compose(mail))).contains("Auto-Submitted").doesNotContain("List-Id", "List-Unsubscribe");
    }

    @Test
    void a_reader_finds_text_first_then_html_unchanged() throws Exception {
        var mail = Mails.to("anna@shop.example", "Anna Ärmel", "Grüße");
        var parsed = parse(mail);
        var parts = (MimeMultipart) parsed.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo(mail.text().replace("\n", "\r\n"));
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo(mail.html().replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alles Gute",
                "Müller, Anna",
                "\"Anna\" <Chefin>",
                "Back\\slash",
                "🎂🎉👩‍👩‍👧‍👦 Familie Großmann",
                "ليلى الحسن",
                "‏דנה, כהן‏",
                "Nguyễn Thị Ánh",
                "Doe, John (Sales)",
                "Hans-Peter Freiherr von und zu Hohenlohe-Waldenburg-Schillingsfürst, Kaufmännischer Leiter, Öhringen",
                "=?utf-8?q?a=0D=0AX-Evil:_1?=",
                "x@evil.example,",
            })
    void names_and_subjects_arrive_as_they_were(String text) throws Exception {
        var parsed = parse(Mails.to("anna@shop.example", text, text));
        assertThat(parsed.getSubject()).isEqualTo(text);
        var to = parsed.getRecipients(Message.RecipientType.TO);
        assertThat(to).hasSize(1);
        assertThat(((InternetAddress) to[0]).getAddress()).isEqualTo("anna@shop.example");
        assertThat(((InternetAddress) to[0]).getPersonal()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "字", "ü", "a\u0301", "ל"})
    void a_character_is_never_split_between_encoded_words(String character) throws Exception {
        for (var shift = 0; shift < 8; shift++) {
            var name = "x".repeat(shift) + character.repeat(100);
            var headers = headerPart(compose(Mails.to("anna@shop.example", name, name)));
            var words = ENCODED_WORD
                    .matcher(headers)
                    .results()
                    .map(it -> it.group())
                    .toList();
            assertThat(words).hasSizeGreaterThan(4);
            for (var word : words) {
                assertThat(word).hasSizeLessThanOrEqualTo(75);
                assertThat(MimeUtility.decodeWord(word)).doesNotContain("\uFFFD");
            }
        }
    }

    @Test
    void what_a_single_instance_header_is_stands_there_once_with_one_address() throws Exception {
        var mail = Mails.to("anna@shop.example", "a@b.example, c@d.example", "Re=3A Alles Gute");
        var names = headerNames(compose(mail));
        for (var name : List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type")) {
            assertThat(names).filteredOn(name::equalsIgnoreCase).hasSize(1);
        }
        assertThat(parse(mail).getFrom()).hasSize(1);
        assertThat(parse(mail).getRecipients(Message.RecipientType.TO)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "anna@Müller.example, anna@xn--mller-kva.example",
        "anna@straße.example, anna@xn--strae-oqa.example",
        "anna@例え。テスト, anna@xn--r8jz45g.xn--zckzah",
        "anna@مثال.إختبار, anna@xn--mgbh0fb.xn--kgbechtv",
    })
    void a_domain_beyond_ascii_goes_out_as_a_labels_in_envelope_and_headers(String address, String ascii) {
        var received = wire(Mails.to(address)).getFirst();
        assertThat(received.recipient()).isEqualTo(ascii);
        assertThat(received.text()).contains("\r\nTo: " + ascii + "\r\n");
        var base = Mails.to("anna@shop.example");
        var from = new Mail(
                new Party(address, null),
                address,
                base.to(),
                "x",
                "x",
                "x",
                base.messageId(),
                base.date(),
                null,
                false);
        assertThat(compose(from)).contains("\r\nFrom: " + ascii + "\r\n");
        assertThat(wire(from).getFirst().sender()).isEqualTo(ascii);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jürgen@shop.example", "用户@shop.example", "anna@-.example", "anna@shop"})
    void an_address_that_the_relay_cannot_be_told_is_rejected_for_good(String address) {
        try (var sink = new SmtpSink();
                var relay = new SmtpRelay(RelaySettings.plain("127.0.0.1", sink.port(), 1))) {
            var attempt = relay.send(Mails.to(address));
            assertThat(attempt).isInstanceOf(Attempt.Rejected.class);
            assertThat(attempt.reply().enhanced())
                    .hasValueSatisfying(it -> assertThat(it).startsWith("5."));
            assertThat(sink.commands()).noneMatch(it -> it.startsWith("MAIL"));
        }
    }

    @Test
    void encoded_words_are_short_and_each_is_whole() throws Exception {
        var emoji = "Größe 🎂🎉👍🏽 ".repeat(40).strip();
        var headers = headerPart(compose(Mails.to("anna@shop.example", emoji, emoji)));
        var words = ENCODED_WORD.matcher(headers);
        var found = 0;
        while (words.find()) {
            found++;
            assertThat(words.group()).hasSizeLessThanOrEqualTo(75);
            assertThat(MimeUtility.decodeWord(words.group())).as(words.group()).doesNotContain("\uFFFD");
        }
        assertThat(found).isGreaterThan(20);
        assertThat(headers.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
    }

    @Test
    void any_text_gives_lines_that_every_relay_takes() {
        var random = new Random(4711);
        for (var round = 0; round < 200; round++) {
            var text = random.ints(random.nextInt(1, 3000), 0, 0x1F9FF)
                    .filter(c -> !Character.isSurrogate((char) c) || c > 0xFFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            var base = Mails.to("anna@shop.example", text, text);
            var bytes = Composer.compose(new Mail(
                    new Party("hallo@news.example", text),
                    base.envelopeSender(),
                    base.to(),
                    text,
                    text,
                    text,
                    base.messageId(),
                    base.date(),
                    base.listing(),
                    true));
            assertWellFormed(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothing_breaks_out_of_a_header(String hostile) {
        var base = Mails.to("anna@shop.example");
        var wire = wire(new Mail(
                        new Party("hallo@news.example", hostile),
                        base.envelopeSender(),
                        new Party("anna@shop.example", hostile),
                        hostile,
                        hostile,
                        hostile,
                        base.messageId(),
                        base.date(),
                        new Mail.Listing(
                                URI.create("https://news.example/u/t"), hostile, "birthday.news.example", null),
                        true)
                .withReplyTo(new Party("team@news.example", hostile)));
        assertThat(headerNames(wire.getFirst().text()))
                .containsExactly(
                        "Date",
                        "From",
                        "Reply-To",
                        "To",
                        "Message-ID",
                        "Subject",
                        "List-Id",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        "MIME-Version",
                        "Content-Type");
        assertWellFormed(wire.getFirst().bytes());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void what_we_put_into_headers_ourselves_is_refused_if_it_is_hostile(String hostile) {
        var base = Mails.to("anna@shop.example");
        assertThatThrownBy(() -> new Mail(
                        base.from(),
                        base.envelopeSender(),
                        base.to(),
                        "x",
                        "x",
                        "x",
                        hostile,
                        Instant.EPOCH,
                        null,
                        false))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new Mail(
                        new Party(hostile, null),
                        base.envelopeSender(),
                        base.to(),
                        "x",
                        "x",
                        "x",
                        "a@b.example",
                        Instant.EPOCH,
                        null,
                        false))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new Mail(
                        base.from(), hostile, base.to(), "x", "x", "x", "a@b.example", Instant.EPOCH, null, false))
                .isInstanceOf(Invalid.class);
        var url = URI.create("https://news.example/u/t");
        assertThatThrownBy(() -> new Mail.Listing(url, "x", hostile, null)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new Mail.Listing(url, "x", "a.example", hostile))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new Mail.Listing(url, "x", "a.example", null).withComplaints(hostile))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> base.withReplyTo(new Party(hostile, null))).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:x@y.example", "https://a.example/\u760d\u760aBcc:x", "https://a.example/a,b"})
    void an_unsubscribe_link_is_a_plain_url(String url) {
        var uri = URI.create(url);
        assertThatThrownBy(() -> new Mail.Listing(uri, "x", "a.example", null)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @MethodSource("hostileAddresses")
    void a_hostile_address_never_reaches_the_relay(String address) {
        assertThat(wire(Mails.to(address))).isEmpty();
    }

    static List<String> hostile() throws Exception {
        var strings = new ArrayList<>(List.of(
                "Bcc\r\nBcc: x@evil.example",
                "a\r\n\r\n<script>",
                "a\nb",
                "a\rb",
                "a\u2028x",
                "a\u0085x",
                "a\u0000x",
                "a\u760d\u760aBcc: x@evil.example",
                "\u560d\u560aBcc: x@evil.example",
                "=?utf-8?q?a=0D=0AX-Evil:_1?=",
                "=?utf-8?b?DQpYLUV2aWw6IDE=?=",
                "a\r\n.\r\nMAIL FROM:<x@evil.example>\r\n"));
        strings.addAll(shared("header_injection"));
        return strings;
    }

    static List<String> hostileAddresses() throws Exception {
        var strings = new ArrayList<>(List.of(
                "a\u760d\u760aRCPT TO:<x@evil.example>\u760d\u760a@b.example",
                "a@b.example\u760d\u760aRCPT TO:<x@evil.example>",
                "\"a\r\nRCPT TO:<x@evil.example>\"@b.example",
                "a@b.example>\r\nDATA\r\n",
                "<a@b.example>,<c@d.example>",
                "a@[127.0.0.1]"));
        strings.addAll(shared("address_injection"));
        return strings;
    }

    private static List<String> shared(String key) throws Exception {
        var file = Path.of("../shared/fixtures/security/strings.json");
        if (!Files.isDirectory(Path.of("../shared"))) {
            return List.of();
        }
        var strings = new ArrayList<String>();
        new ObjectMapper().readTree(Files.readString(file)).path(key).forEach(node -> strings.add(node.textValue()));
        assertThat(strings).isNotEmpty();
        return strings;
    }

    private static List<SmtpSink.Received> wire(Mail mail) {
        try (var sink = new SmtpSink();
                var relay = new SmtpRelay(RelaySettings.plain("127.0.0.1", sink.port(), 1))) {
            relay.send(mail);
            assertThat(sink.commands()).noneMatch(line -> line.contains("evil.example"));
            return List.copyOf(sink.mails());
        }
    }

    private static void assertWellFormed(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.chars()).allMatch(c -> c == '\r' || c == '\n' || (c >= ' ' && c <= '~') || c == '\t');
        assertThat(Stream.of(text.split("\r\n")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        assertThat(headerNames(text)).doesNotHaveDuplicates().doesNotContain("Bcc", "X-Evil");
    }

    private static String compose(Mail mail) {
        return new String(Composer.compose(mail), StandardCharsets.ISO_8859_1);
    }

    private static String headerPart(String wire) {
        return wire.substring(0, wire.indexOf("\r\n\r\n"));
    }

    private static List<String> headerNames(String wire) {
        return headerPart(wire)
                .lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    private static MimeMessage parse(Mail mail) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(Composer.compose(mail)));
    }
}
