package org.postille.opentime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.base.Purpose;
import org.postille.base.Sql;
import org.postille.base.Tokens;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.interest.Training;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** What readers without pictures see of a mail, and what they say of it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProductPageTest {

    private static final String READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

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

    private long mail;

    @BeforeEach
    void a_mail_about_a_return() {
        campaigns.reload();
        shop.annaAmongBuyers(14);
        training.train();
        mail = message();
    }

    private long message() {
        var facts = new Facts("order.returned", "EUR", List.of(new Facts.Item(shop.productId("p0"), 1, null))).json();
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts, planned_at)
                    values (?, uuid(), 'better', ?, 'offers', 'sent', ?, ?, ?)""")) {
                Sql.bind(
                        statement,
                        List.of(
                                campaigns.named("return").id(),
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

    private String block() {
        return path(links.page(mail, 0));
    }

    private String opinion(int slot) {
        return path(links.slots(mail, 0, 4, 260, 340).get(slot).opinion());
    }

    private static Response get(String path) {
        return given().header("User-Agent", READER)
                .header("Accept-Language", "de")
                .get(path);
    }

    private static Document page(String path) {
        return Jsoup.parse(get(path).asString());
    }

    private static Response say(String path, String opinion, String agent) {
        return given().header("User-Agent", agent)
                .header("Accept-Language", "de")
                .redirects()
                .follow(false)
                .formParam("opinion", opinion)
                .post(path);
    }

    private String shown(int slot) {
        return String.valueOf(shop.value(
                "select p.sku from decision d join product p on p.id = d.product_id where message_id = ? and slot = ?",
                mail,
                slot));
    }

    private static String leadsTo(String click) {
        return given().redirects().follow(false).get(click).header("Location");
    }

    @Test
    void the_page_lists_what_the_pictures_show_and_leads_there() {
        get(path(links.slots(mail, 0, 4, 260, 340).getFirst().image()));
        var shown = IntStream.range(0, 4).mapToObj(this::shown).toList();
        var page = page(block());
        assertThat(page.select("article h2 a").eachText())
                .isEqualTo(shown.stream().map(String::toUpperCase).toList());
        assertThat(page.select("article h2 a").eachAttr("href").stream().map(ProductPageTest::leadsTo))
                .isEqualTo(
                        shown.stream().map(it -> "https://shop.example/p/" + it).toList());
        assertThat(page.select(".price strong").eachText()).containsOnly("10,00 €");
        assertThat(page.select(".reason").eachText()).containsOnly("statt P0");
        assertThat(shop.count("decision where revision = 1")).isEqualTo(4);
    }

    @Test
    void a_reader_without_pictures_has_them_decided_by_the_page() {
        var before = page(block()).select("article h2").eachText();
        get(path(links.slots(mail, 0, 4, 260, 340).get(1).image()));
        assertThat(before).hasSize(4).doesNotHaveDuplicates();
        assertThat(page(block()).select("article h2").eachText()).isEqualTo(before);
        shop.sellsOut(shown(1));
        assertThat(page(block()).select("article h2").eachText()).hasSize(4).isNotEqualTo(before);
    }

    @Test
    void the_page_can_be_read_aloud_and_used_by_keys() {
        shop.tampers("insert into product_photo select id, unhex(repeat('00', 32)), 'x' from product");
        shop.tampers("update product set title = '<script>alert(1)</script> & \"so\"'");
        var html = get(block());
        html.then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Set-Cookie", nullValue());
        var page = Jsoup.parse(html.asString());
        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("html").attr("lang")).isEqualTo("de");
        assertThat(page.select("main h1")).hasSize(1);
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("img")).hasSize(4).allSatisfy(it -> {
            assertThat(it.attr("alt")).startsWith("Foto: <script>");
            assertThat(it.attr("width")).isNotBlank();
        });
        assertThat(page.select("article"))
                .allSatisfy(it -> assertThat(it.select("h2")).hasSize(1));
        assertThat(page.select("button").eachText())
                .allSatisfy(it -> assertThat(it).contains(": <script>"));
        assertThat(page.select("a").eachText()).noneMatch(String::isBlank);
        assertThat(page.select("[style], [onclick]")).isEmpty();
    }

    @Test
    void photos_stand_for_the_product_and_not_for_the_reader() {
        shop.tampers("insert into product_photo select id, unhex(repeat('00', 32)), 'x' from product");
        var photo = page(block()).select("img").attr("src");
        given().get(photo).then().statusCode(200).contentType("image/jpeg");
        given().get("/b/photo/forged.jpg").then().statusCode(404);
        given().get("/b/photo/" + tokens.issue(Purpose.CLICK, mail, 0, 0) + ".jpg")
                .then()
                .statusCode(404);
    }

    @Test
    void whoever_gets_nothing_personal_sees_the_same_page_as_for_a_forged_link() {
        var neutral = get("/b/forged").asString();
        assertThat(get(block().replace("/b/", "/l/")).asString())
                .as("a token is for one purpose")
                .isEqualTo(neutral);
        shop.withdraws("anna", "offers");
        assertThat(get(block()).asString()).isEqualTo(neutral);
        assertThat(get(opinion(0)).asString()).isEqualTo(neutral);
        shop.tampers("delete from customer where customer_key = 'anna'");
        assertThat(get(block()).asString()).isEqualTo(neutral);
        assertThat(shop.count("decision")).isZero();
    }

    @Test
    void head_decides_nothing() {
        given().head(block()).then().statusCode(200);
        assertThat(shop.count("decision")).isZero();
    }

    @Test
    void asking_changes_nothing_and_pressing_a_button_does_at_once() {
        var page = page(opinion(2));
        assertThat(page.select("article")).hasSize(1);
        assertThat(shop.count("opinion")).isZero();
        assertThat(shop.count("event where source = 'mail'")).isZero();

        var action = page.select("form").attr("action");
        var answer = say(action, "like", READER);
        answer.then().statusCode(303);
        assertThat(path(answer.header("Location"))).isEqualTo(action);
        assertThat(page(action).select(".said").text()).isEqualTo("Das gefällt Ihnen.");
        assertThat(page(action).select("button[value=like]").attr("aria-pressed"))
                .isEqualTo("true");
        assertThat(shop.value("select likes from opinion where product_id = ?", shop.productId(shown(2))))
                .isEqualTo("1");
        assertThat(shop.count("event where kind = 'product.liked'")).isEqualTo(1);

        say(action, "like", READER);
        assertThat(shop.count("event where source = 'mail'"))
                .as("the same again")
                .isEqualTo(1);
        clock.advance(java.time.Duration.ofMinutes(1));
        say(action, "dislike", READER);
        assertThat(shop.value("select likes from opinion")).isEqualTo("0");
        assertThat(shop.count("opinion")).isEqualTo(1);
    }

    @Test
    void what_is_disliked_is_recommended_no_more() {
        var disliked = IntStream.range(0, 4)
                .mapToObj(it -> {
                    var form = page(block()).select("article").get(it).select("form");
                    say(form.attr("action"), "dislike", READER).then().statusCode(303);
                    return shown(it);
                })
                .toList();
        assertThat(page(block()).select(".said")).hasSize(4);
        mail = message();
        get(block());
        assertThat(IntStream.range(0, 4).mapToObj(this::shown)).doesNotContainAnyElementsOf(disliked);
    }

    @Test
    void the_button_means_the_product_of_its_page_whatever_the_slot_shows_then() {
        var action = page(opinion(0)).select("form").attr("action");
        var asked = shown(0);
        shop.sellsOut(asked);
        get(block());
        assertThat(shown(0)).isNotEqualTo(asked);
        say(action, "like", READER);
        assertThat(shop.value("select product_id from opinion")).isEqualTo(String.valueOf(shop.productId(asked)));
    }

    @Test
    void neither_programs_nor_forgeries_nor_those_who_left_teach() {
        var action = page(opinion(0)).select("form").attr("action");
        say(action, "like", "python-requests/2.32").then().statusCode(303);
        say(action, "love", READER).then().statusCode(303);
        say(opinion(0), "like", READER).then().statusCode(303);
        say("/l/forged", "like", READER).then().statusCode(303);
        shop.withdraws("anna", "offers");
        say(action, "like", READER);
        assertThat(shop.count("opinion")).isZero();
    }

    @Test
    void the_style_is_in_the_colour_of_the_brand() {
        given().get("/b/page.css")
                .then()
                .statusCode(200)
                .contentType("text/css")
                .body(containsString("#1f5a4c"));
    }
}
