package org.postille.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HookTest {

    private static final String CART = """
            {"type": "cart.updated", "timestamp": "2026-05-04T09:59:58+00:00",
             "data": {"customer": "anna", "currency": "EUR",
                      "items": [{"product": "mug", "quantity": 2, "price": "12.95"}, {"product": "plate", "price": 8}]}}""";

    /** What the rest of the program heard of. */
    @Singleton
    static class Listener {

        final ConcurrentLinkedQueue<Recorded> heard = new ConcurrentLinkedQueue<>();

        void hear(@Observes Recorded event) {
            heard.add(event);
        }
    }

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    MeterRegistry metrics;

    @Inject
    Listener listener;

    @ConfigProperty(name = "postille.hooks.standard-secret")
    String secret;

    @BeforeEach
    void nobody_heard_of_anything() {
        listener.heard.clear();
        shop.customer("anna");
        shop.products("mug", "plate");
    }

    @Test
    void a_customer_gets_attributes_and_loses_them_and_nobody_hears_of_an_event() {
        var update = """
                {"type": "customer.updated", "timestamp": "2026-05-04T09:59:58Z", "data": {"customer": "anna",
                 "attributes": {"size": ["M", "L", "m"], "Points": 120, "vip": true, "old": null}}}""";
        deliver("msg-a", update).then().statusCode(202).body("recorded", equalTo(true));
        assertThat(attributes()).isEqualTo("points=120 size=M size=L vip=true");
        deliver("msg-b", update).then().statusCode(202).body("recorded", equalTo(false));
        deliver("msg-c", update.replace("\"M\", \"L\", \"m\"", "").replace("120", "121"))
                .then()
                .statusCode(202);
        assertThat(attributes()).isEqualTo("points=121 vip=true");
        deliver("msg-a", update).then().statusCode(202).body("recorded", equalTo(true));
        assertThat(attributes()).as("a replay has no second effect").isEqualTo("points=121 vip=true");
        assertThat(listener.heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"customer\": \"ben\", \"attributes\": {\"a\": 1}} | customer 'ben' is not known",
                "{\"customer\": \"anna\"} | attributes' is missing",
                "{\"customer\": \"anna\", \"attributes\": {\"a;b\": 1}} | a;b' is no name of an attribute",
                "{\"customer\": \"anna\", \"attributes\": {\"a\": {\"b\": 1}}} | a' is neither a text nor a number"
            })
    void an_update_that_cannot_be_is_refused(String data, String detail) {
        deliver("msg-1", "{\"type\": \"customer.updated\", \"data\": " + data + "}")
                .then()
                .statusCode(422)
                .body("detail", containsString(detail));
        assertThat(shop.count("webhook_receipt")).isZero();
    }

    private String attributes() {
        return String.valueOf(shop.value("select group_concat(name, '=', value order by name, place separator ' ')"
                + " from customer_attribute"));
    }

    @Test
    void a_signed_event_is_recorded_and_announced() {
        deliver("msg-1", CART)
                .then()
                .statusCode(202)
                .body("event", equalTo("msg-1"))
                .body("recorded", equalTo(true));

        assertThat(shop.count(
                        "event where source = 'standard' and event_key = 'msg-1' and customer_id = ?"
                                + " and kind = 'cart.updated'",
                        shop.customerId("anna")))
                .isEqualTo(2);
        assertThat(shop.value("select concat_ws(' ', quantity, amount, currency, at) from event where line = 0"))
                .isEqualTo("2 12.95 EUR 2026-05-04 09:59:58.000000");
        assertThat(shop.value("select concat_ws(' ', quantity, amount) from event where line = 1"))
                .isEqualTo("1 8.00");
        var event = listener.heard.element();
        assertThat(event.key()).isEqualTo("standard:msg-1");
        assertThat(event.customerId()).isEqualTo(shop.customerId("anna"));
        assertThat(event.lines()).extracting(Recorded.Line::sku).containsExactly("mug", "plate");
        assertThat(event.value()).isEqualByComparingTo(new BigDecimal("33.90"));
    }

    @Test
    void what_looks_like_a_slip_is_taken_and_the_answer_says_so() {
        var slip = CART.replaceFirst("\"quantity\":\\s*\\d+", "\"quantity\": 2000000");
        assertThat(slip).isNotEqualTo(CART);
        deliver("msg-1", slip).then().statusCode(202).body("doubts[0]", containsString("is 2000000"));
        deliver("msg-1", slip).then().statusCode(202).body("doubts[0]", containsString("is 2000000"));
        deliver("msg-2", CART).then().statusCode(202).body("$", not(hasKey("doubts")));
    }

    @Test
    void a_like_and_a_dislike_are_taken_as_other_events_are() {
        deliver("msg-1", CART.replace("cart.updated", "product.disliked"))
                .then()
                .statusCode(202);
        assertThat(shop.count("opinion where not likes and customer_id = ?", shop.customerId("anna")))
                .isEqualTo(2);
        deliver("msg-2", CART.replace("cart.updated", "product.liked")).then().statusCode(202);
        assertThat(shop.count("opinion where likes")).isEqualTo(2);
        assertThat(listener.heard).extracting(Recorded::kind).containsExactly(EventKind.DISLIKED, EventKind.LIKED);
    }

    @Test
    void the_names_of_headers_may_be_written_in_any_case() throws Exception {
        var now = clock.instant().getEpochSecond();
        given().contentType("application/json; charset=utf-8")
                .header("Webhook-Id", "msg-1")
                .header("WEBHOOK-TIMESTAMP", now)
                .header("WebHook-Signature", new Webhook(secret).sign("msg-1", now, CART))
                .body(CART.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/standard")
                .then()
                .statusCode(202);
    }

    @Test
    void a_replay_gets_the_first_answer_and_has_no_second_effect() {
        var first = deliver("msg-1", CART).then().statusCode(202).extract().asString();
        clock.advance(Duration.ofHours(3));
        var again = deliver("msg-1", CART).then().statusCode(202).extract().asString();

        assertThat(again).isEqualTo(first);
        assertThat(shop.count("event")).isEqualTo(2);
        assertThat(listener.heard).hasSize(1);
    }

    @Test
    void an_event_of_the_same_id_under_another_webhook_id_is_not_recorded_twice() {
        var body = CART.replace("\"customer\"", "\"id\": \"cart-9\", \"customer\"");
        deliver("msg-1", body).then().statusCode(202).body("recorded", equalTo(true));
        deliver("msg-2", body).then().statusCode(202).body("recorded", equalTo(false));

        assertThat(shop.count("event where event_key = 'cart-9'")).isEqualTo(2);
        assertThat(listener.heard).hasSize(1);
    }

    @Test
    void eight_deliveries_at_once_get_the_same_answer_and_have_one_effect() throws Exception {
        for (var round = 0; round < 5; round++) {
            var id = "msg-" + round;
            assertThat(atOnce(8, () -> deliver(id, CART))).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(202);
                assertThat(answer.asString()).isEqualTo("{\"event\":\"" + id + "\",\"recorded\":true}");
            });
            assertThat(shop.count("event where event_key = ?", id)).isEqualTo(2);
            assertThat(listener.heard).hasSize(round + 1);
        }
        assertThat(shop.count("webhook_receipt")).isEqualTo(5);
    }

    @Test
    void eight_deliveries_at_once_of_what_is_not_understood_are_all_told_so() throws Exception {
        var unknown = CART.replace("anna", "nobody");
        assertThat(atOnce(8, () -> deliver("msg-1", unknown)))
                .allSatisfy(it -> assertThat(it.statusCode()).isEqualTo(422));
        assertThat(shop.count("webhook_receipt")).isZero();
    }

    @Test
    void an_unknown_customer_is_told_and_a_later_delivery_succeeds() {
        var cart = CART.replace("anna", "ben");
        deliver("msg-1", cart)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("customer 'ben' is not known"));
        assertThat(shop.count("webhook_receipt")).isZero();
        assertThat(shop.count("event")).isZero();

        shop.customer("ben");
        deliver("msg-1", cart).then().statusCode(202).body("recorded", equalTo(true));
        assertThat(listener.heard).hasSize(1);
    }

    @Test
    void a_wrong_signature_leaves_no_trace_but_a_counter() throws Exception {
        var before = refused();
        var now = clock.instant().getEpochSecond();
        send("msg-1", now, new Webhook("whsec_" + "A".repeat(32)).sign("msg-1", now, CART), CART)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("detail", equalTo("the signature of the webhook does not fit"));
        send("msg-1", now, new Webhook(secret).sign("msg-1", now, CART), CART + " ")
                .then()
                .statusCode(401);
        send("msg-1", now - 301, new Webhook(secret).sign("msg-1", now - 301, CART), CART)
                .then()
                .statusCode(401)
                .body("detail", equalTo("webhook-timestamp is 301 seconds behind our clock, expected at most 300"));
        send("msg-1", now + 301, new Webhook(secret).sign("msg-1", now + 301, CART), CART)
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .body(CART)
                .post("/hooks/standard")
                .then()
                .statusCode(401);
        given().contentType("application/json").post("/hooks/standard").then().statusCode(401);

        assertThat(refused() - before).isEqualTo(6);
        assertThat(shop.count("webhook_receipt")).isZero();
        assertThat(shop.count("event")).isZero();
        assertThat(listener.heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `{`                                                                                       | not JSON
                    `[]`                                                                                      | 'data' is missing
                    `{"type":"cart.updated","timestamp":"2026-05-04T10:00:00Z"}`                                | 'data' is missing
                    `{"timestamp":"2026-05-04T10:00:00Z","data":{"customer":"anna"}}`                           | 'type' is missing
                    `{"type":"cart.update","timestamp":"2026-05-04T10:00:00Z","data":{"customer":"anna"}}`      | did you mean 'cart.updated'?
                    `{"type":"cart.emptied","timestamp":"yesterday","data":{"customer":"anna"}}`                | which is not a time
                    `{"type":"cart.emptied","timestamp":"2026-05-06T10:00:00Z","data":{"customer":"anna"}}`     | which is still to come
                    `{"type":"cart.emptied","timestamp":"1970-01-01T00:00:00Z","data":{"customer":"anna"}}`     | before there were web shops
                    `{"type":"cart.emptied","timestamp":"+99999-01-01T00:00:00Z","data":{"customer":"anna"}}`   | expected a year of four digits
                    `{"type":"cart.emptied","timestamp":"2026-05-04T10:00:00Z","data":{}}`                      | 'customer' is missing
                    `{"type":"cart.updated","timestamp":"2026-05-04T10:00:00Z","data":{"customer":"anna"}}`     | 'items' is empty
                    """)
    void what_is_not_understood_is_told_and_leaves_nothing_behind(String body, String detail) {
        deliver("msg-1", body).then().statusCode(422).body("detail", containsString(detail));
        assertThat(shop.count("webhook_receipt")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"product\": \"mgu\"",
                "\"product\": \"müg\"",
                "\"product\": \"mug\", \"quantity\": 0",
                "\"product\": \"mug\", \"quantity\": 1.5",
                "\"product\": \"mug\", \"price\": \"-1\"",
                "\"product\": \"mug\", \"price\": \"1E2147483647\"",
                "\"product\": \"mug\", \"price\": \"1E-2147483647\"",
                "\"product\": \"mug\", \"price\": 1E999999999",
                "\"product\": \"mug\", \"price\": \"12,95\"",
                "\"product\": {}",
                "\"product\": null"
            })
    void an_impossible_item_is_told(String item) {
        deliver("msg-1", CART.replace("\"product\": \"plate\", \"price\": 8", item))
                .then()
                .statusCode(422);
        assertThat(shop.count("event")).isZero();
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_refused() {
        deliver("msg-1", CART + " ".repeat(1 << 20)).then().statusCode(413);
        assertThat(shop.count("webhook_receipt")).isZero();
    }

    @Test
    void events_from_a_clock_that_is_days_off_are_all_moved_by_our_lead_and_others_not_at_all() {
        var lead = Duration.ofHours(97);
        assertThat(HookResource.shift(lead.plusSeconds(1), lead)).isEqualTo(lead);
        assertThat(HookResource.shift(lead.plusMillis(70), lead)).isEqualTo(lead);
        assertThat(HookResource.shift(Duration.ofMinutes(5), lead)).isZero();
        assertThat(HookResource.shift(Duration.ofMinutes(-5), lead)).isZero();
    }

    @Test
    void what_is_not_json_is_told_without_the_insides_of_the_parser() {
        deliver("msg-1", "{\"type\":\"x\"")
                .then()
                .statusCode(422)
                .body("detail", startsWith("the body is not JSON: "))
                .body("detail", not(containsString("Source")));
    }

    @Test
    void json_without_bottom_is_refused() {
        deliver("msg-1", "{\"data\":".repeat(20_000)).then().statusCode(422);
    }

    @Test
    void an_id_of_other_characters_cannot_stand_for_another() {
        deliver("msg-\u00e4", CART).then().statusCode(422).body("detail", containsString("webhook-id"));
        deliver("m".repeat(151), CART).then().statusCode(422);
    }

    private double refused() {
        return metrics.counter("postille.hooks.refused", "source", "standard").count();
    }

    private Response deliver(String id, String body) {
        try {
            var now = clock.instant().getEpochSecond();
            return send(id, now, new Webhook(secret).sign(id, now, body), body);
        } catch (Exception e) {
            throw new AssertionError("the independent signer did not sign", e);
        }
    }

    private static Response send(String id, long timestamp, String signature, String body) {
        return given().contentType("application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", signature)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/standard");
    }

    private static List<Response> atOnce(int times, Callable<Response> delivery) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            return threads.invokeAll(java.util.Collections.nCopies(times, delivery)).stream()
                    .map(it -> it.resultNow())
                    .toList();
        }
    }
}
