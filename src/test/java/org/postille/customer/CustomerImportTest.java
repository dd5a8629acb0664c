package org.postille.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.base.NotFound;
import org.postille.base.Progress;
import org.postille.testing.Shop;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CustomerImportTest {

    private static final String HEADER =
            "id,email,first_name,last_name,gender,language,country,time_zone,birthday,since,consents\n";
    private static final String ANNA = "c-1,anna@example.com,Änna,O'Brien 😀,female,de,AT,Europe/Vienna,1990-02-28,"
            + "2025-03-04T10:00:00Z,offers:2025-03-04T10:00:00Z:checkout\n";

    @Inject
    CustomerImport customers;

    @Inject
    CustomerSql sql;

    @Inject
    Shop shop;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private final List<String> findings = new ArrayList<>();

    @BeforeEach
    void nothing_found_yet() {
        findings.clear();
    }

    @Test
    void a_customer_is_stored_as_the_shop_knows_them() throws IOException {
        assertThat(read(HEADER + ANNA)).isEqualTo(1);

        var anna = Customer.byKey("c-1");
        assertThat(anna.email).isEqualTo("anna@example.com");
        assertThat(anna.firstName).isEqualTo("Änna");
        assertThat(anna.lastName).isEqualTo("O'Brien 😀");
        assertThat(anna.birthday).isEqualTo(LocalDate.of(1990, 2, 28));
        assertThat(anna.since).isEqualTo(Instant.parse("2025-03-04T10:00:00Z"));
        assertThat(anna.locale()).isEqualTo(Locale.of("de", "AT"));
        assertThat(anna.zone().getId()).isEqualTo("Europe/Vienna");
        assertThat(shop.value("select birthday_md from customer")).isEqualTo("228");
        assertThat(findings).isEmpty();
    }

    @Test
    void only_key_and_address_are_needed() throws IOException {
        read("email,id\nanna@example.com,c-1\n");

        var anna = Customer.byKey("c-1");
        assertThat(anna.firstName).isNull();
        assertThat(anna.birthday).isNull();
        assertThat(anna.since).isEqualTo(TestClock.START);
    }

    @Test
    void attributes_are_what_columns_say_that_are_meant_as_such() throws IOException {
        read("id,email,attribute:size,attribute:Child_Birthday,phone\nc-1,a@example.com,M|L,2021-04-30,0123\n");
        assertThat(attributes()).isEqualTo("child-birthday=2021-04-30 size=M size=L");
        assertThat(shop.value("select day from customer_attribute where name = 'child-birthday'"))
                .isEqualTo("2021-04-30");
        assertThat(findings).singleElement().asString().contains("column 'phone' is not known", "it is left out");

        read("id,email,attribute:points,attribute:size\nc-1,a@example.com,120,\n");
        assertThat(attributes())
                .as("an empty cell takes away, a column that is missing does not")
                .isEqualTo("child-birthday=2021-04-30 points=120");

        shop.tampers("delete from customer");
        assertThat(shop.count("customer_attribute")).isZero();
    }

    private String attributes() {
        return String.valueOf(shop.value("select group_concat(name, '=', value order by name, place separator ' ')"
                + " from customer_attribute"));
    }

    @Test
    void the_same_file_again_changes_nothing() throws IOException {
        var file = HEADER + ANNA + "c-2,ben@example.com,,,,,,,,,\n";
        read(file);
        var before = rows();
        clock.advance(Duration.ofDays(1));
        assertThat(read(file)).isEqualTo(2);

        assertThat(rows()).isEqualTo(before);
        assertThat(shop.count("customer")).isEqualTo(2);
    }

    @Test
    void what_changed_is_taken_and_dated() throws IOException {
        read(HEADER + ANNA);
        var id = shop.customerId("c-1");
        clock.advance(Duration.ofDays(1));
        // Only by case, which the collation would not see.
        read(HEADER + ANNA.replace("Änna", "änna"));

        assertThat(shop.value("select first_name from customer")).isEqualTo("änna");
        assertThat(shop.customerId("c-1")).isEqualTo(id);
        assertThat(shop.value("select updated_at from customer")).startsWith("2026-05-05");
    }

    @Test
    void of_two_rows_with_one_key_the_later_counts() throws IOException {
        read("id,email\nc-1,old@example.com\nc-1,new@example.com\n");
        assertThat(shop.count("customer")).isEqualTo(1);
        assertThat(Customer.byKey("c-1").email).isEqualTo("new@example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    email      | not-an-address                       | 'email' is not an address
                    email      | a@b@c                                | 'email' is not an address
                    email      | `"anna@example.com, eve@example.com"` | 'email' is not an address
                    email      | eve@example.com\\u0000               | 'email' is not an address
                    email      | ``                                   | 'email' is empty
                    id         | ``                                   | 'id' is empty
                    id         | kündin                               | expected printable ASCII
                    gender     | femal                                | did you mean 'female'?
                    language   | Deutsch                              | expected two letters of ISO 639
                    country    | UK                                   | expected two letters of ISO 3166
                    time_zone  | Europe/Berln                         | did you mean 'Europe/Berlin'?
                    birthday   | 31.07.1985                           | expected for example 1985-07-31
                    birthday   | 1990-02-30                           | expected for example 1985-07-31
                    birthday   | 2027-01-01                           | still to come
                    birthday   | 0001-01-01                           | expected a year of four digits
                    since      | 2025-03-04                           | expected for example 2025-03-04T10:00:00Z
                    since      | +1000000-01-01T00:00:00Z             | expected a year of four digits
                    """)
    void a_row_that_does_not_fit_is_told_and_costs_only_itself(String column, String value, String message)
            throws IOException {
        var columns = List.of(HEADER.strip().split(","));
        var cells = new ArrayList<>(List.of(ANNA.strip().split(",")));
        cells.set(columns.indexOf(column), value.replace("\\u0000", "\u0000"));

        read(HEADER + String.join(",", cells) + "\nc-2,ben@example.com,,,,,,,,,\n");

        assertThat(findings)
                .singleElement()
                .asString()
                .contains("customers.csv:2: ")
                .contains(message);
        assertThat(shop.count("customer")).isEqualTo(1);
        assertThat(Customer.byKey("c-2").email).isEqualTo("ben@example.com");
    }

    @Test
    void a_regional_language_counts_as_its_language() throws IOException {
        read("id,email,language\nc-1,anna@example.com,de-AT\nc-2,ben@example.com,PT_br\n");
        assertThat(Customer.byKey("c-1").language).isEqualTo("de");
        assertThat(Customer.byKey("c-2").language).isEqualTo("pt");
    }

    @Test
    void what_looks_like_sql_or_a_formula_or_html_is_a_name() throws IOException {
        var names =
                List.of("'; drop table customer; --", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "\\' or 1=1");
        var file = new StringBuilder("id,email,first_name\n");
        for (var i = 0; i < names.size(); i++) {
            file.append("c-")
                    .append(i)
                    .append(",a@example.com,\"")
                    .append(names.get(i))
                    .append("\"\n");
        }
        read(file.toString());
        for (var i = 0; i < names.size(); i++) {
            assertThat(Customer.byKey("c-" + i).firstName).isEqualTo(names.get(i));
        }
    }

    @Test
    void more_rows_than_a_batch_are_stored_and_looked_up() throws IOException {
        var file = new StringBuilder("id,email\n");
        for (var i = 0; i < 2500; i++) {
            file.append("c-").append(i).append(",a").append(i).append("@example.com\n");
        }
        assertThat(read(file.toString())).isEqualTo(2500);
        assertThat(shop.count("customer")).isEqualTo(2500);
        assertThat(sql.ids(List.of("c-0", "c-2499", "c-2500", "kündin", "' or '1'='1")))
                .containsOnlyKeys("c-0", "c-2499");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "kündin", "", "' or '1'='1"})
    void who_is_not_known_is_not_found(String key) {
        assertThatThrownBy(() -> Customer.byKey(key))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'" + key + "'");
    }

    private String rows() {
        return String.valueOf(
                shop.value("select group_concat(concat_ws('|', id, customer_key, email, first_name, since,"
                        + " updated_at) order by id) from customer"));
    }

    private long read(String content) throws IOException {
        return customers.run(
                Files.writeString(folder.resolve("customers.csv"), content),
                _ -> {},
                finding -> findings.add(finding.toString()),
                Progress.UNSEEN);
    }
}
