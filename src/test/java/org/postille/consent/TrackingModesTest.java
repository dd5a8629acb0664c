package org.postille.consent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Finding;
import org.postille.base.Invalid;
import org.postille.base.Progress;
import org.postille.customer.CustomerImport;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

/** How customers may be tracked: said by API and import, fully by consent only, the latest word counts. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TrackingModesTest {

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @Inject
    TrackingModes modes;

    @Inject
    TrackingModeSql sql;

    @Inject
    CustomerImport customers;

    @Inject
    Event<LessTracked> events;

    @Inject
    ConsentImport consents;

    @TempDir
    Path folder;

    @BeforeEach
    void anna() {
        shop.customers("anna");
    }

    private static RequestSpecification api() {
        return given().header("X-Api-Key", "only-for-tests").contentType("application/json");
    }

    private TrackingMode mode() {
        return modes.of(shop.customerId("anna"));
    }

    private static void says(String mode) {
        api().body("{\"mode\": \"" + mode + "\", \"source\": \"preferences\"}")
                .put("/api/v1/customers/anna/tracking")
                .then()
                .statusCode(200)
                .body("mode", equalTo(mode));
    }

    private List<String> imports(String cell) throws IOException {
        var file = folder.resolve("customers.csv");
        Files.writeString(file, "id,email,tracking,consents\nanna,anna@example.com," + cell + "\n");
        var findings = new ArrayList<Finding>();
        customers.run(file, consents::check, findings::add, Progress.UNSEEN);
        consents.run(file, findings::add, Progress.UNSEEN);
        return findings.stream().map(Finding::toString).toList();
    }

    @Test
    void whoever_has_said_nothing_is_only_counted() {
        assertThat(mode()).isEqualTo(TrackingMode.AGGREGATE);
        assertThat(modes.of(List.of(shop.customerId("anna"), 4711L))).hasSize(1);
        api().get("/api/v1/customers/anna/tracking").then().statusCode(200).body("mode", equalTo("aggregate"));
    }

    @Test
    void the_latest_word_counts_at_once_and_full_is_a_consent_with_source_and_date() {
        says("full");
        assertThat(mode()).isEqualTo(TrackingMode.FULL);
        assertThat(shop.value("select concat(source, ' ', granted_at) from consent where purpose = 'tracking'"))
                .startsWith("preferences 2026-05-04 10:00");
        clock.advance(Duration.ofMinutes(1));
        says("none");
        assertThat(mode()).isEqualTo(TrackingMode.NONE);
        assertThat(shop.count(
                        "consent where purpose = 'tracking' and ended_at is not null and ended_by = 'preferences'"))
                .isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        says("aggregate");
        assertThat(mode()).isEqualTo(TrackingMode.AGGREGATE);
        clock.advance(Duration.ofMinutes(1));
        says("full");
        assertThat(mode()).isEqualTo(TrackingMode.FULL);
        assertThat(shop.count("tracking_choice")).isZero();
    }

    @Test
    void a_word_that_comes_late_does_not_undo_a_later_one() {
        var earlier = clock.instant().minus(Duration.ofDays(1));
        says("none");
        sql.store(List.of(
                new TrackingModeSql.Said(shop.customerId("anna"), TrackingMode.FULL, earlier, "import"),
                new TrackingModeSql.Said(shop.customerId("anna"), TrackingMode.AGGREGATE, earlier, "import")));
        assertThat(mode()).isEqualTo(TrackingMode.NONE);
        clock.advance(Duration.ofMinutes(1));
        says("full");
        sql.store(List.of(new TrackingModeSql.Said(shop.customerId("anna"), TrackingMode.NONE, earlier, "import")));
        assertThat(mode()).isEqualTo(TrackingMode.FULL);
    }

    @Test
    void a_file_says_it_beside_the_consents() throws IOException {
        assertThat(imports("none:2026-03-04T10:00:00Z:preferences,")).isEmpty();
        assertThat(mode()).isEqualTo(TrackingMode.NONE);
        assertThat(imports(",tracking:2026-03-01T10:00:00Z:checkout")).isEmpty();
        assertThat(mode()).as("an older consent").isEqualTo(TrackingMode.NONE);
        assertThat(imports(",tracking:2026-04-01T10:00:00Z:checkout")).isEmpty();
        assertThat(mode()).as("a newer consent").isEqualTo(TrackingMode.FULL);
        assertThat(imports("aggregate:2026-05-01T10:00:00Z:shop,")).isEmpty();
        assertThat(mode()).isEqualTo(TrackingMode.AGGREGATE);
    }

    @Test
    void what_is_no_mode_is_named() throws IOException {
        assertThat(imports("nothing:2026-03-04T10:00:00Z:shop,").toString())
                .contains("'nothing'", "expected one of full, aggregate, none");
        assertThat(imports("none,").toString())
                .contains("'tracking' has 'none'", "none:2026-03-04T10:00:00Z:preferences");
        api().body("{\"mode\": \"nome\"}")
                .put("/api/v1/customers/anna/tracking")
                .then()
                .statusCode(422)
                .body("detail", containsString("none"));
        api().body("{\"mode\": \"none\"}")
                .put("/api/v1/customers/nobody/tracking")
                .then()
                .statusCode(404);
        api().put("/api/v1/customers/anna/tracking").then().statusCode(422);
        given().get("/api/v1/customers/anna/tracking").then().statusCode(401);
    }

    @Test
    void nobody_is_tracked_fully_by_configuration() {
        assertThatThrownBy(() -> new TrackingModes(sql, () -> "full", events, clock))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("tracking-by-default");
        assertThat(new TrackingModes(sql, () -> "none", events, clock).of(false, null))
                .isEqualTo(TrackingMode.NONE);
    }
}
