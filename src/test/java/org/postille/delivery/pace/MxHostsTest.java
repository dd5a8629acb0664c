package org.postille.delivery.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postille.delivery.dns.NameServer;
import org.postille.delivery.dns.Resolver;

class MxHostsTest {

    @Test
    void domains_with_their_mail_at_one_provider_are_one_house() throws IOException {
        try (var dns = new NameServer()) {
            dns.with(
                    "shop.example. 3600 IN MX 10 aspmx.l.bigmail.example.",
                    "club.example. 3600 IN MX 20 backup.elsewhere.example.",
                    "club.example. 3600 IN MX 5 alt1.aspmx.l.bigmail.example.");
            var hosts = new MxHosts(Resolver.of(Optional.of(dns.address()), Duration.ofSeconds(2)), Clock.systemUTC());
            assertThat(hosts.of(List.of("shop.example", "club.example", "nobody.example")))
                    .isEqualTo(Map.of(
                            "shop.example", "bigmail.example",
                            "club.example", "bigmail.example",
                            "nobody.example", "nobody.example"));
            hosts.close();
        }
    }

    @Test
    void without_an_answer_a_domain_stands_for_itself() throws IOException {
        String address;
        try (var dns = new NameServer()) {
            address = dns.address();
        }
        var hosts = new MxHosts(Resolver.of(Optional.of(address), Duration.ofMillis(200)), Clock.systemUTC());
        assertThat(hosts.of(List.of("shop.example"))).isEqualTo(Map.of("shop.example", "shop.example"));
        hosts.close();
    }

    @ParameterizedTest
    @CsvSource({
        "gmail-smtp-in.l.google.com, google.com",
        "mx01.mail.example.co.uk, example.co.uk",
        "mx.web.de, web.de",
        "example.com, example.com",
        "localhost, localhost",
    })
    void what_somebody_has_registered_is_told_by_rule_of_thumb(String host, String registered) {
        assertThat(MxHosts.registered(host)).isEqualTo(registered);
    }
}
