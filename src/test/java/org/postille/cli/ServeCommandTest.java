package org.postille.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Invalid;
import org.postille.delivery.dkim.Keyring;
import org.postille.delivery.dkim.Keys;

class ServeCommandTest {

    private static final Map<String, String> COMPLETE = Map.of(
            "quarkus.datasource.jdbc.url", "jdbc:mariadb://db/postille",
            "quarkus.datasource.username", "postille",
            "postille.delivery.relay.host", "smtp.example.com",
            "postille.public-url", "https://news.example.com",
            "postille.shop.name", "Example",
            "postille.shop.url", "https://shop.example.com",
            "postille.shop.from", "post@news.example.com",
            "postille.shop.imprint", "Example, 1 Example Street",
            "postille.secret", "nU9yDFmRdaM0rT5lNq8w1zvGJXe3cKbH");

    private static java.util.List<String> missing(Map<String, String> settings) {
        return ServeCommand.missing(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
    }

    @Test
    void a_complete_configuration_misses_nothing() {
        assertThat(missing(COMPLETE)).isEmpty();
    }

    @Test
    void everything_that_is_missing_is_said_at_once() {
        assertThat(missing(Map.of()))
                .hasSize(COMPLETE.size())
                .anyMatch(it -> it.startsWith("QUARKUS_DATASOURCE_JDBC_URL is not set"))
                .anyMatch(it -> it.startsWith("QUARKUS_DATASOURCE_USERNAME is not set"))
                .anyMatch(it -> it.startsWith("POSTILLE_DELIVERY_RELAY_HOST is not set"))
                .anyMatch(it -> it.startsWith("POSTILLE_PUBLIC_URL is not set"))
                .anyMatch(it -> it.startsWith("POSTILLE_SHOP_NAME is not set"))
                .anyMatch(it -> it.startsWith("POSTILLE_SHOP_URL is not set"))
                .anyMatch(it -> it.startsWith("POSTILLE_SHOP_FROM is not set"))
                .anyMatch(it -> it.startsWith("POSTILLE_SHOP_IMPRINT is not set"))
                .anyMatch(it -> it.startsWith("POSTILLE_SECRET is not set") && it.contains("openssl rand -base64 48"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "too-short",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababababababababab",
                "12345678901234567890123456789012345678901234567890"
            })
    void a_weak_secret_is_refused_with_advice_and_not_repeated(String secret) {
        var settings = new HashMap<>(COMPLETE);
        settings.put("postille.secret", secret);
        assertThat(missing(settings))
                .singleElement()
                .satisfies(it -> assertThat(it)
                        .startsWith("POSTILLE_SECRET is weak")
                        .contains("openssl rand -base64 48")
                        .doesNotContain(secret));
    }

    @Test
    void a_database_that_does_not_answer_is_told_in_a_sentence_without_its_password() {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "quarkus.datasource.jdbc.url", "jdbc:mariadb://127.0.0.1:1/postille?password=hunter2",
                                "quarkus.datasource.username", "postille"),
                        "test",
                        100))
                .build();
        assertThatThrownBy(() -> DatabaseCheck.of(config))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("the database jdbc:mariadb://127.0.0.1:1/postille cannot be used")
                .hasMessageContaining("QUARKUS_DATASOURCE_JDBC_URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_blank_setting_is_a_missing_one() {
        var settings = new HashMap<>(COMPLETE);
        settings.put("postille.delivery.relay.host", " ");
        assertThat(missing(settings)).singleElement().asString().contains("POSTILLE_DELIVERY_RELAY_HOST");
    }

    @Test
    void an_address_that_is_none_is_told_before_it_stops_every_mail() {
        var settings = new HashMap<>(COMPLETE);
        settings.put("postille.shop.reply-to", "shop at example.com");
        assertThat(missing(settings)).singleElement().asString().contains("POSTILLE_SHOP_REPLY_TO is not such as");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    start-tls         | yes  | postille.delivery.relay.start-tls is 'yes', expected one of
                    connections       | 0    | postille.delivery.relay: the relay needs at least one connection
                    reply-timeout     | PT0S | postille.delivery.relay: waiting for the relay must take some time
                    user              | me   | postille.delivery.relay needs a user with one of password
                    """)
    void a_relay_that_cannot_be_used_as_configured_is_told_before_it_stops_every_mail(
            String setting, String value, String told) {
        var settings = new HashMap<>(COMPLETE);
        settings.put("postille.delivery.relay." + setting, value);
        assertThat(missing(settings)).singleElement().asString().startsWith(told);
    }

    @Test
    void a_bounce_domain_that_is_none_is_told() {
        var settings = new HashMap<>(COMPLETE);
        settings.put("postille.bounces.domain", "bounces..example.com");
        assertThat(missing(settings)).singleElement().asString().startsWith("POSTILLE_BOUNCES_DOMAIN is not such as");
    }

    @Test
    void a_signing_key_that_cannot_be_used_is_told_with_all_else_that_is_missing() {
        var settings = new HashMap<>(COMPLETE);
        settings.put("postille.dkim.keys.r2026.file", "there-is-no-such-file.pem");
        assertThat(missing(settings))
                .hasSize(2)
                .anyMatch(it -> it.contains("there-is-no-such-file.pem") && it.contains("is not there"))
                .anyMatch(it -> it.contains("openssl genpkey"));
    }

    @Test
    void a_server_that_signs_nothing_is_warned_once() {
        assertThat(ServeCommand.warnings(new Keyring("news.example", List.of(), List.of("a file"))))
                .hasSize(2)
                .contains("a file")
                .anyMatch(it -> it.contains("not signed (DKIM)"));
        var key = Keys.rsa("r2026");
        assertThat(ServeCommand.warnings(new Keyring("news.example", List.of(key), List.of())))
                .isEmpty();
    }
}
