package org.postille.opentime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.postille.base.Progress;
import org.postille.event.EventImport;
import org.postille.interest.Arrivals;
import org.postille.interest.Training;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RecommendationResourceTest {

    @Inject
    Shop shop;

    @Inject
    Training training;

    @Inject
    Arrivals arrivals;

    @Inject
    TestClock clock;

    @Inject
    EventImport events;

    @TempDir
    Path folder;

    /** Whoever likes mugs likes plates and bowls; Anna has a mug only. */
    @BeforeEach
    void a_shop_with_tastes() {
        shop.customers("anna", "ben", "carl", "dora");
        shop.product("mug");
        shop.product("plate", it -> it.titled("Plate").titled("de", "Teller").costs("9.50"));
        shop.product("bowl");
        shop.product("spade");
        for (var customer : List.of("ben", "carl", "dora")) {
            shop.ordered(customer, "mug", "plate", "bowl");
        }
        shop.ordered("anna", "mug");
        training.train();
    }

    private static RequestSpecification asked() {
        return given().header("X-Api-Key", "only-for-tests");
    }

    @Test
    void a_product_is_recommended_as_soon_as_the_model_has_heard_of_it_however_lately_the_assortment_was_read() {
        assertThat(skus("9")).doesNotContain("ladle");
        shop.product("ladle");
        assertThat(skus("9")).doesNotContain("ladle");
        arrivals.run();
        assertThat(skus("9")).contains("ladle");
    }

    private static List<String> skus(int n) {
        return skus(Integer.toString(n));
    }

    private static List<String> skus(String n) {
        return asked().get("/api/v1/recommendations?customer=anna&n=" + n)
                .then()
                .statusCode(200)
                .extract()
                .path("sku");
    }

    @Test
    void answers_with_what_suits_in_the_customers_language_and_why() {
        assertThat(skus(2)).containsExactlyInAnyOrder("plate", "bowl");
        asked().get("/api/v1/recommendations?customer=anna&n=2")
                .then()
                .body("find { it.sku == 'plate' }.title", equalTo("Teller"))
                .body("find { it.sku == 'plate' }.price", equalTo(9.5f))
                .body("find { it.sku == 'plate' }.currency", equalTo("EUR"))
                .body("find { it.sku == 'plate' }.reason", containsString("Mug"));
        assertThat(skus(1)).hasSize(1);
    }

    @Test
    void what_has_just_sold_out_is_left_out_at_once() {
        assertThat(skus(10)).contains("plate").doesNotContain("mug");
        shop.sellsOut("plate");
        assertThat(skus(10)).contains("bowl").doesNotContain("plate");
    }

    private void thinks(String sku, String kind, String at) throws IOException {
        var file = Files.writeString(folder.resolve("events.jsonl"), """
                {"id":"%s","type":"product.%s","at":"%s","customer":"anna","items":[{"product":"%s"}]}
                """.formatted(at, kind, at, sku));
        events.run(file, it -> fail(it.toString()), Progress.UNSEEN);
    }

    @Test
    void what_a_customer_dislikes_is_never_recommended_to_them_until_they_like_it_nor_is_it_known_of_the_erased()
            throws IOException {
        thinks("plate", "disliked", "2026-05-01T10:00:00Z");
        assertThat(skus(10)).contains("bowl").doesNotContain("plate");
        training.train();
        assertThat(skus(10)).contains("bowl").doesNotContain("plate");
        var learned = training.train().interactions();
        thinks("plate", "liked", "2026-05-02T10:00:00Z");
        assertThat(skus(10)).contains("plate");

        shop.tampers("delete from customer where customer_key = 'anna'");
        assertThat(training.train().interactions()).isEqualTo(learned - 1);
    }

    @Test
    void filters_are_alternatives_of_one_kind_and_narrow_each_other_before_the_best_are_taken() {
        shop.tampers("update product set category = 'Home > Kitchen > Flat', brand = 'Nordlys' where sku = 'plate'");
        shop.tampers("update product set category = 'Home > Kitchen', brand = 'Sol' where sku = 'bowl'");
        shop.productHas("plate", "pattern", "dots");
        shop.productHas("bowl", "age", "3-6");
        clock.advance(Duration.ofMinutes(2));
        assertThat(skus("1&attribute=pattern:Dots")).containsExactly("plate");
        assertThat(skus("1&attribute=age:5..9")).containsExactly("bowl");
        assertThat(skus("1&attribute=age:7..")).isEmpty();
        assertThat(skus("9&attribute=pattern:dots&attribute=age:5..9")).isEmpty();
        asked().get("/api/v1/recommendations?customer=anna&attribute=pattern")
                .then()
                .statusCode(422)
                .body("detail", containsString("pattern:dots"));
        assertThat(skus("1&category=kitchen&brand=Sol")).containsExactly("bowl");
        assertThat(skus("1&category=kitchen&brand=Nordlys")).containsExactly("plate");
        assertThat(skus("9&brand=Sol&brand=Nordlys")).containsExactlyInAnyOrder("plate", "bowl");
        assertThat(skus("9&product=bowl&product=spade&words=bow")).containsExactly("bowl");
        assertThat(skus("9&category=Garden")).isEmpty();
        asked().get("/api/v1/recommendations?customer=anna&brand= &n=3")
                .then()
                .statusCode(422)
                .body("detail", containsString("category=Kitchen"));
        asked().get("/api/v1/recommendations?customer=anna" + "&words=a".repeat(101))
                .then()
                .statusCode(422);
    }

    @Test
    void says_what_is_wrong_with_a_question() {
        asked().get("/api/v1/recommendations").then().statusCode(422).body("detail", containsString("customer"));
        asked().get("/api/v1/recommendations?customer=anna&n=0").then().statusCode(422);
        asked().get("/api/v1/recommendations?customer=anna&n=101").then().statusCode(422);
        asked().get("/api/v1/recommendations?customer=nobody")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().get("/api/v1/recommendations?customer=anna").then().statusCode(401);
    }
}
