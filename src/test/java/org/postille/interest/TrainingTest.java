package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
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
        assertThat(interest.current().personal(3, _ -> true, 1))
                .singleElement()
                .satisfies(it -> assertThat(it.productId()).isEqualTo(2))
                .satisfies(it -> assertThat(it.reason()).isEqualTo("liked by customers who like Product 1"));
        assertThat(interest.current().customersFor(new long[] {2}, 9))
                .extracting(Prospect::customerId)
                .startsWith(3L);
    }

    private void ordered(int customer, String products) throws SQLException {
        execute("insert into event (source, event_key, line, kind, customer_id, product_id, quantity, at, received_at)"
                + " select 'test', 'order-" + customer + "', id, 'order.placed', " + customer
                + ", id, 1, '2026-05-01', now() from product where id in (" + products + ")");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
