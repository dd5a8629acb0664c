package org.postille.opentime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Facts;
import org.postille.interest.Training;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** A block whose strategy finds too little goes on with the next one, up to a picture that is always there. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChainTest {

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    Campaigns campaigns;

    @Inject
    TestSettings settings;

    @Inject
    SlotLinks links;

    @Inject
    TestClock clock;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private long mail;
    private List<SlotLinks.SlotLink> slots = List.of();

    @BeforeEach
    void a_shop() {
        settings.campaignsIn(folder);
        shop.annaAmongBuyers(6);
        shop.at(clock.instant().minus(Duration.ofHours(1))).viewed("anna", "p5");
        training.train();
    }

    private void block(String yaml) {
        settings.writeCampaign("chain.yaml", """
                campaign: chain
                basis: consent
                purpose: offers
                trigger: { on: cart.updated }
                messages:
                  mail:
                    template: newsletter.mjml
                    subject: Hello
                    blocks:
                      theme: { slots: 4, %s }
                journey: [ { send: mail } ]
                """.formatted(yaml));
        campaigns.reload();
        var facts = new Facts("cart.updated", "EUR", List.of(new Facts.Item(shop.productId("p1"), 1, null))).json();
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts, planned_at)
                    values (?, uuid(), 'mail', ?, 'offers', 'sent', ?, ?, ?)""")) {
                Sql.bind(
                        statement,
                        List.of(
                                campaigns.named("chain").id(),
                                shop.customerId("anna"),
                                clock.instant(),
                                facts,
                                clock.instant()));
                return statement.executeUpdate();
            }
        });
        mail = Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
        slots = links.slots(mail, 0, 4, 260, 340);
    }

    private byte[] picture(int slot) {
        return given().get(slots.get(slot).image().replaceFirst("^https?://[^/]+", ""))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private String click(int slot) {
        return given().redirects()
                .follow(false)
                .get(slots.get(slot).click().replaceFirst("^https?://[^/]+", ""))
                .header("Location");
    }

    private List<String> strategies() {
        return IntStream.range(0, 4)
                .mapToObj(it -> String.valueOf(
                        shop.value("select strategy from decision where message_id = ? and slot = ?", mail, it)))
                .toList();
    }

    @Test
    void each_strategy_fills_what_those_before_it_leave() {
        block("strategy: last-viewed, fallback: [{ strategy: similar, to: { product: p1 } }, topsellers]");
        picture(0);
        assertThat(strategies()).startsWith("last-viewed", "similar");
        assertThat(shop.count("decision where product_id is not null")).isEqualTo(4);
        assertThat(shop.count("(select distinct product_id from decision) different"))
                .isEqualTo(4);
        assertThat(click(0)).isEqualTo("https://shop.example/p/p5");
    }

    @Test
    void at_most_so_many_of_a_brand_holds_over_the_whole_chain_and_when_a_slot_is_decided_again() {
        shop.tampers("update product set brand = 'Sol' where sku in ('p2', 'p5')");
        shop.tampers("update product set brand = concat('of ', sku) where sku in ('p3', 'p4')");
        clock.advance(Duration.ofMinutes(2));
        block("strategy: last-viewed, fallback: topsellers, vary: { brand: 1 }");
        picture(0);
        assertThat(shown()).containsExactlyInAnyOrder("p5", "p3", "p4");
        shop.sellsOut("p3");
        picture(slotOf("p3"));
        assertThat(shown()).as("p2 is of the brand of p5").containsExactlyInAnyOrder("p5", "p4");
        shop.sellsOut("p5");
        picture(slotOf("p5"));
        assertThat(shown()).containsExactlyInAnyOrder("p2", "p4");
    }

    private List<String> shown() {
        var all = shop.value(
                "select group_concat(p.sku) from decision d join product p on p.id = d.product_id where d.message_id = ?",
                mail);
        return List.of(String.valueOf(all).split(","));
    }

    private int slotOf(String sku) {
        return Integer.parseInt(String.valueOf(shop.value(
                "select slot from decision where message_id = ? and product_id = ?", mail, shop.productId(sku))));
    }

    @Test
    void a_block_in_which_nothing_is_left_shows_its_picture_once_and_leads_where_it_says() throws IOException {
        for (var product = 0; product < 6; product++) {
            shop.sellsOut("p" + product);
        }
        block("strategy: personal, fallback: [topsellers, { picture: pictures/look-around.jpg, link: /new }]");
        var banner = ImageIO.read(new ByteArrayInputStream(picture(0)));
        assertThat(banner.getWidth()).isEqualTo(520);
        assertThat(banner.getHeight()).isEqualTo(680);
        assertThat(picture(0)).isNotEqualTo(given().get("/i/forged.jpg").asByteArray());
        for (var slot = 1; slot < 4; slot++) {
            assertThat(ImageIO.read(new ByteArrayInputStream(picture(slot))).getHeight())
                    .isEqualTo(2);
        }
        assertThat(click(0)).isEqualTo("http://localhost:8080/shop/new");
    }

    @Test
    void the_picture_stands_behind_the_products_that_there_are() throws IOException {
        for (var product = 3; product < 6; product++) {
            shop.sellsOut("p" + product);
        }
        block(
                "strategy: topsellers, fallback: [{ picture: pictures/look-around.jpg, link: 'https://shop.example/all' }]");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture(1))).getHeight())
                .isEqualTo(680);
        assertThat(shop.count("decision where product_id is not null")).isEqualTo(1);
        assertThat(click(0)).isEqualTo("https://shop.example/p/p2");
        assertThat(click(1)).isEqualTo("https://shop.example/all");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture(2))).getHeight())
                .isEqualTo(2);
    }

    @Test
    void an_article_has_a_picture_without_a_price_and_a_click_on_it_teaches_nothing() throws IOException {
        shop.consents("anna", "tracking");
        shop.product("guide", it -> it.in("Home > Things").titled("How to hold a mug"));
        shop.tampers("update product set article = true, price = 0 where sku = 'guide'");
        clock.advance(Duration.ofMinutes(2));
        block("strategy: articles, fallback: topsellers");
        assertThat(ImageIO.read(new ByteArrayInputStream(picture(0))).getHeight())
                .isEqualTo(680);
        assertThat(strategies()).startsWith("articles", "topsellers");
        clock.advance(Duration.ofMinutes(2));
        given().header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .header("Accept-Language", "de")
                .redirects()
                .follow(false)
                .get(slots.getFirst().click().replaceFirst("^https?://[^/]+", ""))
                .then()
                .header("Location", "https://shop.example/p/guide");
        assertThat(shop.count("human_click")).isZero();
        assertThat(shop.count("slot_click")).isEqualTo(1);
    }

    @Test
    void who_withdrew_the_consent_gets_the_neutral_picture_and_not_the_block_s() {
        block("strategy: last-viewed, fallback: [{ picture: pictures/look-around.jpg, link: /new }]");
        shop.withdraws("anna", "offers");
        assertThat(picture(0)).isEqualTo(given().get("/i/forged.jpg").asByteArray());
        assertThat(click(0)).isEqualTo("http://localhost:8080/shop");
    }
}
