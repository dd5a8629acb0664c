package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;

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
        var all = new HashMap<>(settings);
        all.put("postille.delivery.relay.host", "127.0.0.1");
        all.put("postille.delivery.relay.port", Integer.toString(sink.port()));
        all.put("postille.delivery.relay.start-tls", "off");
        all.put("postille.shop.from", "hallo@news.example");
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
            send(relay(sink, Map.of(property, value)), Mails.to("anna@shop.example"));
            assertThat(sink.commands()).contains("EHLO " + name);
        }
    }

    @Test
    void without_keys_a_mail_goes_out_as_it_was_composed() {
        try (var sink = new SmtpSink()) {
            var mail = Mails.to("anna@shop.example");
            send(relay(sink, Map.of()), mail);
            assertThat(sink.mails().getFirst().bytes()).isEqualTo(Composer.compose(mail));
        }
    }

    @Test
    void with_keys_it_goes_out_signed_by_those_that_sign_now() throws IOException {
        try (var sink = new SmtpSink()) {
            send(
                    relay(
                            sink,
                            Map.of(
                                    "postille.dkim.keys.new.file",
                                            Keys.rsaFile(folder).toString(),
                                    "postille.dkim.keys.old.file",
                                            Keys.ed25519File(folder).toString(),
                                    "postille.dkim.keys.old.signs", "false")),
                    Mails.to("anna@shop.example"));
            assertThat(Verifier.of("news.example", Keys.rsa("new"))
                            .verify(sink.mails().getFirst().bytes()))
                    .singleElement()
                    .satisfies(it -> assertThat(it.wrong()).isNull())
                    .satisfies(it -> assertThat(it.tags()).containsEntry("t", "1777626000"));
        }
    }

    private static void send(Relay relay, org.postille.delivery.smtp.Mail mail) {
        assertThat(relay.send(relay.seal(mail))).isInstanceOf(org.postille.delivery.smtp.Attempt.Accepted.class);
    }
}
