package org.postille.delivery;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postille.event.StandardSignature;

/** The backend of a test's shop: tells of events by signed webhooks. */
@ApplicationScoped
class Webhooks {

    private final StandardSignature signature;
    private final Clock clock;

    Webhooks(@ConfigProperty(name = "postille.hooks.standard-secret") String secret, Clock clock) {
        this.signature = new StandardSignature(secret, Duration.ofMinutes(5));
        this.clock = clock;
    }

    /** @param items as {@code mug 12.95}, one piece each */
    ValidatableResponse tell(String id, String kind, String customer, Instant at, String... items) {
        var lines = Arrays.stream(items)
                .map(it -> it.split(" "))
                .map(it -> "{\"product\":\"" + it[0] + "\",\"quantity\":1,\"price\":\"" + it[1] + "\"}")
                .collect(Collectors.joining(","));
        var body = "{\"type\":\"" + kind + "\",\"timestamp\":\"" + at + "\",\"data\":{\"customer\":\"" + customer
                + "\",\"currency\":\"EUR\",\"items\":[" + lines + "]}}";
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        return given().contentType("application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header(
                        "webhook-signature",
                        "v1," + signature.sign(id, timestamp, body.getBytes(StandardCharsets.UTF_8)))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/hooks/standard")
                .then()
                .statusCode(202);
    }

    /** The same, now. */
    void tell(String id, String kind, String customer, String... items) {
        tell(id, kind, customer, clock.instant(), items);
    }
}
