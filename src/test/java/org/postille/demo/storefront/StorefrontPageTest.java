package org.postille.demo.storefront;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StorefrontPageTest {

    private static final String HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(1)</script>";

    @Inject
    DataSource database;

    private Articles articles;

    @BeforeEach
    void open() {
        articles = new Articles(database);
    }

    private static Document page(String address) {
        var answer = given().urlEncodingEnabled(false).get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.asString());
    }

    @Test
    void a_product_page_shows_what_it_sells() {
        articles.put("mug-1", "Becher Sørland", "Home > Kitchen > Mugs", "12.95");
        var page = page("/shop/p/mug-1");
        assertThat(page.expectFirst("article.product").attr("data-sku")).isEqualTo("mug-1");
        assertThat(page.expectFirst("h1").text()).isEqualTo("Becher Sørland");
        assertThat(page.expectFirst(".price").text()).contains("12.95");
        assertThat(page.expectFirst(".stock").text()).isEqualTo("In stock");
        assertThat(page.select(".trail a").eachText()).containsExactly("Shop", "Home", "Kitchen", "Mugs");
    }

    @Test
    void stock_is_told_as_it_is() {
        articles.put("few", "Few", "Home", "1.00", "", 3, true);
        articles.put("gone", "Gone", "Home", "1.00", "", 0, false);
        assertThat(page("/shop/p/few").expectFirst(".stock").text()).isEqualTo("Only 3 left");
        assertThat(page("/shop/p/gone").expectFirst(".stock").text()).isEqualTo("Sold out");
    }

    @Test
    void a_category_shows_what_is_in_it_and_below_it() {
        articles.put("mug-1", "Becher", "Home > Kitchen > Mugs", "12.95");
        articles.put("pan-1", "Pfanne", "Home > Kitchen", "49.00");
        articles.put("pot-1", "Topf", "Home > Kitchen_2", "49.00");
        articles.put("bag-1", "Tasche", "Bags & Cases", "89.00");
        assertThat(page("/shop/c/Home/Kitchen").select(".cards b").eachText()).containsExactly("Becher", "Pfanne");
        assertThat(page("/shop/c/Bags%20%26%20Cases").select(".cards b").eachText())
                .containsExactly("Tasche");
        assertThat(given().get("/shop/c/Nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void every_link_of_the_start_page_leads_somewhere() {
        articles.put("mug/1 a&b", "Becher", "Home > 100% Wool+", "12.95");
        for (var link : page("/shop").select("main a, .bar a")) {
            page(link.attr("href"));
        }
    }

    @Test
    void the_most_ordered_product_stands_first() throws Exception {
        articles.put("rare", "Rare", "Home", "1.00");
        articles.put("loved", "Loved", "Home", "1.00");
        articles.put("new", "New", "Home", "1.00");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    insert into event (source, event_key, line, kind, customer_id, product_id, quantity, at, received_at)
                    select 'test', concat('e', id), 0, 'order.placed', 1, id, 1, '2026-05-01', '2026-05-01'
                      from product where sku = 'loved'
                    """);
        }
        assertThat(page("/shop").select(".cards b").eachText()).containsExactly("Loved", "New", "Rare");
    }

    @Test
    void a_photo_is_sent_once_and_then_confirmed() {
        articles.put("mug-1", "Becher", "Home", "12.95");
        var first = given().get("/shop/photo/mug-1");
        assertThat(first.contentType()).isEqualTo("image/jpeg");
        assertThat(given().header("If-None-Match", first.header("ETag"))
                        .get("/shop/photo/mug-1")
                        .statusCode())
                .isEqualTo(304);
        assertThat(given().get("/shop/photo/none").statusCode()).isEqualTo(404);
    }

    @Test
    void nothing_from_a_feed_becomes_part_of_a_page() {
        articles.put("xss", HOSTILE, "A " + HOSTILE.replace("/", ""), "1.00", HOSTILE, 1, true);
        articles.put("xss2", HOSTILE, "A " + HOSTILE.replace("/", ""), "1.00", HOSTILE, 1, true);
        for (var address : new String[] {
            "/shop", "/shop/p/xss", page("/shop").select(".shelves a").attr("href")
        }) {
            var page = page(address);
            assertThat(page.select("script, [onerror], img[src=x]")).as(address).isEmpty();
            assertThat(page.text()).as(address).contains("alert(1)");
        }
    }

    @Test
    void an_unknown_product_is_said_to_be_missing() {
        var answer = given().get("/shop/p/none");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.asString()).contains("no longer in our shop");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }
}
