package org.postille.opentime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.base.Purpose;
import org.postille.base.Sql;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.interest.Training;
import org.postille.interest.appeal.LatestAppeals;
import org.postille.render.TileSize;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.tracking.visit.Requests;
import org.postille.tracking.visit.Visits;

/** From the first look at a mail to the product page, on a real database and over HTTP. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OpenTimeTest {

    private static final int PRODUCTS = 14;
    private static final String CACHE_CONTROL = "no-cache, no-store, must-revalidate, max-age=0, private";

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    Campaigns campaigns;

    @Inject
    SlotLinks links;

    @Inject
    Tokens tokens;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @Inject
    OpenTimeSql sql;

    @Inject
    Candidates candidates;

    @Inject
    LatestAppeals appeals;

    @Inject
    OpenTimeConfig config;

    @Inject
    Visits visits;

    private long mail;
    private String facts = "";
    private List<SlotLinks.SlotLink> slots = List.of();

    /** Everybody bought everything except Anna, who has the product 0 only and sent it back. */
    @BeforeEach
    void a_mail_about_a_return() {
        campaigns.reload();
        shop.annaAmongBuyers(PRODUCTS);
        training.train();
        facts = new Facts("order.returned", "EUR", List.of(new Facts.Item(shop.productId("p0"), 1, null))).json();
        mail = message("return", "better", facts);
        slots = links.slots(mail, 0, 4, 260, 340);
    }

    private long message(String campaign, String name, String facts) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts, planned_at)
                    values (?, uuid(), ?, ?, 'offers', 'sent', ?, ?, ?)""")) {
                Sql.bind(
                        statement,
                        List.of(
                                campaigns.named(campaign).id(),
                                name,
                                shop.customerId("anna"),
                                clock.instant(),
                                facts,
                                clock.instant()));
                return statement.executeUpdate();
            }
        });
        return Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
    }

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    private Response picture(int slot) {
        return given().get(path(slots.get(slot).image()));
    }

    private String click(int slot) {
        return given().redirects()
                .follow(false)
                .get(path(slots.get(slot).click()))
                .header("Location");
    }

    private String shown(int slot) {
        return "https://shop.example/p/"
                + shop.value(
                        "select p.sku from decision d join product p on p.id = d.product_id where d.message_id = ? and d.slot = ?",
                        mail,
                        slot);
    }

    private byte[] neutral() {
        return given().get("/i/forged.jpg").asByteArray();
    }

    @Test
    void a_slot_is_a_picture_of_twice_the_size_with_the_headers_that_keep_proxies_from_keeping_it() throws IOException {
        var answer = picture(0);
        answer.then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", CACHE_CONTROL)
                .header("Pragma", "no-cache")
                .header("Expires", "0")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Robots-Tag", "noindex")
                .header("Set-Cookie", nullValue())
                .header("Vary", nullValue());
        var jpeg = answer.asByteArray();
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(jpeg.length));
        assertThat(jpeg.length).isLessThan(60_000);
        var image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(520);
        assertThat(image.getHeight()).isEqualTo(680);
        assertThat(jpeg).isNotEqualTo(neutral());
    }

    @Test
    void the_next_mail_does_not_show_what_the_last_one_showed() {
        assertThat(picture(0).statusCode()).isEqualTo(200);
        var first = products(mail);
        var next = message("return", "better", facts);
        given().get(path(links.slots(next, 0, 4, 260, 340).getFirst().image()));

        assertThat(first).hasSize(4);
        assertThat(products(next)).hasSize(4).doesNotContainAnyElementsOf(first);
    }

    private List<String> products(long message) {
        return IntStream.range(0, 4)
                .mapToObj(it -> String.valueOf(
                        shop.value("select product_id from decision where message_id = ? and slot = ?", message, it)))
                .toList();
    }

    @Test
    void first_requests_for_all_slots_at_once_agree_on_one_set_of_different_products() throws Exception {
        var requests = IntStream.range(0, 12)
                .<Callable<byte[]>>mapToObj(it -> () -> picture(it % 4).asByteArray())
                .toList();
        var pictures = atOnce(requests);
        for (var i = 4; i < pictures.size(); i++) {
            assertThat(pictures.get(i)).isEqualTo(pictures.get(i % 4));
        }
        assertThat(shop.count("decision where message_id = ? and revision = 1 and strategy = 'alternatives'", mail))
                .isEqualTo(4);
        assertThat(IntStream.range(0, 4).mapToObj(this::shown)).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 4).mapToObj(this::click).toList())
                .isEqualTo(IntStream.range(0, 4).mapToObj(this::shown).toList());
    }

    @Test
    void nodes_that_decide_at_the_same_time_agree() throws Exception {
        for (var round = 0; round < 10; round++) {
            mail = message("return", "better", facts);
            var views = atOnce(IntStream.range(0, 9)
                    .<Callable<Optional<Decisions.View>>>mapToObj(
                            it -> () -> node().decide(new Slot(mail, 0, it % 4), Requests.reader()))
                    .toList());
            var products = views.stream().map(it -> it.orElseThrow().product()).toList();
            for (var i = 4; i < products.size(); i++) {
                assertThat(products.get(i)).isEqualTo(products.get(i % 4));
            }
            assertThat(products.subList(0, 4)).doesNotHaveDuplicates();
            assertThat(shop.count("decision where message_id = ?", mail)).isEqualTo(4);
        }
    }

    @Test
    void nodes_that_replace_sold_out_products_at_the_same_time_show_none_twice() throws Exception {
        for (var slot = 0; slot < 4; slot++) {
            picture(slot);
            shop.sellsOut(shown(slot).substring(shown(slot).lastIndexOf('/') + 1));
        }
        var views = atOnce(IntStream.range(0, 8)
                .<Callable<Optional<Decisions.View>>>mapToObj(
                        it -> () -> node().decide(new Slot(mail, 0, it % 4), Requests.reader()))
                .toList());
        assertThat(views.subList(0, 4).stream().map(it -> it.orElseThrow().product()))
                .doesNotHaveDuplicates();
        assertThat(shop.count("decision where message_id = ? and revision = 2", mail))
                .isEqualTo(4);
    }

    /** With locks of its own: only the database is shared. */
    private Decisions node() {
        return new Decisions(sql, database, campaigns, candidates, appeals, config, visits, clock);
    }

    private static <T> List<T> atOnce(List<Callable<T>> requests) throws Exception {
        try (var threads = Executors.newFixedThreadPool(requests.size())) {
            var answers = new ArrayList<T>();
            for (var answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void what_came_back_and_what_was_bought_meanwhile_is_not_shown() {
        for (var product = 1; product < 8; product++) {
            shop.ordered("anna", "p" + product);
        }
        picture(2);
        assertThat(IntStream.range(0, 4).mapToObj(this::shown))
                .allMatch(it -> Integer.parseInt(it.substring(it.lastIndexOf('p') + 1)) >= 8);
    }

    @Test
    void the_same_picture_again_costs_one_decision_and_no_bytes() {
        var first = picture(1);
        var again = picture(1);
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        var unchanged = given().header("If-None-Match", first.header("ETag"))
                .get(path(slots.get(1).image()));
        unchanged.then().statusCode(304).header("ETag", first.header("ETag")).header("Cache-Control", CACHE_CONTROL);
        assertThat(unchanged.asByteArray()).isEmpty();
        assertThat(shop.count("decision where revision = 1")).isEqualTo(4);
    }

    @Test
    void when_a_product_is_sold_out_another_is_shown_and_the_click_follows() {
        var first = picture(1);
        var before = shown(1);
        var others = List.of(shown(0), shown(2), shown(3));
        shop.sellsOut(before.substring(before.lastIndexOf('/') + 1));
        assertThat(click(1)).as("until another is shown").isEqualTo(before);

        var second = given().header("If-None-Match", first.header("ETag"))
                .get(path(slots.get(1).image()));

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(shown(1)).isNotEqualTo(before).isNotIn(others);
        assertThat(click(1)).isEqualTo(shown(1));
        assertThat(List.of(shown(0), shown(2), shown(3))).isEqualTo(others);
        assertThat(second.asByteArray()).isNotEqualTo(first.asByteArray());
    }

    @Test
    void a_picture_says_why_and_another_product_says_its_own_reason() {
        var first = picture(1);
        assertThat(reason(1)).isEqualTo("statt P0");
        shop.tampers("update slot_reason set reason = 'because you like it' where slot = 1");
        assertThat(picture(1).asByteArray()).as("the reason is to be read").isNotEqualTo(first.asByteArray());

        shop.sellsOut(shown(1).substring(shown(1).lastIndexOf('/') + 1));
        picture(1);
        assertThat(reason(1)).isEqualTo("statt P0");
    }

    private String reason(int slot) {
        return String.valueOf(
                shop.value("select reason from slot_reason where message_id = ? and slot = ?", mail, slot));
    }

    @Test
    void a_new_price_is_shown_and_remembered() {
        var first = picture(0);
        var product = shown(0);
        shop.reprices(product.substring(product.lastIndexOf('/') + 1), "8.50");
        var second = picture(0);
        assertThat(second.asByteArray()).isNotEqualTo(first.asByteArray());
        assertThat(second.header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(shown(0)).isEqualTo(product);
        assertThat(shop.value("select price from decision where slot = 0")).isEqualTo("8.50");
        assertThat(picture(0).header("ETag")).isEqualTo(second.header("ETag"));
    }

    @Test
    void the_same_address_may_end_in_png() {
        var picture = picture(0);
        assertThat(given().get(path(slots.get(0).image()).replace(".jpg", ".png"))
                        .asByteArray())
                .isEqualTo(picture.asByteArray());
    }

    @Test
    void a_stock_that_runs_low_and_an_old_price_make_another_picture_of_the_same_decision() {
        var first = picture(0);
        var sku = shown(0).substring(shown(0).lastIndexOf('/') + 1);
        shop.tampers("update product set stock = 40 where sku = '" + sku + "'");
        assertThat(picture(0).header("ETag")).as("enough in stock").isEqualTo(first.header("ETag"));
        shop.tampers("update product set stock = 3 where sku = '" + sku + "'");
        var few = picture(0);
        assertThat(few.header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(few.asByteArray()).isNotEqualTo(first.asByteArray());
        shop.tampers("update product set old_price = price + 5, old_price_beside = price,"
                + " old_price_until = '2999-01-01' where sku = '" + sku + "'");
        assertThat(picture(0).header("ETag")).isNotEqualTo(few.header("ETag"));
        assertThat(shop.count("decision where revision = 1")).isEqualTo(4);
    }

    @Test
    void one_picture_of_the_whole_block_shows_what_the_single_ones_would_and_its_click_leads_to_a_page_of_them()
            throws IOException {
        var together = links.together(mail, 0, TileSize.of(2), 2);
        var first = given().get(path(together.image()));
        var seen = ImageIO.read(new ByteArrayInputStream(first.asByteArray()));
        assertThat(seen.getWidth()).isEqualTo(2 * 536);
        assertThat(seen.getHeight()).isEqualTo(2 * (2 * 340 + 16));
        assertThat(shop.count("decision where product_id is not null")).isEqualTo(4);
        assertThat(given().get(path(together.click())).asString()).contains(names());
        given().header("If-None-Match", first.header("ETag"))
                .get(path(together.image()))
                .then()
                .statusCode(304);

        shop.sellsOut(shown(2).substring(shown(2).lastIndexOf('/') + 1));
        assertThat(given().get(path(together.image())).header("ETag")).isNotEqualTo(first.header("ETag"));
    }

    @Test
    void a_block_with_fewer_products_than_slots_is_a_lower_picture() throws IOException {
        for (var product = 1; product < PRODUCTS - 2; product++) {
            shop.sellsOut("p" + product);
        }
        var seen = ImageIO.read(new ByteArrayInputStream(
                given().get(path(links.together(mail, 0, TileSize.of(2), 2).image()))
                        .asByteArray()));
        assertThat(seen.getHeight()).isEqualTo(680);
    }

    @Test
    void a_click_before_any_picture_decides() {
        assertThat(click(3)).isEqualTo(shown(3));
        var decided = shown(3);
        picture(3);
        assertThat(shown(3)).isEqualTo(decided);
    }

    @Test
    void slots_for_which_nothing_is_left_shrink_to_a_line_beside_those_that_show_something() throws IOException {
        for (var product = 1; product < PRODUCTS - 2; product++) {
            shop.sellsOut("p" + product);
        }
        var pictures =
                IntStream.range(0, 4).mapToObj(it -> picture(it).asByteArray()).toList();
        assertThat(pictures.subList(0, 2)).doesNotContain(neutral());
        for (var left : pictures.subList(2, 4)) {
            var line = ImageIO.read(new ByteArrayInputStream(left));
            assertThat(line.getWidth()).isEqualTo(520);
            assertThat(line.getHeight()).isEqualTo(2);
        }
        assertThat(shop.count("decision where product_id is null")).isEqualTo(2);
        assertThat(click(2)).isEqualTo("http://localhost:8080/shop");
    }

    @Test
    void a_block_for_which_there_is_nothing_at_all_shows_the_neutral_picture() {
        for (var product = 1; product < PRODUCTS; product++) {
            shop.sellsOut("p" + product);
        }
        assertThat(picture(0).asByteArray()).isEqualTo(neutral());
        assertThat(picture(3).asByteArray()).isEqualTo(neutral());
    }

    @Test
    void a_forged_token_gets_the_neutral_picture_and_leaves_no_trace() {
        var image = path(slots.getFirst().image());
        var forged = image.replace(image.substring(10, 12), "__");
        given().get(forged)
                .then()
                .statusCode(200)
                .header("Cache-Control", CACHE_CONTROL)
                .header("ETag", nullValue());
        assertThat(given().get(forged).asByteArray()).isEqualTo(neutral());
        // A token for one purpose is refused for every other.
        var click = tokens.issue(Purpose.CLICK, mail, 0, 0);
        assertThat(given().get("/i/" + click + ".jpg").asByteArray()).isEqualTo(neutral());
        given().redirects()
                .follow(false)
                .get("/c/https:%2F%2Fevil.example")
                .then()
                .statusCode(302)
                .header("Location", "http://localhost:8080/shop");
        assertThat(shop.count("decision")).isZero();
    }

    @Test
    void head_answers_like_get_and_decides_nothing() {
        var path = path(slots.getFirst().image());
        given().head(path).then().statusCode(200).contentType("image/png").header("Cache-Control", CACHE_CONTROL);
        assertThat(shop.count("decision")).isZero();
        var link = path(slots.getFirst().click());
        given().redirects()
                .follow(false)
                .head(link)
                .then()
                .statusCode(302)
                .header("Location", "http://localhost:8080/shop");
        assertThat(shop.count("decision")).isZero();
        var jpeg = picture(0).asByteArray();
        given().redirects().follow(false).head(link).then().header("Location", shown(0));
        given().head(path).then().statusCode(200).header("Content-Length", String.valueOf(jpeg.length));
    }

    @Test
    void withdrawn_consent_makes_an_old_mail_neutral_and_nothing_is_recorded() {
        shop.withdraws("anna", "offers");
        assertThat(picture(0).asByteArray()).isEqualTo(neutral());
        assertThat(click(0)).isEqualTo("http://localhost:8080/shop");
        assertThat(shop.count("decision")).isZero();
    }

    @Test
    void an_erased_customer_gets_the_neutral_picture() {
        picture(0);
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("delete from customer where customer_key = 'anna'")) {
                return statement.executeUpdate();
            }
        });
        assertThat(picture(0).asByteArray()).isEqualTo(neutral());
        assertThat(shop.count("slot_reason"))
                .as("what a picture said about what they bought")
                .isZero();
    }

    @Test
    void a_slot_is_decided_again_when_its_time_is_over_and_when_its_price_has_jumped() {
        picture(0);
        picture(1);
        var first = shown(0);
        var second = shown(1);
        shop.reprices(first.substring(first.lastIndexOf('/') + 1), "13.00");
        picture(0);
        assertThat(shown(0)).as("dearer by a third").isNotEqualTo(first);
        assertThat(click(0)).isEqualTo(shown(0));
        assertThat(shown(1)).isEqualTo(second);

        clock.advance(Duration.ofDays(29));
        picture(1);
        assertThat(shop.value("select revision from decision where slot = 1")).isEqualTo("1");
        clock.advance(Duration.ofDays(2));
        picture(1);
        assertThat(shop.value("select revision from decision where slot = 1")).isEqualTo("2");
        assertThat(click(1)).isEqualTo(shown(1));
        assertThat(IntStream.range(0, 4).mapToObj(this::shown)).doesNotHaveDuplicates();
    }

    @Test
    void a_product_that_has_become_dearer_stays_where_there_is_nothing_else() {
        picture(0);
        for (var product = 1; product < PRODUCTS; product++) {
            if (IntStream.range(0, 4).mapToObj(this::shown).noneMatch(("https://shop.example/p/p" + product)::equals)) {
                shop.sellsOut("p" + product);
            }
        }
        var product = shown(0);
        shop.reprices(product.substring(product.lastIndexOf('/') + 1), "19.00");
        picture(0);
        assertThat(shown(0)).isEqualTo(product);
        assertThat(shop.value("select concat(price, ' ', first_price) from decision where slot = 0"))
                .isEqualTo("19.00 19.00");
    }

    @Test
    void what_was_decided_and_never_shown_is_decided_anew_by_a_click_when_it_is_sold_out() {
        picture(0);
        var unseen = shown(2);
        shop.sellsOut(unseen.substring(unseen.lastIndexOf('/') + 1));
        assertThat(click(2)).isNotEqualTo(unseen).isEqualTo(shown(2));
    }

    @Test
    void a_mail_of_last_year_is_neutral() {
        clock.advance(Duration.ofDays(200));
        assertThat(picture(0).asByteArray()).isEqualTo(neutral());
        assertThat(shop.count("decision")).isZero();
    }

    private List<String> names() {
        return IntStream.range(0, 4)
                .mapToObj(slot -> String.valueOf(shop.value(
                        "select p.title from decision d join product p on p.id = d.product_id where d.slot = ?", slot)))
                .toList();
    }
}
