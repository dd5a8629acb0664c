package org.postille.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.campaign.Campaigns;
import org.postille.consent.TrackingMode;
import org.postille.consent.TrackingModes;
import org.postille.delivery.smtp.ReceivedMail;
import org.postille.delivery.smtp.SmtpSink;
import org.postille.interest.Training;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;
import org.postille.tracking.visit.Visits;

/** A mail to somebody who is not to be tracked at all: decided when it is sent, and its addresses tell nothing. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UntrackedMailTest {

    private static final String NEWS = """
            campaign: news
            basis: consent
            purpose: offers
            schedule: { cron: "0 0 11 ? * MON", zone: UTC }
            messages:
              news:
                template: newsletter.mjml
                subject: News
                blocks:
                  %s: { strategy: topsellers, slots: 4, reasons: show }
            """;

    private static final Pattern PICTURE = Pattern.compile("src=\"http://[^/]+(/[if]/[^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    TestSettings settings;

    @Inject
    Campaigns campaigns;

    @Inject
    Training training;

    @Inject
    TrackingModes modes;

    @Inject
    Visits visits;

    @Inject
    Heartbeat heartbeat;

    @Inject
    TestRelay relay;

    @TempDir
    Path folder;

    private SmtpSink sink;

    @BeforeEach
    void a_newsletter_to_anna_and_bert() {
        sink = new SmtpSink();
        relay.sendTo(sink);
        shop.annaAmongBuyers(12);
        shop.customers("bert", "cleo");
        shop.consents("bert", "offers");
        shop.consents("cleo", "offers");
        training.train();
        modes.choose(shop.customerId("anna"), TrackingMode.NONE, "preferences");
        modes.choose(shop.customerId("bert"), TrackingMode.NONE, "preferences");
        settings.campaignsIn(folder);
        settings.writeCampaign("news.yaml", NEWS.formatted("theme"));
        campaigns.reload();
        heartbeat.run();
        clock.set(Instant.parse("2026-05-04T11:00:00Z"));
        heartbeat.run();
    }

    @AfterEach
    void no_sink_any_more() {
        relay.sendAsConfigured();
        sink.close();
    }

    private String html(String recipient) {
        return sink.mails().stream()
                .filter(it -> it.recipient().startsWith(recipient))
                .map(it -> ReceivedMail.read(it.bytes()).html())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> found(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .map(it -> it.group(1).replace("&amp;", "&"))
                .toList();
    }

    @Test
    void its_pictures_are_finished_and_its_links_lead_straight_to_the_products() throws IOException {
        var html = html("anna");
        var pictures = found(PICTURE, html);
        assertThat(pictures).hasSize(4).doesNotHaveDuplicates().allMatch(it -> it.startsWith("/f/"));
        var products = shop.value("""
                select group_concat(p.link order by d.slot) from decision d join product p on p.id = d.product_id
                join message m on m.id = d.message_id where m.customer_id = ?""", shop.customerId("anna"));
        assertThat(found(LINK, html))
                .containsAll(List.of(String.valueOf(products).split(",")));
        // The law asks for a way out, and that names the mail; nothing else does.
        assertThat(found(LINK, html).stream().filter(it -> it.startsWith("http://localhost:8080/")))
                .allMatch(
                        it -> it.startsWith("http://localhost:8080/u/") || it.startsWith("http://localhost:8080/shop"));

        var first = given().get(pictures.getFirst());
        first.then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", "public, max-age=31536000, immutable");
        assertThat(ImageIO.read(new ByteArrayInputStream(first.asByteArray()))).isNotNull();
        visits.flush();
        assertThat(shop.count("visit")).isZero();
        assertThat(shop.count("visit_count")).isZero();
        assertThat(found(PICTURE, html("cleo"))).hasSize(4).allMatch(it -> it.startsWith("/i/"));
    }

    @Test
    void those_who_are_shown_the_same_ask_for_the_same_address_whatever_happens_afterwards() {
        var pictures = found(PICTURE, html("anna"));
        var before = given().get(pictures.getFirst()).asByteArray();
        assertThat(before).isNotEqualTo(given().get("/f/forged.jpg").asByteArray());
        var bert = found(PICTURE, html("bert"));
        assertThat(bert).hasSize(4).containsAnyElementsOf(pictures);
        assertThat(shop.count("finished_picture")).isLessThan(8);

        for (var product = 0; product < 12; product++) {
            shop.sellsOut("p" + product);
        }
        shop.withdraws("anna", "offers");
        shop.tampers("delete from customer where customer_key = 'anna'");
        assertThat(given().get(pictures.getFirst()).asByteArray()).isEqualTo(before);
    }

    @Test
    void a_forged_address_gets_the_neutral_picture_and_is_not_kept() {
        given().get("/f/forged.jpg")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", "no-store");
        given().head(found(PICTURE, html("anna")).getFirst()).then().statusCode(200);
    }
}
