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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.interest.Training;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;
import org.postille.testing.TestSettings;

/** What the rules of a block let through, from the campaign's file to what the slots show. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BlockRulesTest {

    private static final int SLOTS = 4;
    private static final int PRODUCTS = 14;

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    Campaigns campaigns;

    @Inject
    SlotLinks links;

    @Inject
    Decisions decisions;

    @Inject
    TestClock clock;

    @Inject
    TestSettings settings;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private int mails;

    /** Anna has bought p0; eight others have three quarters of p0 to p13. */
    @BeforeEach
    void a_shop() {
        shop.annaAmongBuyers(PRODUCTS);
        settings.campaignsIn(folder);
        settings.writeCampaign("segments.yaml", """
                segments:
                  germans: { rule: { country: DE } }
                  austrians: { rule: { country: AT } }
                """);
    }

    /** The products of a new mail to Anna whose block has these rules, slot by slot; empty ones as nothing. */
    private List<String> shown(String rules) {
        return shown(mail(rules));
    }

    private List<String> shown(long mail) {
        // Not by HTTP: on a busy machine the neutral picture would stand in for one that takes too long.
        IntStream.range(0, SLOTS).forEach(it -> decisions.decide(new Slot(mail, 0, it)));
        return IntStream.range(0, SLOTS)
                .mapToObj(it -> shop.value(
                        "select coalesce(p.sku, '') from decision d left join product p on p.id = d.product_id"
                                + " where d.message_id = ? and d.slot = ?",
                        mail,
                        it))
                .map(String::valueOf)
                .toList();
    }

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    private long mail(String rules) {
        var name = "campaign-" + ++mails;
        settings.writeCampaign(name + ".yaml", """
                campaign: %s
                basis: consent
                purpose: offers
                schedule: { daily: "08:00", zone: customer }
                messages:
                  greeting:
                    template: newsletter.mjml
                    subject: Hello
                    blocks:
                      theme: { slots: %d, %s }
                """.formatted(name, SLOTS, rules));
        campaigns.reload();
        assertThat(campaigns.findings()).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, planned_at)
                    values (?, uuid(), 'greeting', ?, 'offers', 'sent', ?, ?)""")) {
                Sql.bind(
                        statement,
                        List.of(campaigns.named(name).id(), shop.customerId("anna"), clock.instant(), clock.instant()));
                return statement.executeUpdate();
            }
        });
        return Long.parseLong(String.valueOf(shop.value("select max(id) from message")));
    }

    private static List<String> some(List<String> shown) {
        return shown.stream().filter(it -> !it.isEmpty()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"personal", "topsellers"})
    void a_filter_that_lets_three_of_ten_thousand_through_finds_these_three(String strategy) {
        shop.tampers("""
                insert into product (sku, title, link, category, price, currency, available, updated_at)
                select concat('many-', seq), 'Many', 'https://shop.example/many', 'Home > Many', 10, 'EUR', true, now()
                from seq_1_to_10000""");
        for (var sku : List.of("many-17", "many-5000", "many-9999")) {
            shop.productHas(sku, "pattern", "Dots", "plain");
            shop.tampers("update product set price = 12.34 where sku = ?", sku);
            shop.ordered("c1", sku);
        }
        shop.productHas("many-18", "pattern", "stripes");
        training.train();

        assertThat(shown("strategy: " + strategy + ", repeat: allow, theme: { attribute: { pattern: dots } }"))
                .containsExactlyInAnyOrder("many-17", "many-5000", "many-9999", "");
        assertThat(shown("strategy: " + strategy + ", repeat: allow, price: { min: 12.01, max: 12.34 }"))
                .containsExactlyInAnyOrder("many-17", "many-5000", "many-9999", "");
    }

    @Test
    void a_product_that_no_longer_fits_when_the_mail_is_opened_is_not_shown_though_memory_is_a_minute_old() {
        for (var product = 1; product <= 3; product++) {
            shop.productHas("p" + product, "pattern", "dots");
        }
        training.train();
        var rules = "strategy: topsellers, repeat: allow, theme: { attribute: { pattern: dots } }, price: { max: 10 }";
        assertThat(some(shown(rules))).containsExactlyInAnyOrder("p1", "p2", "p3");
        var next = mail(rules);
        shown(rules);
        shop.productHas("p1", "pattern", "stripes");
        shop.reprices("p2", "10.01");
        assertThat(some(shown(next))).containsExactly("p3");
    }

    @Test
    void a_childs_age_fits_the_products_and_who_is_unknown_is_asked_nothing() {
        shop.productHas("p1", "age", "0-2");
        shop.productHas("p2", "age", "3-6 years");
        shop.productHas("p3", "age", "ab 3 Jahren");
        shop.productHas("p4", "age", "18 months");
        training.train();
        var theme = "strategy: topsellers, repeat: allow, theme: { product: [p1, p2, p3, p4, p5] }, ";

        assertThat(some(shown(theme + "fits: { age: { age-of: child-birthday } }")))
                .hasSize(4);
        shop.customerHas("anna", "child-birthday", "2021-09-01");
        assertThat(some(shown(theme + "fits: { age: { age-of: child-birthday } }")))
                .containsExactlyInAnyOrder("p2", "p3", "p5");
        assertThat(some(shown(theme + "fits: { age: { age-of: child-birthday, unknown: hide } }")))
                .containsExactlyInAnyOrder("p2", "p3");
        shop.customerHas("anna", "child-birthday", "2021-09-01", "2024-10-20");
        assertThat(some(shown(theme + "fits: { age: { age-of: child-birthday, unknown: hide } }")))
                .as("any of two children")
                .containsExactlyInAnyOrder("p1", "p2", "p3", "p4");
    }

    @Test
    void the_customers_size_is_one_of_those_in_stock_and_their_own_properties_count_too() {
        shop.productHas("p1", "size", "S", "M");
        shop.productHas("p2", "size", "L", "xl");
        shop.productHas("p3", "size", "36-40");
        shop.productHas("p4", "gender", "male");
        shop.customerHas("anna", "shirt", "XL", "38");
        training.train();
        var theme = "strategy: topsellers, repeat: allow, theme: { product: [p1, p2, p3, p4] }, ";

        assertThat(some(shown(theme + "fits: { size: shirt }"))).containsExactlyInAnyOrder("p2", "p3", "p4");
        assertThat(some(shown(theme + "fits: { size: { customer: shirt, unknown: hide }, gender: gender }")))
                .containsExactlyInAnyOrder("p2", "p3");
        assertThat(some(shown(theme + "fits: { gender: gender }"))).containsExactlyInAnyOrder("p1", "p2", "p3");
    }

    @Test
    void a_boost_counts_for_its_segment_alone() {
        training.train();
        var least = shown("strategy: topsellers, repeat: allow, boost: { product: p13, by: 0.01 }");
        assertThat(least).doesNotContain("p13");
        assertThat(shown("strategy: topsellers, repeat: allow, boost: { product: p13, by: 100, for: germans }"))
                .startsWith("p13");
        assertThat(shown("strategy: topsellers, repeat: allow,"
                        + " boost: [ { product: p13, by: 100, for: austrians }, { product: p13, by: 0.01 } ]"))
                .isEqualTo(least);
        assertThat(shown("strategy: topsellers, repeat: allow,"
                        + " boost: { product: p13, by: 100, for: [austrians, germans] }"))
                .startsWith("p13");
    }

    @Test
    void what_was_bought_or_sent_back_or_is_in_the_cart_is_left_out_as_the_block_says() {
        training.train();
        var theme = "strategy: topsellers, repeat: allow, theme: { product: [p0, p1, p2, p3] }";
        shop.at(clock.instant().minus(Duration.ofDays(400))).ordered("anna", "p3");
        shop.fillsCart("anna", "p1");
        shop.returned("anna", "p2");

        assertThat(some(shown(theme))).as("as usual").containsExactly("p3");
        assertThat(some(shown(theme + ", exclude: []"))).containsExactlyInAnyOrder("p0", "p1", "p2", "p3");
        assertThat(some(shown(theme + ", exclude: [cart]"))).containsExactlyInAnyOrder("p0", "p2", "p3");
        assertThat(some(shown(theme + ", exclude: [returned]"))).containsExactlyInAnyOrder("p0", "p1", "p3");
        assertThat(some(shown(theme + ", exclude: { bought: P2Y }"))).containsExactlyInAnyOrder("p1", "p2");
        clock.advance(Duration.ofDays(2));
        assertThat(some(shown(theme + ", exclude: { cart: P1D, bought: P1D }")))
                .containsExactlyInAnyOrder("p0", "p1", "p2", "p3");
        shop.ordered("anna", "p2");
        assertThat(some(shown(theme + ", exclude: { cart: P30D }")))
                .as("an order empties the cart")
                .containsExactlyInAnyOrder("p0", "p1", "p2", "p3");
    }

    @Test
    void what_was_bought_long_ago_comes_back_in_a_personal_block_that_allows_it() {
        training.train();
        clock.advance(Duration.ofDays(100));

        assertThat(some(shown("strategy: personal, repeat: allow, theme: { product: [p0, p1] }")))
                .containsExactly("p1");
        assertThat(some(shown(
                        "strategy: personal, repeat: allow, theme: { product: [p0, p1] }, exclude: { bought: P60D }")))
                .containsExactlyInAnyOrder("p0", "p1");
    }

    @Test
    void what_the_last_mails_showed_is_left_out_or_comes_last_for_as_many_mails_as_the_block_says() {
        training.train();
        var rules = "strategy: topsellers, theme: { product: [p1, p2, p3, p4, p5] }, ";
        var first = shown(rules + "repeat: allow");
        assertThat(some(shown(rules + "exclude: { shown: 1 }"))).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(some(shown(rules + "exclude: { shown: 2 }"))).isEmpty();
        assertThat(some(shown(rules + "repeat: { avoid: 2 }")))
                .as("nothing was shown in the last mail")
                .hasSize(4);
        assertThat(shown(rules + "repeat: allow")).isEqualTo(first);
    }

    @Test
    void what_the_customer_wants_less_than_that_is_not_shown_whatever_boosts_it() {
        training.train();
        var wanted = some(shown("strategy: personal, repeat: allow"));
        assertThat(wanted).hasSize(4);
        assertThat(some(shown("strategy: personal, repeat: allow, at-least: -5")))
                .isEqualTo(wanted);
        assertThat(some(shown("strategy: personal, repeat: allow, at-least: 10, boost: { category: Home, by: 100 }")))
                .isEmpty();
        assertThat(some(shown("strategy: personal, repeat: allow, at-least: 10, fallback: topsellers")))
                .as("the fallback goes by sales")
                .hasSize(4);
    }

    @Test
    void a_block_that_is_short_shows_fewer_or_nothing_and_comes_back_with_a_new_model() throws IOException {
        training.train();
        var rules = "strategy: topsellers, repeat: allow, theme: { product: [p1, p2, p3] }, ";
        assertThat(some(shown(rules + "short: fewer"))).hasSize(3);
        assertThat(some(shown(rules + "short: { hide-below: 3 }"))).hasSize(3);
        assertThat(some(shown(rules + "short: { hide-below: 4 }"))).isEmpty();
        var hidden = mail(rules + "short: hide");
        assertThat(some(shown(hidden))).isEmpty();
        for (var slot : links.slots(hidden, 0, SLOTS, 260, 340)) {
            var line = ImageIO.read(
                    new ByteArrayInputStream(given().get(path(slot.image())).asByteArray()));
            assertThat(List.of(line.getWidth(), line.getHeight())).containsExactly(520, 2);
        }

        var whole = mail("strategy: topsellers, repeat: allow, theme: { category: Other }, short: hide");
        for (var product = 1; product <= 3; product++) {
            shop.tampers("update product set category = 'Other' where sku = ?", "p" + product);
        }
        clock.advance(Duration.ofMinutes(2));
        assertThat(some(shown(whole))).isEmpty();
        shop.tampers("update product set category = 'Other' where sku = 'p4'");
        clock.advance(Duration.ofMinutes(2));
        training.train();
        assertThat(some(shown(whole))).containsExactlyInAnyOrder("p1", "p2", "p3", "p4");
    }

    @Test
    void a_block_that_falls_back_mixes_no_strategies() {
        training.train();
        var anchors = new ArrayList<String>();
        var rules = "strategy: personal, at-least: 10, fallback: topsellers, repeat: allow, ";
        var rest = shown(rules + "short: fallback");
        assertThat(rest).hasSize(4).doesNotContain("");
        assertThat(shop.count("decision where message_id = (select max(id) from message) and strategy = 'topsellers'"))
                .isEqualTo(4);
        anchors.addAll(some(shown("strategy: personal, repeat: allow, fallback: topsellers, short: fallback")));
        assertThat(anchors).hasSize(4);
        assertThat(shop.count("decision where message_id = (select max(id) from message) and strategy = 'personal'"))
                .isEqualTo(4);
    }
}
