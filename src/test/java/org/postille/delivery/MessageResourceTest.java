package org.postille.delivery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postille.campaign.Campaigns;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MessageResourceTest {

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    Campaigns campaigns;

    @Inject
    FanOut fanOut;

    @Inject
    Sender sender;

    @Inject
    Webhooks webhooks;

    private static RequestSpecification asked() {
        return given().header("X-Api-Key", "only-for-tests");
    }

    @Test
    void says_what_became_of_a_customers_messages_and_why() {
        campaigns.reload();
        shop.customers("anna", "ben");
        shop.consents("anna", "offers");
        shop.product("vase");
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        clock.advance(Duration.ofHours(1));
        fanOut.run();
        shop.withdraws("anna", "offers");
        sender.run();

        asked().get("/api/v1/messages?customer=anna")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].campaign", equalTo("cart-abandonment"))
                .body("[0].message", equalTo("reminder"))
                .body("[0].state", equalTo("suppressed"))
                .body("[0].reply", containsString("no consent to 'offers'"))
                .body("[0].plannedAt", equalTo("2026-05-04T11:00:00Z"))
                .body("[0].settledAt", equalTo("2026-05-04T11:00:00Z"))
                .body("[0].attempts", equalTo(0));
        asked().get("/api/v1/messages?customer=ben").then().statusCode(200).body("$", hasSize(0));
    }

    @Test
    void says_what_came_back_after_the_relay_took_it() {
        campaigns.reload();
        shop.customer("anna");
        shop.consents("anna", "offers");
        shop.product("vase");
        webhooks.tell("w-1", "cart.updated", "anna", "vase 49.00");
        clock.advance(Duration.ofHours(1));
        fanOut.run();
        sender.run();
        asked().get("/api/v1/messages?customer=anna")
                .then()
                .body("[0].state", equalTo("accepted"))
                .body("[0].bounced", nullValue());

        shop.tampers(
                "insert into bounce (dedupe_key, message_id, customer_id, kind, reason, status, diagnostic, source, received_at)"
                        + " select 'k', id, customer_id, 'hard', 'user-unknown', '5.1.1', '', 'imap', ? from message",
                clock.instant());
        asked().get("/api/v1/messages?customer=anna").then().body("[0].bounced", equalTo("hard: user-unknown 5.1.1"));
    }

    @Test
    void says_what_is_wrong_with_a_question() {
        given().get("/api/v1/messages?customer=anna").then().statusCode(401);
        asked().get("/api/v1/messages").then().statusCode(422).body("detail", containsString("'customer' is missing"));
        asked().get("/api/v1/messages?customer=x&limit=0").then().statusCode(422);
        asked().get("/api/v1/messages?customer=nobody")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }
}
