package org.postille.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProblemTest {

    @ConfigProperty(name = "postille.api.key")
    String key;

    @TestHTTPResource
    URI server;

    @ParameterizedTest
    @CsvSource({
        "not-found, 404, Not Found, there is no such thing",
        "conflict, 409, Conflict, it is there already",
        "invalid, 422, Unprocessable Content, it cannot be <b>so</b>"
    })
    void what_the_domain_throws_becomes_a_problem(String kind, int status, String title, String detail) {
        problem(api().get("/api/v1/probe/" + kind).then(), status)
                .body("title", equalTo(title))
                .body("detail", equalTo(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "io"})
    void what_nobody_foresaw_says_nothing_of_our_insides(String kind) {
        problem(api().get("/api/v1/probe/" + kind).then(), 500)
                .body("title", equalTo("Internal Server Error"))
                .body("detail", not(containsString("hunter2")));
    }

    @Test
    void broken_json_is_400_and_says_what_is_wrong_with_it() {
        problem(
                        api().contentType("application/json")
                                .body("{\"name\": ")
                                .post("/api/v1/probe")
                                .then(),
                        400)
                .body("detail", containsString("not the expected JSON"));
        problem(
                        api().contentType("application/json")
                                .body("{\"nam\": \"x\"}")
                                .post("/api/v1/probe")
                                .then(),
                        400)
                .body("detail", containsString("nam"));
        problem(
                        api().contentType("application/json")
                                .body("{\"count\": \"many\"}")
                                .post("/api/v1/probe")
                                .then(),
                        400)
                .body("detail", containsString("many"));
    }

    @Test
    void every_field_that_does_not_fit_is_named() {
        problem(
                        api().contentType("application/json")
                                .body("{\"name\": \" \", \"count\": 0}")
                                .post("/api/v1/probe")
                                .then(),
                        422)
                .body("errors", contains(containsString("count: "), containsString("name: ")));
    }

    @Test
    void a_parameter_that_cannot_be_read_is_told() {
        problem(api().get("/api/v1/recommendations?customer=anna&n=abc").then(), 400)
                .body("detail", equalTo("a parameter of the address cannot be read: For input string: \"abc\""));
    }

    @Test
    void the_description_of_the_api_says_how_its_key_is_sent() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("components.securitySchemes.key.name", equalTo("X-Api-Key"))
                .body("paths.'/api/v1/messages'.get.security[0]", hasKey("key"))
                .body("paths.keySet()", hasItems("/i/{name}", "/c/{token}", "/u/{token}", "/hooks/standard"));
    }

    @Test
    void what_http_itself_refuses_is_a_problem_too() {
        problem(given().get("/no-such-page").then(), 404);
        problem(api().get("/api/v1/nothing").then(), 404);
        problem(api().delete("/api/v1/probe").then(), 405).body("title", equalTo("Method Not Allowed"));
        problem(given().get("/hooks/standard").then(), 405);
        problem(api().contentType("text/plain").body("x").post("/api/v1/probe").then(), 415);
    }

    @Test
    void a_redirect_is_no_problem() {
        api().redirects()
                .follow(false)
                .get("/api/v1/probe/redirect")
                .then()
                .statusCode(303)
                .header("Location", containsString("/elsewhere"));
    }

    @Test
    void the_api_opens_with_its_key_in_either_header() {
        given().header("Authorization", "Bearer " + key)
                .get("/api/v1/probe/x")
                .then()
                .statusCode(200);
        given().header("X-Api-Key", key).get("/api/v1/probe/x").then().statusCode(200);
    }

    @Test
    void the_api_is_closed_without_its_key() {
        problem(given().get("/api/v1/probe/x").then(), 401)
                .header("WWW-Authenticate", "Bearer")
                .body("detail", containsString("Authorization: Bearer KEY"));
        for (var wrong : new String[] {"", "x", key + "x", key.substring(1), key.toUpperCase(java.util.Locale.ROOT)}) {
            given().header("X-Api-Key", wrong).get("/api/v1/probe/x").then().statusCode(401);
            given().header("Authorization", "Bearer " + wrong)
                    .get("/api/v1/probe/x")
                    .then()
                    .statusCode(401);
            given().header("Authorization", wrong).get("/api/v1/probe/x").then().statusCode(401);
        }
        given().header("Authorization", "Basic " + key)
                .get("/api/v1/probe/x")
                .then()
                .statusCode(401);
        given().queryParam("key", key).get("/api/v1/probe/x").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/probe/x",
                "//api/v1/probe/x",
                "/./api/v1/probe/x",
                "/x/../api/v1/probe/x",
                "/%61pi/v1/probe/x",
                "/api;a=b/v1/probe/x",
                "/api/v1;a=b/probe/x",
                "/api//v1/probe/x",
                "/API/v1/probe/x",
                "/hooks/../api/v1/probe/x",
                "/hooks/%2e%2e/api/v1/probe/x"
            })
    void no_spelling_of_the_address_goes_around_the_key(String target) throws IOException {
        assertThat(raw(target)).doesNotStartWith("HTTP/1.1 2").matches("(?s)HTTP/1.1 4\\d\\d .*");
    }

    /** Sent as it is: clients tidy addresses up. */
    private String raw(String target) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private RequestSpecification api() {
        return given().header("X-Api-Key", key);
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }
}
