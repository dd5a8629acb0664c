package org.postille.opentime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.base.Purpose;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.interest.Training;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.tracking.TrackedLinks;
import org.postille.tracking.visit.Requests;
import org.postille.tracking.visit.Visits;

/** How many statements each kind of request costs the database: what docs/opentime.md says. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StatementsTest {

    private static final int FLOOD = 300;

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    Campaigns campaigns;

    @Inject
    SlotLinks links;

    @Inject
    TrackedLinks others;

    @Inject
    Visits visits;

    @Inject
    Tokens tokens;

    @Inject
    MeterRegistry meters;

    @Inject
    TestClock clock;

    @BeforeEach
    void a_shop() {
        // Mails of earlier tests have the same numbers: what the node remembers of their last visits is of another day.
        clock.advance(Duration.ofDays(97));
        campaigns.reload();
        shop.annaAmongBuyers(14);
        training.train();
        // Whatever is looked up once and then remembered.
        given().get(path(slots(mail()).getFirst().image()));
    }

    private long mail() {
        var facts = new Facts("order.returned", "EUR", List.of(new Facts.Item(shop.productId("p0"), 1, null))).json();
        shop.tampers(
                """
                insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts, planned_at,
                                     settled_at)
                values (?, uuid(), 'better', ?, 'offers', 'accepted', ?, ?, ?, ?)""",
                campaigns.named("return").id(),
                shop.customerId("anna"),
                clock.instant(),
                facts,
                clock.instant(),
                clock.instant().minus(Duration.ofHours(1)));
        return Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
    }

    private List<SlotLinks.SlotLink> slots(long mail) {
        return links.slots(mail, 0, 4, 60, 80);
    }

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    private static RequestSpecification browser() {
        return given().redirects()
                .follow(false)
                .header("User-Agent", Requests.FIREFOX)
                .header("Accept-Language", "de");
    }

    /** Of the whole server; nothing else is going on. */
    private int statements() {
        visits.flush();
        return Integer.parseInt(String.valueOf(shop.value("""
                select cast(sum(variable_value) as int) from information_schema.global_status where variable_name in
                ('COM_SELECT', 'COM_INSERT', 'COM_INSERT_SELECT', 'COM_UPDATE', 'COM_UPDATE_MULTI', 'COM_DELETE',
                 'COM_DELETE_MULTI', 'COM_REPLACE', 'COM_REPLACE_SELECT', 'COM_STMT_EXECUTE')""")));
    }

    /** @param behind what the writer of visits needs for it, while nobody waits */
    private int statements(int behind, Runnable request) {
        var before = statements();
        request.run();
        // The question itself is one.
        return statements() - before - 1 - behind;
    }

    @Test
    void the_tables_of_the_docs_are_true() throws IOException {
        var told = Files.readString(Path.of("docs", "opentime.md"));
        var counted = new TreeMap<String, Integer>();
        var mail = mail();
        var slot = slots(mail);
        counted.put(
                "the first of a mail",
                statements(1, () -> browser().get(path(slot.getFirst().image()))));
        counted.put(
                "the first look at each further slot",
                statements(1, () -> browser().get(path(slot.get(1).image()))));
        counted.put(
                "any later one",
                statements(1, () -> browser().get(path(slot.getFirst().image()))));
        counted.put(
                "a click on a product",
                statements(1, () -> browser().get(path(slot.getFirst().click()))));
        var sku = shop.value(
                "select sku from decision d join product p on p.id = d.product_id where message_id = ? and slot = 1",
                mail);
        shop.reprices(String.valueOf(sku), "10.50");
        counted.put(
                "one whose price has changed",
                statements(1, () -> browser().get(path(slot.get(1).image()))));
        shop.sellsOut(String.valueOf(sku));
        counted.put(
                "one whose product is sold out or much dearer, or whose time is over",
                statements(1, () -> browser().get(path(slot.get(1).image()))));
        // Two links followed at once would be judged again.
        clock.advance(Duration.ofMinutes(1));
        var link = path(others.of(mail, "https://shop.example/sale"));
        counted.put("a click on another link", statements(1, () -> browser().get(link)));
        counted.put("a forged token", statements(0, () -> given().get("/i/forged.jpg")));
        counted.forEach((what, count) -> assertThat(told)
                .as("%s: %s of %s", what, count, counted)
                .containsPattern("\\| " + java.util.regex.Pattern.quote(what) + " \\| " + count + "\\b"));
    }

    @Test
    void a_flood_of_unknown_tokens_costs_no_statement_and_no_drawing() {
        var genuine = path(slots(mail()).getFirst().image());
        given().get("/i/forged.jpg");
        var drawn = meters.timer("postille.pictures", "outcome", "cold").count();
        var statements = statements(0, () -> {
            for (var i = 0; i < FLOOD; i++) {
                var other = tokens.issue(Purpose.CLICK, i, 0, 0);
                var broken = genuine.substring(0, 12) + (i % 10) + "x" + genuine.substring(14);
                for (var path : List.of("/i/" + other + ".jpg", broken, "/f/" + other + ".jpg", "/c/" + other + "x")) {
                    given().redirects().follow(false).get(path);
                }
            }
            given().get("/i/" + "A".repeat(3_000) + ".jpg").then().statusCode(200);
            given().redirects()
                    .follow(false)
                    .get("/c/" + "A".repeat(3_000))
                    .then()
                    .statusCode(302);
        });
        assertThat(statements).isZero();
        assertThat(meters.timer("postille.pictures", "outcome", "cold").count()).isEqualTo(drawn);
        assertThat(shop.count("visit") + shop.count("visit_count where visits > 1"))
                .isZero();
    }
}
