package org.postille.delivery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.dkim.Keys;
import org.xbill.DNS.Rcode;

/** What is to be published, asked of a name server over the wire. */
class DomainZoneTest {

    private static final Keyring KEYS =
            new Keyring("news.shop.example", List.of(Keys.ed25519("e2026"), Keys.rsa("r2026")), List.of());
    private static final DomainZone ZONE = new DomainZone(
            "news.shop.example",
            "bounces.shop.example",
            KEYS,
            List.of("ip4:192.0.2.10"),
            "mx.shop.example",
            "web.shop.example",
            "192.0.2.10");

    private NameServer server;

    @BeforeEach
    void a_name_server() throws IOException {
        server = new NameServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Verdict verdict(String about) {
        return verdict(ZONE, about, Resolver.of(Optional.of(server.address()), Duration.ofSeconds(5)));
    }

    private static Verdict verdict(DomainZone zone, String about, Resolver resolver) {
        return zone.entries().stream()
                .filter(it -> it.about().startsWith(about))
                .findFirst()
                .orElseThrow()
                .verdict(resolver);
    }

    private static void isDifferent(Verdict verdict, String why) {
        assertThat(verdict).isInstanceOf(Verdict.Different.class);
        assertThat(verdict.toString())
                .startsWith("there but different (found \"")
                .contains(why);
    }

    @Test
    void nothing_is_there_in_an_empty_zone() {
        var resolver = Resolver.of(Optional.of(server.address()), Duration.ofSeconds(5));
        assertThat(ZONE.entries())
                .hasSize(8)
                .allSatisfy(
                        it -> assertThat(it.verdict(resolver)).as(it.about()).isEqualTo(new Verdict.Missing()));
        assertThat(ZONE.entries()).filteredOn(Entry::optional).hasSize(1);
    }

    @Test
    void what_is_printed_is_right_once_it_is_published() throws IOException {
        for (var entry : ZONE.entries()) {
            if (!entry.type().equals("PTR")) {
                server.with(entry.line());
            }
        }
        server.with(
                "_dmarc.shop.example. 3600 IN TXT \"v=DMARC1; p=none\"",
                "10.2.0.192.in-addr.arpa. 3600 IN PTR web.shop.example.",
                "web.shop.example. 3600 IN A 192.0.2.10");
        var resolver = Resolver.of(Optional.of(server.address()), Duration.ofSeconds(5));
        assertThat(ZONE.entries())
                .allSatisfy(it -> assertThat(it.verdict(resolver)).as(it.line()).isEqualTo(new Verdict.Right()));
    }

    @Test
    void a_long_text_is_split_into_strings_of_255_octets() {
        var line = ZONE.entries().get(1).line();
        var strings = Arrays.stream(line.split("\""))
                .filter(it -> it.length() > 5 && !it.contains(" IN "))
                .toList();
        assertThat(strings).hasSize(2).allSatisfy(it -> assertThat(it).hasSizeLessThanOrEqualTo(255));
        assertThat(String.join("", strings)).isEqualTo(Keys.rsa("r2026").record());
        assertThat(line)
                .startsWith("r2026._domainkey.news.shop.example. 3600 IN TXT ( \"v=DKIM1; k=rsa; p=MII")
                .endsWith("\" )");
    }

    @ParameterizedTest
    @CsvSource({
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=, another key",
        "v=DKIM1; k=rsa; p=KEY, another key",
        "v=DKIM1; k=ed25519; p=, revoked",
        "v=DKIM1; k=ed25519; t=y:s; p=KEY, only a test",
        "v=DKIM1; k=ed25519; h=sha1; p=KEY, does not allow sha256",
        "v=DKIM1; k=ed25519; s=other; p=KEY, does not allow mail",
        "v=spf1 -all, no DKIM key",
    })
    void a_dkim_key_that_is_not_ours(String record, String why) throws IOException {
        server.with("e2026._domainkey.news.shop.example. 3600 IN TXT \""
                + record.replace("KEY", Keys.ed25519("e2026").published()) + "\"");
        isDifferent(verdict("DKIM key e2026"), why);
    }

    @Test
    void a_dkim_key_may_be_written_in_other_ways() throws IOException {
        var key = Keys.ed25519("e2026").published();
        server.with("e2026._domainkey.news.shop.example. 3600 IN TXT \"k = ed25519 ; t=s; h=sha1:sha256;\" \" p = "
                + key.substring(0, 9) + " " + key.substring(9) + "\"");
        assertThat(verdict("DKIM key e2026")).isEqualTo(new Verdict.Right());
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 ip4:192.0.2.11 ~all, ip4:192.0.2.10 is not in it",
        "v=spf1 ip4:192.0.2.10 +all, everybody",
        "v=spf1 ip4:192.0.2.10 all, everybody",
        "v=spf1 ip4:192.0.2.10, does not end",
        "v=spf1 ipv4:192.0.2.10 -all, is no term of SPF",
        "v=spf1 ip4:192.0.2.10 a mx include:a.b include:b.c include:c.d exists:d.e a:e.f mx:f.g a:g.h a:h.i a:i.j -all,"
                + " more than 10",
    })
    void an_spf_record_that_is_wrong(String record, String why) throws IOException {
        server.with("bounces.shop.example. 3600 IN TXT \"" + record + "\"");
        isDifferent(verdict("SPF"), why);
    }

    @Test
    void an_spf_record_may_say_more_and_stand_beside_other_texts() throws IOException {
        server.with(
                "bounces.shop.example. 3600 IN TXT \"V=SPF1 include:other.example IP4:192.0.2.10 mx/24 -ALL\"",
                "bounces.shop.example. 3600 IN TXT \"some-verification=4711\"");
        assertThat(verdict("SPF")).isEqualTo(new Verdict.Right());
        server.with("bounces.shop.example. 3600 IN TXT \"v=spf1 ip4:192.0.2.10 -all\"");
        isDifferent(verdict("SPF"), "only one SPF record");
    }

