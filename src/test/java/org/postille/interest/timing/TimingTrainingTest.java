package org.postille.interest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postille.testing.TestClock;
import org.postille.testing.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TimingTrainingTest {

    @Inject
    DataSource database;

    @Inject
    TimingTraining training;

    @Inject
    TestClock clock;

    @Test
    void what_is_expected_stands_beside_each_customer() throws SQLException {
        clock.set(Instant.parse("2026-05-01T12:00:00Z"));
        product(1, "Coffee");
        product(2, "Cup");
        for (var customer = 1; customer <= 40; customer++) {
            customer(customer, customer % 2 == 0 ? "Asia/Tokyo" : "Europe/Berlin");
            for (var month = 0; month < 10; month++) {
                ordered(
                        customer,
                        "o" + customer + "-" + month,
                        1,
                        LocalDate.of(2025, 7, 1).plusDays(30L * month + customer % 3));
            }
        }
        customer(41, "Europe/Berlin");
        viewed(41, 2, "2026-04-01T19:30:00");
        customer(42, "Europe/Berlin");

        training.learn();

        assertThat(rows("select count(*) from customer_timing")).containsExactly("41");
        assertThat(
                        rows(
                                "select active, churn_risk, next_order_on, best_hour from customer_timing where customer_id = 41"))
                .containsExactly("null null null 21");
        // Ordered at ten in UTC, mostly in winter: eleven in Berlin, seven in the evening in Tokyo.
        assertThat(rows("select best_hour from customer_timing where customer_id in (1, 2) order by customer_id"))
                .containsExactly("11", "19");
        assertThat(rows("select round(order_interval) from customer_timing where customer_id = 1"))
                .containsExactly("30.0");
        assertThat(rows("select count(*) from customer_timing where active > 0.8 and churn_risk < 0.2"
                        + " and expected_value between 20 and 50 and expected_orders between 2 and 4"))
                .containsExactly("40");
        assertThat(rows("select count(*), min(product_id), min(datediff(due_on, bought_on)) from customer_restock"))
                .containsExactly("40 1 30");
    }

    @Test
    void another_training_replaces_it_and_the_erased_are_forgotten() throws SQLException {
        clock.set(Instant.parse("2026-05-01T12:00:00Z"));
        product(1, "Coffee");
        for (var customer = 1; customer <= 1_100; customer++) {
            customer(customer, "Europe/Berlin");
        }
        ordered(3, "a", 1, LocalDate.of(2026, 3, 1));
        ordered(1_100, "b", 1, LocalDate.of(2026, 3, 2));
        training.learn();
        execute("update customer_timing set order_interval = 1");
        execute("delete from customer where id = 3");
        ordered(700, "c", 1, LocalDate.of(2026, 3, 3));

        training.learn();

        assertThat(rows("select customer_id from customer_timing where order_interval > 1 order by customer_id"))
                .containsExactly("700", "1100");
        assertThat(rows("select count(*) from customer_timing")).containsExactly("2");
    }

    @Test
    void two_nodes_may_learn_at_once() throws Exception {
        clock.set(Instant.parse("2026-05-01T12:00:00Z"));
        product(1, "Coffee");
        execute("insert into customer (id, customer_key, email, language, country, time_zone, since, updated_at)"
                + " select seq, concat('c', seq), concat('c', seq, '@example.org'), 'de', 'DE', 'Europe/Berlin', '2025-01-01',"
                + " now() from seq_1_to_3000");
        execute(
                "insert into event (source, event_key, line, kind, customer_id, product_id, quantity, amount, at, received_at)"
                        + " select 'test', seq, 0, 'order.placed', seq, 1, 1, 9.95, '2026-03-01', now() from seq_1_to_3000");

        try (var nodes = Executors.newFixedThreadPool(2)) {
            for (var node : nodes.invokeAll(
                    List.of(Executors.callable(training::learn), Executors.callable(training::learn)))) {
                node.get();
            }
        }

        assertThat(rows("select count(*) from customer_timing")).containsExactly("3000");
    }

    private void customer(int id, String zone) throws SQLException {
        execute(
                "insert into customer (id, customer_key, email, language, country, time_zone, since, updated_at) values ("
                        + id + ", 'c" + id + "', 'c" + id + "@example.org', 'de', 'DE', '" + zone
                        + "', '2025-01-01', now())");
    }

    private void product(int id, String title) throws SQLException {
        execute("insert into product (id, sku, title, link, price, currency, available, updated_at) values (" + id
                + ", 'sku-" + id + "', '" + title + "', 'https://shop.example', 9.95, 'EUR', 1, now())");
    }

    private void ordered(int customer, String key, int product, LocalDate day) throws SQLException {
        event(customer, key, product, "order.placed", day + "T10:00:00");
    }

    private void viewed(int customer, int product, String at) throws SQLException {
        event(customer, "v" + at, product, "product.viewed", at);
    }

    private void event(int customer, String key, int product, String kind, String at) throws SQLException {
        execute(
                "insert into event (source, event_key, line, kind, customer_id, product_id, quantity, amount, at, received_at)"
                        + " values ('test', '" + key + "', 0, '" + kind + "', " + customer + ", " + product
                        + ", 1, 9.95, '" + at
                        + "', now())");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    cells.add(String.valueOf(rows.getObject(column)));
                }
                found.add(String.join(" ", cells));
            }
            return found;
        }
    }
}
