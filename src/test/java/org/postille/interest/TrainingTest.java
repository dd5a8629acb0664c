package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TrainingTest {

    @Inject
    DataSource database;

    @Inject
    Training training;

    @Inject
    Interest interest;

    @Inject
    People people;

    @Inject
    Arrivals arrivals;

    @Test
    void learns_from_the_events_of_the_database() throws SQLException {
        for (var product = 1; product <= 3; product++) {
            execute("insert into product (id, sku, title, link, price, currency, available, updated_at) values ("
                    + product + ", 'sku-" + product + "', 'Product " + product
                    + "', 'https://shop.example', 9.95, 'EUR', 1, now())");
        }
        ordered(1, "1, 2");
        ordered(2, "1, 2");
        ordered(3, "1");
        ordered(4, "3");
        execute("insert into event (source, event_key, line, kind, customer_id, quantity, at, received_at)"
                + " values ('test', 'empty', 0, 'cart.emptied', 4, 1, '2026-05-02', now())");

        var summary = training.train();

        assertThat(summary.customers()).isEqualTo(4);
        assertThat(summary.products()).isEqualTo(3);
        assertThat(summary.interactions()).isEqualTo(6);
        assertThat(interest.current().version()).isEqualTo(summary.version());
        assertThat(interest.current().personal(people.of(3), Wishes.of(_ -> true, 1)))
                .singleElement()
                .satisfies(it -> assertThat(it.productId()).isEqualTo(2))
                .satisfies(it -> assertThat(it.reason()).isEqualTo("because you bought Product 1"));
        assertThat(interest.current().customersFor(new long[] {2}, 9, 0).toList())
                .extracting(Prospect::customerId)
                .startsWith(3L);
    }

    @Test
    void what_was_bought_after_the_training_is_not_recommended_however_much_was_done_since() throws SQLException {
        products("mug", "plate", "bowl", "spade", "rake", "hoe");
        for (var customer = 1; customer <= 6; customer++) {
            ordered(customer, customer <= 3 ? "1, 2, 3" : "4, 5, 6");
        }
        training.train();
        ordered(77, "4");
        ordered(2, "5");
        execute("insert into event (source, event_key, line, kind, customer_id, product_id, quantity, at, received_at)"
                + " select 'test', concat('look ', c.id, ' ', s.seq), 0, 'product.viewed', c.id, 6, 1,"
                + " '2027-01-01', now() from seq_1_to_300 s, (select 77 as id union all select 2) c");

        assertThat(people.of(77).isAll()).isFalse();
        assertThat(interest.current().personal(people.of(77), Wishes.of(_ -> true, 9)))
                .extracting(Recommendation::productId)
                .contains(5L)
                .doesNotContain(4L);
        assertThat(interest.current().personal(people.of(2), Wishes.of(_ -> true, 9)))
                .extracting(Recommendation::productId)
                .contains(4L)
                .doesNotContain(1L, 2L, 3L, 5L);
    }

    @Test
    void what_came_and_was_bought_after_the_training_is_not_recommended() throws SQLException {
        products("mug", "plate", "bowl");
        for (var customer = 1; customer <= 6; customer++) {
            ordered(customer, "1, 2, 3");
        }
        training.train();
        for (var product = 4; product <= 5; product++) {
            execute("insert into product (id, sku, title, link, price, currency, available, updated_at) values ("
                    + product + ", 'sku-" + product + "', 'mug " + product
                    + "', 'https://shop.example', 9.95, 'EUR', 1, now())");
        }
        arrivals.run();
        ordered(77, "1");
        assertThat(interest.current().personal(people.of(77), Wishes.of(_ -> true, 9)))
                .extracting(Recommendation::productId)
                .contains(4L, 5L);
        ordered(77, "4");
        assertThat(interest.current().personal(people.of(77), Wishes.of(_ -> true, 9)))
                .extracting(Recommendation::productId)
                .contains(5L)
                .doesNotContain(4L);
    }

    @Test
    void a_reason_quotes_the_title_in_the_readers_language() throws SQLException {
        products("mug", "plate", "bowl");
        execute("update product set titles = '{\"de\": \"Becher\"}' where id = 1");
        for (var customer = 1; customer <= 6; customer++) {
            ordered(customer, customer <= 3 ? "1, 2" : "3");
        }
        training.train();
        ordered(77, "1");
        var reader = people.of(77);
        assertThat(reason(reader.reading(Locale.GERMAN), 2)).isEqualTo("Sie haben gekauft: Becher");
        assertThat(reason(reader.reading(Locale.ENGLISH), 2)).isEqualTo("because you bought mug");
        assertThat(interest.current()
                        .complementary(reader.reading(Locale.GERMAN), new long[] {1}, Wishes.of(_ -> true, 1)))
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).contains("Becher"));
    }

    private String reason(Person reader, long product) {
        return interest.current()
                .personal(reader, Wishes.of(it -> it == product, 1))
                .getFirst()
                .reason();
    }

    @Test
    void an_event_after_the_training_counts_in_the_next_answer() throws SQLException {
        products("mug", "plate", "bowl", "spade", "rake", "hoe");
        for (var customer = 1; customer <= 6; customer++) {
            ordered(customer, customer <= 3 ? "1, 2, 3" : "4, 5, 6");
        }
        training.train();
        assertThat(people.of(77).latest()).isEmpty();

        ordered(77, "4, 5");

        assertThat(interest.current().personal(people.of(77), Wishes.of(_ -> true, 1)))
                .singleElement()
                .satisfies(it -> assertThat(it.productId()).isEqualTo(6))
                .satisfies(it -> assertThat(it.reason()).startsWith("because you bought "));
        ordered(77, "6");
        assertThat(interest.current().personal(people.of(77), Wishes.of(_ -> true, 9)))
                .extracting(Recommendation::productId)
                .doesNotContain(4L, 5L, 6L);
    }

    @Test
    void a_product_after_the_training_is_recommended_and_finds_its_customers() throws SQLException {
        products("blue mug", "red mug", "green mug", "spade", "rake", "hoe");
        for (var customer = 1; customer <= 12; customer++) {
            ordered(customer, customer <= 6 ? "1, 2" : "4, 5");
        }
        training.train();
        execute("insert into product (id, sku, title, link, price, currency, available, updated_at) values"
                + " (50, 'new', 'yellow mug', 'https://shop.example', 9.95, 'EUR', 1, now())");

        arrivals.run();

        assertThat(interest.current().personal(people.of(1), Wishes.of(it -> it >= 3, 9)))
                .extracting(Recommendation::productId)
                .contains(50L);
        assertThat(interest.current().customersFor(new long[] {50}, 6, 0).toList())
                .extracting(Prospect::customerId)
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void attributes_of_customers_are_learned_from() throws SQLException {
        products("mug", "spade");
        for (var customer = 1; customer <= 80; customer++) {
            execute("insert into customer (id, customer_key, email, language, country, time_zone, birthday, since,"
                    + " updated_at) values (" + customer + ", 'c" + customer + "', 'c@example.com', 'de', '"
                    + (customer <= 41 ? "DE" : "AT") + "', 'Europe/Berlin', '1990-01-01', now(), now())");
            if (customer < 80) {
                ordered(customer, customer <= 41 ? "1" : "2");
            }
        }

        training.train();

        var austrian = people.of(80);
        assertThat(austrian.traits().all()).contains("country AT", "language de");
        assertThat(interest.current().personal(austrian, Wishes.of(_ -> true, 1)))
                .singleElement()
                .satisfies(it -> assertThat(it.productId()).isEqualTo(2));
    }

    @Test
    void newsletter_readers_who_never_bought_are_found_by_how_many_of_them_did() throws SQLException {
        products("mug", "spade");
        for (var customer = 1; customer <= 120; customer++) {
            registered(customer, customer % 2 == 0 ? "DE" : "AT", "2025-01-01");
        }
        for (var customer = 1; customer <= 20; customer++) {
            ordered(customer, customer % 2 == 0 ? "1" : "2", "2026-01-10");
            ordered(customer, customer % 2 == 0 ? "1" : "2", "2026-05-01");
        }
        for (var customer = 21; customer <= 40; customer++) {
            ordered(customer, customer % 2 == 0 ? "1" : "2", "2026-04-20");
        }
        training.train();

        var spade = new long[] {2};
        var readers = interest.current().customersFor(spade, 999, 0).toList().stream()
                .filter(it -> it.customerId() > 40)
                .toList();
        assertThat(readers).hasSize(80);
        assertThat(readers.subList(0, 40)).allMatch(it -> it.customerId() % 2 == 1);
        assertThat(readers.getFirst().score()).isBetween(0.02, 0.2);
        assertThat(interest.current().standing(41, spade)).isPresent();

        registered(500, "AT", "2026-05-01");
        assertThat(interest.current().standing(500, spade)).isEmpty();
        arrivals.run();
        assertThat(interest.current().standing(500, spade))
                .hasValueSatisfying(it -> assertThat(it.reason()).contains("people like them"));
    }

    private void registered(int customer, String country, String since) throws SQLException {
        execute(
                "insert into customer (id, customer_key, email, language, country, time_zone, since, updated_at) values ("
                        + customer + ", 'c" + customer + "', 'c@example.com', 'de', '" + country
                        + "', 'Europe/Berlin', '"
                        + since + "', now())");
    }

    private void products(String... titles) throws SQLException {
        for (var i = 0; i < titles.length; i++) {
            execute("insert into product (id, sku, title, link, price, currency, available, updated_at) values ("
                    + (i + 1) + ", 'sku-" + (i + 1) + "', '" + titles[i]
                    + "', 'https://shop.example', 9.95, 'EUR', 1, now())");
        }
    }

    private void ordered(int customer, String products) throws SQLException {
        ordered(customer, products, "2026-05-01");
    }

    private void ordered(int customer, String products, String on) throws SQLException {
        execute("insert into event (source, event_key, line, kind, customer_id, product_id, quantity, at, received_at)"
                + " select 'test', concat('order-" + customer + "-" + on + "-', id), id, 'order.placed', " + customer
                + ", id, 1, '" + on + "', now() from product where id in (" + products + ")");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
