package org.postille.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.campaign.Campaigns;
import org.postille.delivery.feedback.Bounces;
import org.postille.delivery.feedback.Bounces.Source;
import org.postille.delivery.feedback.Bounces.Taken;
import org.postille.delivery.feedback.Reports;
import org.postille.delivery.feedback.TestBounces;
import org.postille.delivery.smtp.SmtpSink;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** A mail leaves, its bounce comes back to where it says, and no other mail leaves. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BounceRoundTripTest {

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    TestSettings settings;

    @Inject
    TestBounces addresses;

    @Inject
    TestRelay relay;

    @Inject
    Campaigns campaigns;

    @Inject
    Heartbeat heartbeat;

    @Inject
    Bounces bounces;

    @TempDir
    private Path folder;

    private SmtpSink sink;

    @BeforeEach
    void an_hourly_letter() {
        sink = new SmtpSink();
        relay.sendTo(sink);
        addresses.haveADomain();
        settings.campaignsIn(folder);
        settings.writeCampaign("letter.yaml", """
                campaign: letter
                basis: consent
                purpose: offers
                schedule: { cron: "0 0 * ? * *", zone: Europe/Berlin }
                messages:
                  letter:
                    template: newsletter.mjml
                    subject: Letter
                    blocks:
                      theme: { strategy: topsellers, slots: 6 }
                """);
        campaigns.reload();
        for (var key : List.of("anna", "ben")) {
            shop.customer(key);
            shop.consents(key, "offers");
        }
        heartbeat.run();
        anHourPasses();
    }

    @AfterEach
    void no_sink_any_more() {
        relay.sendAsConfigured();
        addresses.haveNoDomain();
        sink.close();
    }

    private void anHourPasses() {
        clock.advance(Duration.ofHours(1));
        heartbeat.run();
    }

    private SmtpSink.Received to(String recipient) {
        return sink.mails().stream()
                .filter(it -> it.recipient().equals(recipient))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_hard_bounce_of_one_mail_keeps_the_next_from_leaving() {
        assertThat(sink.mails()).hasSize(2);
        assertThat(to("anna@example.com").sender())
                .matches("b\\+[a-z2-7]{39}@" + TestBounces.DOMAIN)
                .isNotEqualTo(to("ben@example.com").sender());

        var report =
                Reports.dsn(to("anna@example.com").sender(), "anna@example.com", "5.1.1", "550 5.1.1 User unknown");
        assertThat(bounces.take(report, List.of(), Source.SMTP)).isEqualTo(Taken.COUNTED);
        anHourPasses();

        assertThat(sink.mails()).extracting(SmtpSink.Received::recipient).containsOnlyOnce("anna@example.com");
        assertThat(sink.mails()).hasSize(3);
    }

    @Test
    void the_header_of_the_mail_alone_tells_it_too() {
        var header = to("anna@example.com")
                .text()
                .lines()
                .filter(it -> it.startsWith("Message-ID: "))
                .findFirst()
                .orElseThrow();
        var report = Reports.dsn(
                "post@shop.example", "anna@example.com", "failed", "5.1.1", "550 5.1.1 User unknown", header + "\n");
        assertThat(bounces.take(report, List.of(), Source.IMAP)).isEqualTo(Taken.COUNTED);
        assertThat(shop.count("suppression where customer_id = ?", shop.customerId("anna")))
                .isEqualTo(1);
    }
}
