package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.base.Invalid;
import org.postille.base.PostilleConfig;
import org.postille.delivery.dkim.DkimConfig;
import org.postille.delivery.dkim.Keys;
import org.postille.delivery.dkim.Verifier;
import org.postille.delivery.smtp.Composer;
import org.postille.delivery.smtp.Mails;
import org.postille.delivery.smtp.SmtpSink;

/** What the configuration makes of the way out. */
class RelayTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private static Relay relay(SmtpSink sink, Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("postille.delivery.relay.host", "127.0.0.1");
        all.put("postille.delivery.relay.port", Integer.toString(sink.port()));
        all.put("postille.delivery.relay.start-tls", "off");
        all.put("postille.shop.from", "hallo@news.example");
        all.putAll(settings);
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(DeliveryConfig.class)
                .withMapping(DkimConfig.class)
                .withMapping(PostilleConfig.class)
                .withMappingIgnore("postille.**")
                .build();
        return new Relay(
                config.getConfigMapping(DeliveryConfig.class),
                config.getConfigMapping(DkimConfig.class),
                config.getConfigMapping(PostilleConfig.class),
                CLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "postille.public-url, https://news.example:8443/x, news.example",
        "postille.public-url, https://Müller.example, localhost",
        "postille.public-url, http://localhost:8080, localhost",
        "postille.public-url, http://192.0.2.1, localhost",
        "postille.delivery.relay.helo-name, node1.news.example, node1.news.example",
    })
    void it_is_told_a_full_name(String property, String value, String name) {
        try (var sink = new SmtpSink()) {
            relay(sink, Map.of(property, value)).send(Mails.to("anna@shop.example"));
            assertThat(sink.commands()).contains("EHLO " + name);
        }
    }

    @Test
    void without_keys_a_mail_goes_out_as_it_was_composed() {
        try (var sink = new SmtpSink()) {
            var mail = Mails.to("anna@shop.example");
            relay(sink, Map.of()).send(mail);
            assertThat(sink.mails().getFirst().bytes()).isEqualTo(Composer.compose(mail));
        }
    }

    @Test
    void with_keys_it_goes_out_signed_by_those_that_sign_now() throws IOException {
        try (var sink = new SmtpSink()) {
            relay(
                            sink,
                            Map.of(
                                    "postille.dkim.keys.new.file",
                                            Keys.rsaFile(folder).toString(),
                                    "postille.dkim.keys.old.file",
                                            Keys.ed25519File(folder).toString(),
                                    "postille.dkim.keys.old.signs", "false"))
                    .send(Mails.to("anna@shop.example"));
            assertThat(Verifier.of("news.example", Keys.rsa("new"))
                            .verify(sink.mails().getFirst().bytes()))
                    .singleElement()
                    .satisfies(it -> assertThat(it.wrong()).isNull())
                    .satisfies(it -> assertThat(it.tags()).containsEntry("t", "1777626000"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "postille.delivery.relay.user, postille.delivery.relay.host",
        "postille.delivery.relay.password, postille.delivery.relay.host",
        "postille.delivery.relay.token, postille.delivery.relay.token-file",
    })
    void a_login_is_a_user_with_one_proof(String one, String other) {
        try (var sink = new SmtpSink()) {
            var relay = relay(sink, Map.of(one, "x", other, "127.0.0.1"));
            assertThatThrownBy(() -> relay.send(Mails.to("anna@shop.example")))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("password, token and token-file");
        }
    }

    @Test
    void a_relay_that_offers_no_login_gets_no_mail_of_somebody_who_has_one() {
        try (var sink = new SmtpSink()) {
            var login = Map.of("postille.delivery.relay.user", "user", "postille.delivery.relay.token", "secret");
            assertThat(relay(sink, login)
                            .send(Mails.to("anna@shop.example"))
                            .reply()
                            .text())
                    .contains("offers no login that fits: none at all");
            assertThat(sink.mails()).isEmpty();
        }
    }

    @Test
    void a_connection_carries_as_many_mails_as_configured() {
        try (var sink = new SmtpSink()) {
            var relay = relay(sink, Map.of("postille.delivery.relay.mails-per-connection", "1"));
            relay.send(Mails.to("anna@shop.example"));
            relay.send(relay.seal(Mails.to("anna@shop.example")));
            assertThat(sink.connections()).isEqualTo(2);
        }
    }

    @Test
    void a_misspelt_encryption_names_the_nearest() {
        try (var sink = new SmtpSink()) {
            var relay = relay(sink, Map.of("postille.delivery.relay.start-tls", "implizit"));
            assertThatThrownBy(() -> relay.send(Mails.to("anna@shop.example")))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("implicit");
        }
    }
}
