package org.postille.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.Progress;
import org.postille.customer.CustomerImport;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ConsentTest {

    private static final String GIVEN = "offers:2025-03-04T10:00:00Z:checkout";

    @Inject
    Consents consents;

    @Inject
    ConsentImport imports;

    @Inject
    CustomerImport customers;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private final List<String> findings = new ArrayList<>();
    private long anna;

    @BeforeEach
    void anna_is_a_customer() {
        findings.clear();
        anna = shop.customer("anna");
    }

    @Test
    void nobody_is_written_to_who_did_not_agree() {
        assertThat(consents.mayBeWritten(anna, "offers")).isFalse();
        assertThat(consents.mayBeWritten(Set.of(anna, 4711L), "offers")).isEmpty();
        assertThat(consents.mayBeWritten(Set.of(), "offers")).isEmpty();
    }

    @Test
    void mail_that_needs_no_consent_goes_to_all() {
        assertThat(consents.mayBeWritten(Set.of(anna, 4711L), null)).containsExactlyInAnyOrder(anna, 4711L);
    }

    @Test
    void a_consent_is_good_for_its_purpose_and_its_customer() throws IOException {
        var ben = shop.customer("ben");
        assertThat(read("anna", GIVEN)).isEqualTo(1);

        assertThat(consents.mayBeWritten(Set.of(anna, ben), "offers")).containsExactly(anna);
        assertThat(consents.mayBeWritten(anna, "news")).isFalse();
        assertThat(shop.value("select concat_ws(' ', granted_at, source) from consent"))
                .isEqualTo("2025-03-04 10:00:00.000000 checkout");
    }

    @Test
    void a_consent_counts_from_when_it_was_given() throws IOException {
        read("anna", "offers:2026-05-04T10:00:01Z:checkout");
        assertThat(consents.mayBeWritten(anna, "offers")).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(consents.mayBeWritten(anna, "offers")).isTrue();
    }

    @Test
    void a_withdrawal_counts_at_once_and_once() throws IOException {
        read("anna", GIVEN + "|news:2025-03-04T10:00:00Z:footer");
        assertThat(consents.end(anna, "offers", "one-click")).isTrue();
        assertThat(consents.mayBeWritten(anna, "offers")).isFalse();
        assertThat(consents.mayBeWritten(anna, "news")).isTrue();

        clock.advance(Duration.ofDays(1));
        assertThat(consents.end(anna, "offers", "page")).isFalse();
        assertThat(shop.value("select concat_ws(' ', ended_at, ended_by) from consent where purpose = 'offers'"))
                .isEqualTo("2026-05-04 10:00:00.000000 one-click");
    }

    @Test
    void ending_what_was_never_given_changes_nothing() {
        assertThat(consents.end(anna, "offers", "one-click")).isFalse();
        assertThat(shop.count("consent")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {GIVEN, "offers:2025-03-05T10:00:00Z:import", "offers:2026-05-04T10:00:00Z:import"})
    void a_file_that_is_not_newer_than_the_withdrawal_does_not_undo_it(String old) throws IOException {
        read("anna", GIVEN);
        consents.end(anna, "offers", "one-click");
        clock.advance(Duration.ofDays(1));
        read("anna", old);

        assertThat(consents.mayBeWritten(anna, "offers")).isFalse();
        assertThat(row()).isEqualTo("2025-03-04 10:00:00.000000|checkout|2026-05-04 10:00:00.000000|one-click");
    }

    @Test
    void who_agrees_anew_after_a_withdrawal_is_written_to_again() throws IOException {
        read("anna", GIVEN);
        consents.end(anna, "offers", "one-click");
        clock.advance(Duration.ofDays(1));
        read("anna", "offers:2026-05-04T10:00:01Z:account page");

        assertThat(consents.mayBeWritten(anna, "offers")).isTrue();
        assertThat(row()).isEqualTo("2026-05-04 10:00:01.000000|account page|-|-");

        // An old file after that neither ends it nor takes its proof.
        read("anna", GIVEN);
        assertThat(row()).isEqualTo("2026-05-04 10:00:01.000000|account page|-|-");
    }

    @Test
    void the_newest_of_several_is_kept() throws IOException {
        read("anna", "offers:2025-05-01T00:00:00Z:b|offers:2025-06-01T00:00:00Z:c|offers:2025-04-01T00:00:00Z:a");
        assertThat(row()).isEqualTo("2025-06-01 00:00:00.000000|c|-|-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offers",
                "offers:checkout",
                ":2025-03-04T10:00:00Z:checkout",
                "offers:2025-03-04T10:00:00Z:",
                "offers:yesterday:checkout",
                "offers:2025-03-04:checkout",
                "offers:+99999-03-04T10:00:00Z:checkout",
                "a-purpose-with-a-name-that-no-column-of-fifty-can-hold:2025-03-04T10:00:00Z:checkout",
                "offers:2025-03-04T10:00:00Z:checkout||"
            })
    void a_cell_that_is_no_consent_is_told_and_gives_none(String cell) throws IOException {
        shop.customer("ben");
        Files.writeString(
                folder.resolve("customers.csv"),
                "id,email,consents\nanna,a@example.org," + cell + "\nben,b@example.com," + GIVEN + "\n");
        customers.run(
                folder.resolve("customers.csv"),
                imports::check,
                finding -> findings.add(finding.toString()),
                Progress.UNSEEN);
        assertThat(run()).isEqualTo(cell.endsWith("||") ? 2 : 1);
        if (!cell.endsWith("||")) {
            assertThat(findings).singleElement().asString().contains("customers.csv:2: 'consents'");
            assertThat(shop.value("select email from customer where customer_key = 'anna'"))
                    .as("the row is stored as a whole or not at all")
                    .isNotEqualTo("a@example.org");
            assertThat(consents.mayBeWritten(anna, "offers")).isFalse();
        }
        assertThat(consents.mayBeWritten(shop.customerId("ben"), "offers")).isTrue();
    }

    @Test
    void consents_of_a_customer_who_was_not_imported_are_told() throws IOException {
        assertThat(read("nobody", GIVEN)).isZero();
        assertThat(findings).singleElement().asString().contains("consents of customer 'nobody'");
    }

    @Test
    void a_file_of_customers_without_consents_gives_none() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "id,email\nanna,a@example.com\n");
        assertThat(run()).isZero();
        assertThat(findings).isEmpty();
    }

    private String row() {
        return String.valueOf(shop.value("select concat_ws('|', granted_at, source, ifnull(ended_at, '-'),"
                + " ifnull(ended_by, '-')) from consent where purpose = 'offers'"));
    }

    private long read(String customer, String cell) throws IOException {
        Files.writeString(
                folder.resolve("customers.csv"),
                "id,email,consents\n" + customer + ",a@example.com,\"" + cell + "\"\n");
        return run();
    }

    private long run() throws IOException {
        return imports.run(
                folder.resolve("customers.csv"), finding -> findings.add(finding.toString()), Progress.UNSEEN);
    }
}
