package org.postille.campaign;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CampaignResourceTest {

    private static final String GOOD = """
            campaign: good
            title: { de: Gut, en: Good }
            basis: consent
            purpose: news
            schedule: { cron: "0 0 9 ? * THU", zone: Europe/Berlin }
            messages:
              news:
                template: newsletter.mjml
                subject: News
                blocks:
                  theme: { strategy: topsellers, slots: 6 }
            """;

    @Inject
    Campaigns campaigns;

    @Inject
    TestSettings settings;

    @Test
    void lists_what_runs_and_how_it_starts() {
        campaigns.reload();
        given().header("X-Api-Key", "only-for-tests")
                .get("/api/v1/campaigns")
                .then()
                .statusCode(200)
                .body("campaigns.name", hasItems("birthday", "newsletter", "cart-abandonment", "return"))
                .body("campaigns.find { it.name == 'birthday' }.title.de", equalTo("Geburtstagsgruß"))
                .body(
                        "campaigns.find { it.name == 'birthday' }.start",
                        equalTo("daily at 08:00 by each customer's own clock"))
                .body(
                        "campaigns.find { it.name == 'newsletter' }.start",
                        equalTo("cron 0 0 9 ? * THU in Europe/Berlin"))
                .body(
                        "campaigns.find { it.name == 'cart-abandonment' }.start",
                        equalTo("PT1H after cart.updated, unless cart.emptied or order.placed comes meanwhile"))
                .body("findings", empty());
    }

    @Test
    void says_what_keeps_a_file_from_running_beside_those_that_do(@TempDir Path folder) {
        settings.campaignsIn(folder);
        settings.writeCampaign("good.yaml", GOOD);
        settings.writeCampaign(
                "bad.yaml", GOOD.replace("campaign: good", "campaign: bad").replace("basis", "bassis"));
        campaigns.reload();

        given().header("Authorization", "Bearer only-for-tests")
                .get("/api/v1/campaigns")
                .then()
                .statusCode(200)
                .body("campaigns.name", equalTo(java.util.List.of("good")))
                .body("findings.join(' ')", containsString("bad.yaml:3:"))
                .body("findings.join(' ')", containsString("did you mean 'basis'"));
    }

    @Test
    void tells_nobody_without_the_key() {
        given().get("/api/v1/campaigns").then().statusCode(401).header("WWW-Authenticate", "Bearer");
        given().header("X-Api-Key", "guess").get("/api/v1/campaigns").then().statusCode(401);
    }

    @Test
    void stands_in_the_openapi_document() {
        var document = given().accept("application/json").get("/q/openapi").asString();
        assertThat(document)
                .contains("/api/v1/campaigns", "What sets it off, in words")
                .contains("/api/v1/recommendations", "Why it is recommended")
                .contains("/api/v1/messages");
    }
}
