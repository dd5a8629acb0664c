package org.postille.campaign;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** What campaigns name of the assortment, and the shop does not have. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AssortmentTest {

    private static final String CAMPAIGN = """
            campaign: spring
            basis: consent
            purpose: news
            schedule: { daily: "08:00", zone: Europe/Berlin }
            audience:
              any:
                - interest: { category: %s, top: 10 }
                - segment: spades
            messages:
              news:
                template: newsletter.mjml
                subject: News
                blocks:
                  theme:
                    strategy: topsellers
                    slots: 6
                    theme: { category: [Home > Kitchen, %s], brand: Nordlys }
                    boost: { brand: Nordlis, by: 2 }
            """;
    private static final String SEGMENTS = """
            segments:
              spades:
                rule:
                  ordered: { product: spad }
            """;

    @Inject
    Campaigns campaigns;

    @Inject
    Firings firings;

    @Inject
    Shop shop;

    @Inject
    TestSettings settings;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    @BeforeEach
    void a_shop_of_two_products() {
        shop.product("spade", it -> it.in("Home > Garden"));
        shop.product("mug", it -> it.in("Home > Kitchen > Mugs").by("Nordlys"));
        settings.campaignsIn(folder);
        settings.writeCampaign("segments.yaml", SEGMENTS);
    }

    /** Said in the log while that runs. */
    private static List<String> said(Runnable work) {
        var said = new ArrayList<String>();
        var words = new PatternFormatter("%s");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord it) {
                said.add(words.format(it));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger(Campaigns.class.getName());
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return said;
    }

    @Test
    void a_name_that_the_shop_does_not_know_is_told_with_its_place_and_the_nearest() {
        settings.writeCampaign("spring.yaml", CAMPAIGN.formatted("Gardn", "kitchen > mugs"));

        assertThat(said(campaigns::reload).stream().map(it -> it.substring(it.lastIndexOf('/') + 1)))
                .containsExactlyInAnyOrder(
                        "spring.yaml:7:29: no product is in category 'Gardn'; nearest: 'Garden'",
                        "spring.yaml:18:25: no product is of brand 'Nordlis'; nearest: 'Nordlys'",
                        "segments.yaml:4:27: there is no product 'spad'; nearest: 'spade'");
        assertThat(campaigns.named("spring").definition().audience().toString()).contains("Gardn");
    }

    @Test
    void attributes_that_nobody_has_are_told_with_the_nearest_name_and_value() {
        shop.productHas("mug", "pattern", "dots");
        shop.customer("anna");
        shop.customerHas("anna", "size", "M");
        settings.writeCampaign(
                "spring.yaml",
                CAMPAIGN.formatted("Garden", "Garden")
                        .replace("- segment: spades", "- attribute: { siz: M, size: [M, Mm], points: { min: 3 } }")
                        .replace(
                                "brand: Nordlys }",
                                "attribute: { patern: dots, pattern: [dots, dot], age: { min: 3 } } }")
                        .replace("Nordlis", "Nordlys"));

        assertThat(said(campaigns::reload).stream()
                        .filter(it -> it.contains("spring.yaml"))
                        .map(it -> it.substring(it.lastIndexOf('/') + 1)))
                .containsExactlyInAnyOrder(
                        "spring.yaml:8:25: no customer has an attribute 'siz'; nearest: 'size'",
                        "spring.yaml:8:38: no customer has size 'Mm'; nearest: 'M'",
                        "spring.yaml:8:51: no customer has an attribute 'points'; there are 'size'",
                        "spring.yaml:17:75: no product has an attribute 'patern'; nearest: 'pattern'",
                        "spring.yaml:17:97: no product has pattern 'dot'; nearest: 'dots'",
                        "spring.yaml:17:108: no product has an attribute 'age'; there are 'pattern'");
    }

    @Test
    void a_theme_whose_parts_are_there_but_never_together_is_told_at_its_first_part() {
        settings.writeCampaign(
                "spring.yaml", CAMPAIGN.formatted("Garden", "Garden").replace("Home > Kitchen, ", ""));

        assertThat(said(campaigns::reload))
                .anyMatch(it -> it.endsWith(
                        "spring.yaml:17:29: no product is all of this at once: category Garden, brand Nordlys"));
    }

    @Test
    void nothing_is_told_of_what_is_there_nor_in_a_shop_without_products() {
        settings.writeCampaign(
                "spring.yaml", CAMPAIGN.formatted("garden", "Kitchen").replace("Nordlis", "nordlys"));
        settings.writeCampaign("segments.yaml", SEGMENTS.replace("product: spad", "product: spade"));
        assertThat(said(campaigns::reload)).isEmpty();

        settings.writeCampaign("spring.yaml", CAMPAIGN.formatted("Gardn", "Kitchen"));
        shop.tampers("delete from product");
        assertThat(said(campaigns::reload)).isEmpty();
    }

    @Test
    void the_api_and_each_run_tell_it_as_it_is_then() {
        settings.writeCampaign(
                "spring.yaml", CAMPAIGN.formatted("Gardn", "Kitchen").replace("Nordlis", "Nordlys"));
        settings.writeCampaign("segments.yaml", SEGMENTS.replace("product: spad", "product: spade"));
        campaigns.reload();
        firings.plan(clock.instant());
        clock.advance(Duration.ofDays(1));

        var due = io.quarkus.narayana.jta.QuarkusTransaction.requiringNew();
        var told = said(() -> assertThat(due.call(() -> firings.due(campaigns.named("spring"), clock.instant())))
                .isPresent());
        assertThat(told).singleElement().asString().contains("spring.yaml:7:").contains("'Gardn'");

        given().header("X-Api-Key", "only-for-tests")
                .get("/api/v1/campaigns")
                .then()
                .body("findings", hasItem(org.hamcrest.Matchers.containsString("spring.yaml:7:29: no product")));
        shop.product("rake", it -> it.in("Gardn"));
        clock.advance(Duration.ofDays(1));
        assertThat(said(() -> due.call(() -> firings.due(campaigns.named("spring"), clock.instant()))))
                .isEmpty();
    }
}