    @ParameterizedTest
    @CsvSource({
        "_dmarc.news.shop.example, v=DMARC1; p=nothing, p= must be",
        "_dmarc.news.shop.example, v=DMARC1; p=none; aspf=s, the envelope domain bounces.shop.example is not aligned",
        "_dmarc.shop.example, v=DMARC1; p=none; aspf=s, the envelope domain",
        "_dmarc.news.shop.example, v=DMARC1; p=none, the envelope domain",
    })
    void a_dmarc_record_that_does_not_help(String name, String record, String why) throws IOException {
        server.with(name + ". 3600 IN TXT \"" + record + "\"");
        isDifferent(verdict("DMARC"), why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=DMARC1; p=reject; adkim=s; rua=mailto:x@y.example",
                "v=DMARC1;p=none",
                "v=DMARC1; sp=none; np=reject; t=y"
            })
    void the_record_of_a_parent_holds_and_aligns_what_is_below_it(String record) throws IOException {
        server.with("_dmarc.shop.example. 3600 IN TXT \"" + record + "\"");
        assertThat(verdict("DMARC")).isEqualTo(new Verdict.Right());
    }

    @Test
    void the_uppermost_record_tells_the_organisation_unless_one_says_that_it_is_or_is_not() throws IOException {
        server.with(
                "_dmarc.news.shop.example. 3600 IN TXT \"v=DMARC1; p=none\"",
                "_dmarc.shop.example. 3600 IN TXT \"v=DMARC1; p=none\"");
        assertThat(verdict("DMARC")).isEqualTo(new Verdict.Right());
        try (var suffix = new NameServer()) {
            suffix.with(
                    "_dmarc.news.shop.example. 3600 IN TXT \"v=DMARC1; p=none\"",
                    "_dmarc.shop.example. 3600 IN TXT \"v=DMARC1; p=none; psd=y\"");
            var resolver = Resolver.of(Optional.of(suffix.address()), Duration.ofSeconds(5));
            isDifferent(verdict(ZONE, "DMARC", resolver), "the envelope domain");
        }
    }

    @Test
    void a_signature_of_another_domain_is_not_aligned() throws IOException {
        server.with("_dmarc.shop.example. 3600 IN TXT \"v=DMARC1; p=none\"");
        var other = new DomainZone(
                ZONE.from(),
                ZONE.envelope(),
                new Keyring("relay.example", KEYS.keys(), List.of()),
                List.of(),
                null,
                null,
                null);
        var resolver = Resolver.of(Optional.of(server.address()), Duration.ofSeconds(5));
        isDifferent(verdict(other, "DMARC", resolver), "the signing domain relay.example is not aligned");
    }

    @Test
    void a_bounce_domain_must_take_mail() throws IOException {
        server.with("bounces.shop.example. 3600 IN MX 0 .");
        isDifferent(verdict("MX"), "takes no mail");
        server.with("bounces.shop.example. 3600 IN MX 10 other.example.");
        isDifferent(verdict("MX"), "expected mx.shop.example");
        server.with("bounces.shop.example. 3600 IN MX 20 MX.shop.example.");
        assertThat(verdict("MX")).isEqualTo(new Verdict.Right());
    }

    @Test
    void the_name_of_an_address_must_lead_back() throws IOException {
        server.with("10.2.0.192.in-addr.arpa. 3600 IN PTR mail.shop.example.");
        isDifferent(verdict("name of the sending address"), "does not lead back");
        server.with("mail.shop.example. 3600 IN A 192.0.2.10");
        assertThat(verdict("name of the sending address")).isEqualTo(new Verdict.Right());
    }

    @Test
    void a_logo_must_come_by_https() throws IOException {
        server.with("default._bimi.news.shop.example. 3600 IN TXT \"v=BIMI1; l=http://shop.example/logo.svg\"");
        isDifferent(verdict("BIMI"), "https");
    }

    @Test
    void what_was_found_cannot_write_to_the_terminal() throws IOException {
        server.with("_dmarc.news.shop.example. 3600 IN TXT \"v=DMARC1; p=\\027[2J\"");
        assertThat(verdict("DMARC").toString()).contains("?[2J").doesNotContain("\u001b");
    }

    @Test
    void a_resolver_that_fails_or_does_not_answer_is_told_from_a_record_that_is_not_there() throws IOException {
        try (var failing = new NameServer(Rcode.SERVFAIL)) {
            var resolver = Resolver.of(Optional.of(failing.address()), Duration.ofSeconds(5));
            assertThat(verdict(ZONE, "SPF", resolver).toString())
                    .startsWith("not checked: the DNS resolver 127.0.0.1:")
                    .doesNotContain("\n");
        }
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var resolver = Resolver.of(Optional.of("127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(100));
            assertThat(verdict(ZONE, "SPF", resolver).toString())
                    .startsWith("not checked: the DNS resolver 127.0.0.1:" + silent.getLocalPort() + " does not answer")
                    .doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":53", "127.0.0.1:0", "127.0.0.1:99999", "127.0.0.1:x", "::1", "a b:53"})
    void a_resolver_is_a_host_and_a_port(String address) {
        assertThatThrownBy(() -> Resolver.of(Optional.of(address), Duration.ofSeconds(1)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("resolver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ip4:192.0.2.1 +all", "a\"", "a\nb", "a\\"})
    void a_mechanism_cannot_break_out_of_its_record(String text) {
        assertThatThrownBy(() -> DomainZone.mechanism(text)).isInstanceOf(Invalid.class);
    }
}
