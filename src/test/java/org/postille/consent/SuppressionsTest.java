package org.postille.consent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.consent.Suppressions.Scope;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SuppressionsTest {

    @Inject
    Suppressions suppressions;

    @Inject
    Consents consents;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    private long anna;
    private long ben;

    @BeforeEach
    void two_who_agree() {
        anna = shop.customer("anna");
        ben = shop.customer("ben");
        shop.consents("anna", "offers");
        shop.consents("ben", "offers");
    }

    private Set<Long> written(String purpose) {
        return consents.mayBeWritten(Set.of(anna, ben), purpose);
    }

    @Test
    void a_dead_address_gets_no_mail_of_any_kind() {
        suppressions.suppress(anna, "the address bounces (5.1.1)", clock.instant());

        assertThat(written("offers")).containsExactly(ben);
        assertThat(consents.mayBeWritten(Set.of(anna, ben), null)).containsExactly(ben);
        assertThat(consents.withoutObjection(Set.of(anna, ben), "news")).containsExactly(ben);
        assertThat(consents.mayBeWritten(anna, "offers")).isFalse();
        assertThat(suppressions.suppressed(Set.of(anna, ben))).containsExactly(anna);
    }

    @Test
    void whoever_complained_still_gets_order_mails() {
        suppressions.suppress(anna, Scope.MARKETING, "a complaint", clock.instant());

        assertThat(written("offers")).containsExactly(ben);
        assertThat(consents.withoutObjection(Set.of(anna, ben), "news")).containsExactly(ben);
        assertThat(consents.mayBeWritten(Set.of(anna, ben), null)).containsExactlyInAnyOrder(anna, ben);
        assertThat(suppressions.suppressed(Set.of(anna, ben))).isEmpty();
    }

    @Test
    void a_new_address_is_not_suppressed_and_the_old_one_is_again_when_it_comes_back() {
        suppressions.suppress(anna, "the address bounces", clock.instant());
        shop.tampers("update customer set email = 'new@example.com' where id = ?", anna);
        assertThat(written("offers")).containsExactlyInAnyOrder(anna, ben);

        shop.tampers("update customer set email = 'ANNA@example.com' where id = ?", anna);
        assertThat(written("offers")).containsExactly(ben);
    }

    @Test
    void the_wider_scope_wins_and_its_reason_with_it() {
        suppressions.suppress(anna, Scope.MARKETING, "a complaint", clock.instant());
        clock.advance(Duration.ofDays(1));
        suppressions.suppress(anna, "the address bounces", clock.instant());
        clock.advance(Duration.ofDays(1));
        suppressions.suppress(anna, Scope.MARKETING, "another complaint", clock.instant());
        suppressions.suppress(anna, "the address bounces again", clock.instant());

        assertThat(suppressions.of(Set.of(anna), (String) null).get(anna).text())
                .isEqualTo("the address bounces, suppressed since 2026-05-05");
    }

    @Test
    void what_is_lifted_counts_no_more_until_it_is_suppressed_anew() {
        suppressions.suppress(anna, "the address bounces", clock.instant());
        assertThat(suppressions.lift(anna)).isTrue();
        assertThat(suppressions.lift(anna)).isFalse();
        assertThat(written("offers")).containsExactlyInAnyOrder(anna, ben);

        clock.advance(Duration.ofDays(1));
        suppressions.suppress(anna, Scope.MARKETING, "a complaint", clock.instant());
        assertThat(suppressions.of(Set.of(anna), "offers").get(anna).text())
                .isEqualTo("a complaint, suppressed since 2026-05-05 for all but order mails");
        assertThat(consents.mayBeWritten(anna, null)).isTrue();
    }

    private static RequestSpecification asked() {
        return given().header("X-Api-Key", "only-for-tests").contentType("application/json");
    }

    @Test
    void the_shop_may_look_add_and_take_back() {
        asked().get("/api/v1/suppressions?customer=anna").then().statusCode(200).body("$", hasSize(0));
        asked().body("{\"customer\": \"anna\", \"reason\": \"asked by phone\"}")
                .post("/api/v1/suppressions")
                .then()
                .statusCode(201)
                .body("[0].scope", equalTo("all"))
                .body("[0].reason", equalTo("asked by phone"))
                .body("[0].since", equalTo("2026-05-04T10:00:00Z"))
                .body("[0].current", equalTo(true));
        assertThat(written("offers")).containsExactly(ben);

        asked().delete("/api/v1/suppressions/anna").then().statusCode(204);
        asked().get("/api/v1/suppressions?customer=anna")
                .then()
                .body("[0].current", equalTo(false))
                .body("[0].liftedAt", equalTo("2026-05-04T10:00:00Z"));
        assertThat(written("offers")).containsExactlyInAnyOrder(anna, ben);
    }

    @Test
    void says_what_is_wrong_with_a_wish() {
        given().get("/api/v1/suppressions?customer=anna").then().statusCode(401);
        asked().get("/api/v1/suppressions").then().statusCode(422);
        asked().get("/api/v1/suppressions?customer=nobody").then().statusCode(404);
        asked().delete("/api/v1/suppressions/anna")
                .then()
                .statusCode(404)
                .body("detail", containsString("not suppressed"));
        asked().body("{\"customer\": \"anna\", \"scope\": \"some\"}")
                .post("/api/v1/suppressions")
                .then()
                .statusCode(422)
                .body("detail", containsString("expected all or marketing"));
        asked().post("/api/v1/suppressions").then().statusCode(422);
    }
}
