package org.postille.opentime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Progress;
import org.postille.catalog.ProductImport;
import org.postille.interest.Training;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** What each strategy finds for one person, by the address that a shop's pages ask. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StrategiesTest {

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    ProductImport products;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    /** Everybody cooks; Anna has a mug and looked at a rake; of Nora nothing is known. */
    @BeforeEach
    void a_shop_with_tastes() {
        shop.customers("anna", "ben", "carl", "dora", "nora");
        for (var sku : List.of("mug", "plate", "bowl", "jug")) {
            shop.product(sku, it -> it.in("Home > Kitchen").by("Nordlys").costs("12.00"));
        }
        for (var sku : List.of("spade", "rake", "hoe")) {
            shop.product(sku, it -> it.in("Home > Garden").by("Sol").costs("30.00"));
        }
        var longAgo = clock.instant().minus(Duration.ofDays(40));
        for (var customer : List.of("ben", "carl", "dora")) {
            shop.at(longAgo).ordered(customer, "mug", "plate", "bowl");
        }
        shop.at(longAgo).ordered("anna", "mug");
        shop.at(clock.instant().minus(Duration.ofDays(2))).viewed("anna", "spade");
        shop.at(clock.instant().minus(Duration.ofDays(1))).viewed("anna", "rake");
    }

    private RequestSpecification asked() {
        // The assortment in memory may be a minute old.
        clock.advance(Duration.ofMinutes(2));
        return given().header("X-Api-Key", "only-for-tests");
    }

    private ValidatableResponse answer(String customer, String parameters) {
        return asked().get("/api/v1/recommendations?customer=" + customer + "&" + parameters)
                .then()
                .statusCode(200);
    }

    private List<String> skus(String customer, String parameters) {
        return answer(customer, parameters).extract().path("sku");
    }

    @Test
    void last_viewed_is_what_the_customer_looked_at_and_did_not_buy_the_last_first() {
        shop.viewed("anna", "mug", "spade");
        training.train();
        assertThat(skus("anna", "strategy=last-viewed")).containsExactly("spade", "rake");
        answer("anna", "strategy=last-viewed").body("[0].reason", equalTo("Sie haben es angesehen"));
        shop.ordered("anna", "spade");
        assertThat(skus("anna", "strategy=last-viewed")).containsExactly("rake");
        assertThat(skus("nora", "strategy=last-viewed")).isEmpty();
    }

    @Test
    void new_arrivals_are_what_the_shop_released_lately_or_what_came_after_its_first_import() {
        shop.tampers("update product set arrived_at = ?", clock.instant().minus(Duration.ofDays(30)));
        shop.tampers("update product set arrived_at = ? where sku = 'hoe'", clock.instant());
        shop.tampers("update product set released_on = '2026-04-20' where sku = 'jug'");
        shop.tampers("update product set released_on = '2025-04-20' where sku = 'plate'");
        shop.tampers("update product set released_on = '2027-04-20' where sku = 'bowl'");
        training.train();
        assertThat(skus("anna", "strategy=new-arrivals")).containsExactlyInAnyOrder("hoe", "jug");
        assertThat(skus("nora", "strategy=new-arrivals")).containsExactlyInAnyOrder("hoe", "jug");
        answer("anna", "strategy=new-arrivals").body("[0].reason", equalTo("neu im Sortiment"));
        clock.advance(Duration.ofDays(70));
        assertThat(skus("anna", "strategy=new-arrivals")).isEmpty();
    }

    @Test
    void trending_is_what_is_bought_more_now_than_in_the_month_before() {
        var yesterday = clock.instant().minus(Duration.ofDays(1));
        for (var customer : List.of("ben", "carl", "dora")) {
            shop.at(yesterday).ordered(customer, "jug");
        }
        training.train();
        assertThat(skus("anna", "strategy=trending")).containsExactly("jug");
        answer("nora", "strategy=trending")
                .body("sku", equalTo(List.of("jug")))
                .body("[0].reason", equalTo("wird gerade immer mehr gekauft"));
    }

    @Test
    void similar_to_a_product_is_what_is_of_its_kind() {
        training.train();
        assertThat(skus("anna", "strategy=similar&to=hoe&n=2")).containsExactlyInAnyOrder("spade", "rake");
        assertThat(skus("nora", "strategy=similar&to=plate&n=3")).containsExactlyInAnyOrder("mug", "bowl", "jug");
        answer("nora", "strategy=similar&to=plate&n=1").body("[0].reason", equalTo("ähnlich wie Plate"));
    }

    @Test
    void similar_to_nothing_in_particular_is_like_what_the_customer_looked_at_last() {
        training.train();
        assertThat(skus("anna", "strategy=similar&n=2")).containsExactlyInAnyOrder("spade", "hoe");
        assertThat(skus("nora", "strategy=similar")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"brand,Nordlys", "category,Kitchen"})
    void favourites_are_of_what_the_customer_likes_most(String by, String reason) {
        training.train();
        assertThat(skus("anna", "strategy=favourites&by=" + by + "&n=3"))
                .containsExactlyInAnyOrder("plate", "bowl", "jug");
        answer("anna", "strategy=favourites&n=3&by=" + by).body("[0].reason", equalTo("Sie mögen " + reason));
        assertThat(skus("nora", "strategy=favourites&by=" + by)).isEmpty();
    }

    @Test
    void what_can_be_bought_again_is_back_and_what_the_customer_touched_comes_first() throws IOException {
        feed("out_of_stock", 0);
        clock.advance(Duration.ofDays(1));
        training.train();
        assertThat(skus("anna", "strategy=back-in-stock")).isEmpty();
        feed("in_stock", 3);
        assertThat(skus("anna", "strategy=back-in-stock")).startsWith("rake").containsExactlyInAnyOrder("rake", "jug");
        assertThat(skus("nora", "strategy=back-in-stock")).containsExactlyInAnyOrder("rake", "jug");
        answer("anna", "strategy=back-in-stock")
                .body("[0].reason", equalTo("wieder lieferbar, und Sie hatten es schon im Auge"))
                .body("[1].reason", equalTo("wieder lieferbar"));
        clock.advance(Duration.ofDays(15));
        assertThat(skus("anna", "strategy=back-in-stock")).isEmpty();
    }

    private void feed(String availability, int stock) throws IOException {
        var file = Files.writeString(folder.resolve("products.csv"), """
                id,title,link,availability,price,category,brand,stock
                rake,Rake,https://shop.example/p/rake,%1$s,30 EUR,Home > Garden,Sol,%2$d
                jug,Jug,https://shop.example/p/jug,%1$s,12 EUR,Home > Kitchen,Nordlys,%2$d
                """.formatted(availability, stock));
        products.run(file, it -> assertThat(it).isNull(), Progress.UNSEEN);
    }

    @Test
    void few_left_is_what_there_are_five_or_fewer_of() {
        shop.tampers("update product set stock = 3 where sku in ('rake', 'jug')");
        shop.tampers("update product set stock = 6 where sku = 'bowl'");
        training.train();
        assertThat(skus("anna", "strategy=low-stock")).containsExactly("rake", "jug");
        answer("anna", "strategy=low-stock")
                .body("[0].reason", equalTo("nur noch 3 da, und Sie hatten es schon im Auge"))
                .body("[1].reason", equalTo("nur noch 3 da"));
    }

    @Test
    void a_price_that_fell_is_told_with_the_only_price_that_may_be_struck_through() {
        clock.advance(Duration.ofDays(40));
        shop.reprices("rake", "24.00");
        shop.reprices("jug", "15.00");
        training.train();
        assertThat(skus("anna", "strategy=price-drop")).containsExactly("rake");
        assertThat(skus("nora", "strategy=price-drop")).containsExactly("rake");
        answer("anna", "strategy=price-drop")
                .body("[0].price", equalTo(24.0f))
                .body("[0].oldPrice", equalTo(30.0f))
                .body("[0].reason", equalTo("reduziert, und Sie hatten es schon im Auge"));
        answer("anna", "strategy=similar&to=plate&n=1").body("[0].oldPrice", nullValue());
        clock.advance(Duration.ofDays(31));
        assertThat(skus("anna", "strategy=price-drop")).isEmpty();
    }

    @Test
    void a_price_that_rose_a_moment_ago_is_no_reduction_any_more() {
        clock.advance(Duration.ofDays(40));
        shop.reprices("rake", "24.00");
        training.train();
        assertThat(skus("anna", "strategy=price-drop")).containsExactly("rake");
        shop.reprices("rake", "31.00");
        given().header("X-Api-Key", "only-for-tests")
                .get("/api/v1/recommendations?customer=anna&strategy=price-drop")
                .then()
                .body("size()", equalTo(0));
    }

    @Test
    void free_shipping_is_reached_by_what_costs_about_as_much_as_the_cart_lacks() {
        training.train();
        assertThat(skus("anna", "strategy=free-shipping&cart=39 EUR"))
                .containsExactlyInAnyOrder("plate", "bowl", "jug");
        assertThat(skus("anna", "strategy=free-shipping&cart=20 EUR"))
                .containsExactlyInAnyOrder("spade", "rake", "hoe");
        assertThat(skus("anna", "strategy=free-shipping&to=spade&to=plate")).containsExactlyInAnyOrder("bowl", "jug");
        assertThat(skus("anna", "strategy=free-shipping&cart=49 EUR")).isEmpty();
        assertThat(skus("anna", "strategy=free-shipping&cart=39 CHF")).isEmpty();
        answer("anna", "strategy=free-shipping&cart=39 EUR").body("[0].reason", equalTo("damit ist der Versand frei"));
    }

    @Test
    void a_set_is_completed_by_its_parts_but_not_by_another_size_of_what_is_there() {
        shop.tampers("update product set collection = 'Fjord' where sku in ('mug', 'plate', 'bowl', 'spade')");
        shop.tampers("update product set collection = 'Sol' where sku in ('hoe')");
        shop.tampers("update product set item_group = 'mugs' where sku in ('mug', 'bowl')");
        training.train();
        assertThat(skus("anna", "strategy=complete-the-set")).containsExactlyInAnyOrder("plate", "spade");
        answer("anna", "strategy=complete-the-set&n=1").body("[0].reason", equalTo("gehört zu Mug"));
        assertThat(skus("nora", "strategy=complete-the-set")).isEmpty();
        assertThat(skus("nora", "strategy=complete-the-set&to=plate"))
                .containsExactlyInAnyOrder("mug", "bowl", "spade");
        assertThat(skus("nora", "strategy=complete-the-set&to=hoe&by=brand"))
                .containsExactlyInAnyOrder("spade", "rake");
    }

    @Test
    void articles_are_about_what_the_customer_likes_and_never_stand_among_products() throws IOException {
        var file = Files.writeString(folder.resolve("products.csv"), """
                id,kind,title,title_de,link,availability,price,category,brand
                rakes,article,Rakes and how to use them,Rechen,https://shop.example/guides/rakes,,,Home > Garden,
                plates,article,Setting the table,Den Tisch decken,https://shop.example/guides/plates,,,Home > Kitchen,
                cars,article,On four wheels,,https://shop.example/guides/cars,,,Cars,
                """);
        products.run(file, it -> assertThat(it).isNull(), Progress.UNSEEN);
        training.train();
        assertThat(skus("anna", "strategy=articles")).containsExactly("plates", "rakes");
        assertThat(skus("anna", "strategy=articles&to=hoe")).startsWith("rakes").doesNotContain("cars");
        assertThat(skus("anna", "strategy=articles&category=Garden")).containsExactly("rakes");
        assertThat(skus("nora", "strategy=articles")).containsExactly("cars", "plates", "rakes");
        answer("anna", "strategy=articles&n=1")
                .body("[0].title", equalTo("Den Tisch decken"))
                .body("[0].price", nullValue())
                .body("[0].reason", equalTo("Sie mögen Kitchen"));
        for (var strategy :
                List.of("personal", "topsellers", "new-arrivals", "similar&to=mug", "favourites&by=category")) {
            assertThat(skus("anna", "n=50&strategy=" + strategy)).doesNotContain("plates", "rakes", "cars");
        }
        assertThat(shop.count("product_price p join product a on a.id = p.product_id and a.article"))
                .isZero();
    }

    @Test
    void the_model_answers_complementary_alternatives_and_top_sellers_too() {
        for (var customer : List.of("ben", "carl", "dora")) {
            shop.at(clock.instant().minus(Duration.ofDays(80))).ordered(customer, "rake", "hoe");
        }
        training.train();
        assertThat(skus("nora", "strategy=complementary&to=mug")).containsExactlyInAnyOrder("plate", "bowl");
        assertThat(skus("nora", "strategy=alternatives&to=rake&n=2")).containsExactlyInAnyOrder("spade", "hoe");
        assertThat(skus("nora", "strategy=topsellers&n=3")).containsExactlyInAnyOrder("mug", "plate", "bowl");
    }

    @Test
    void each_strategy_of_a_chain_fills_what_those_before_it_leave_and_the_answer_says_which_it_was() {
        training.train();
        answer("anna", "n=3&strategy=last-viewed&fallback=favourites&by=brand")
                .body("strategy", equalTo(List.of("last-viewed", "last-viewed", "favourites")));
        answer("nora", "n=2&strategy=last-viewed&fallback=price-drop&fallback=topsellers")
                .body("strategy", equalTo(List.of("topsellers", "topsellers")));
    }

    @Test
    void filters_hold_over_the_whole_chain() {
        training.train();
        assertThat(skus("anna", "strategy=last-viewed&fallback=topsellers&price-max=20"))
                .isNotEmpty()
                .allMatch(it -> List.of("mug", "plate", "bowl", "jug").contains(it));
        assertThat(skus("anna", "strategy=last-viewed&fallback=topsellers&price-min=20&brand=Sol"))
                .containsExactly("rake", "spade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"personal", "topsellers", "trending", "new-arrivals", "back-in-stock", "low-stock", "price-drop"
            })
    void before_anything_was_learned_every_strategy_answers_without_an_error(String strategy) {
        answer("nora", "strategy=" + strategy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    strategy=pesonal                    | strategy 'pesonal' is not known, did you mean 'personal'?
                    fallback=pesonal                    | strategy 'pesonal' is not known
                    strategy=complementary              | 'to' is missing: complementary to which products?
                    strategy=favourites                 | 'by' is missing: favourites of what?
                    strategy=favourites&by=size         | 'by' is 'size', expected one of category, brand
                    strategy=free-shipping              | 'cart' is missing, expected for example cart=37.50 EUR
                    strategy=free-shipping&cart=much    | not an amount of money: 'much'
                    """)
    void a_question_that_cannot_be_answered_is_told_why(String parameters, String detail) {
        asked().get("/api/v1/recommendations?customer=anna&" + parameters)
                .then()
                .statusCode(422)
                .body("detail", containsString(detail));
    }

    @Test
    void what_is_asked_about_is_not_recommended_itself() {
        training.train();
        answer("nora", "strategy=topsellers&to=plate&n=9").body("sku", org.hamcrest.Matchers.not(hasItem("plate")));
    }
}
