package org.postille.interest.timing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** Reads what the timing is learned from, and keeps what is expected of each customer. */
@ApplicationScoped
class TimingSql {

    private static final int ROWS_A_FETCH = 10_000;

    private final DataSource database;

    TimingSql(DataSource database) {
        this.database = database;
    }

    /** One line of something that happened. */
    record Act(long customer, long product, String kind, int quantity, double price, long second) {}

    interface Taker<T> {
        void take(T row);
    }

    /** What is expected of one customer. */
    record Expected(long customer, Optional<Timing.Outlook> outlook, OptionalInt bestHour, List<Needed> needed) {}

    record Needed(long product, LocalDate bought, double interval, LocalDate due, double chance) {}

    interface ZoneTaker {
        void take(long customer, String zone);
    }

    /** Passes on every customer by ascending id, with their time zone. The whole table by its primary key. */
    void eachCustomer(ZoneTaker taker) {
        each("select id, time_zone from customer order by id", row -> taker.take(row.getLong(1), row.getString(2)));
    }

    interface CategoryTaker {
        void take(long product, @Nullable String category);
    }

    /** Passes on every product with the first step of its category path. The whole table. */
    void eachProduct(CategoryTaker taker) {
        each(
                "select id, substring_index(category, ' > ', 2) from product where not article",
                row -> taker.take(row.getLong(1), row.getString(2)));
    }

    /** Passes on all that customers did themselves, in the order in which it came. */
    void eachAct(Taker<Act> taker) {
        // The whole table once, in the order of its primary key: no index could make that cheaper.
        // timestampdiff and not unix_timestamp, which would read the column in the zone of the session.
        each(
                """
                select customer_id, product_id, kind, quantity, amount, timestampdiff(second, '1970-01-01', at)
                from event
                where kind <> 'order.returned' and at >= '1990-01-01'
                """,
                row -> taker.take(new Act(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getDouble(5),
                        row.getLong(6))));
    }

    /**
     * Replaces what is expected of all customers with ids above one and up to another, in one transaction, so that nobody sees
     * half of a customer. By the first columns of the primary keys.
     */
    void replace(long above, long upTo, List<Expected> expected, Instant learnedAt) {
        Sql.inTransaction(database, connection -> {
            forget(connection, "delete from customer_timing where customer_id > ? and customer_id <= ?", above, upTo);
            forget(connection, "delete from customer_restock where customer_id > ? and customer_id <= ?", above, upTo);
            insert(connection, expected, learnedAt);
            return true;
        });
    }

    private static void forget(Connection connection, String sql, long above, long upTo) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, above);
            statement.setLong(2, upTo);
            statement.executeUpdate();
        }
    }

    /** "ignore" leaves out customers and products that were erased in the meantime. */
    private static void insert(Connection connection, List<Expected> expected, Instant learnedAt) throws SQLException {
        try (var timing = connection.prepareStatement("""
                        insert ignore into customer_timing (customer_id, active, churn_risk, expected_orders, expected_value,
                                                            order_interval, next_order_on, best_hour, learned_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
                var restock = connection.prepareStatement("""
                        insert ignore into customer_restock (customer_id, product_id, bought_on, repeat_interval, due_on, chance)
                        values (?, ?, ?, ?, ?, ?)""")) {
            for (var it : expected) {
                bind(timing, it, learnedAt);
                timing.addBatch();
                for (var need : it.needed) {
                    restock.setLong(1, it.customer);
                    restock.setLong(2, need.product);
                    restock.setObject(3, need.bought);
                    restock.setDouble(4, need.interval);
                    restock.setObject(5, need.due);
                    restock.setDouble(6, need.chance);
                    restock.addBatch();
                }
            }
            timing.executeBatch();
            restock.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, Expected it, Instant learnedAt) throws SQLException {
        var outlook = it.outlook.orElse(null);
        statement.setLong(1, it.customer);
        statement.setObject(2, outlook == null ? null : outlook.active());
        statement.setObject(3, outlook == null ? null : 1 - outlook.order());
        statement.setObject(4, outlook == null ? null : outlook.orders());
        statement.setObject(5, outlook == null ? null : outlook.value());
        statement.setObject(6, outlook == null ? null : outlook.interval());
        statement.setObject(7, outlook == null ? null : LocalDate.ofEpochDay(outlook.next()));
        statement.setObject(8, it.bestHour.isPresent() ? it.bestHour.getAsInt() : null);
        statement.setObject(9, LocalDateTime.ofInstant(learnedAt, ZoneOffset.UTC));
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) {
        Sql.with(database, connection -> {
            try (var statement =
                    connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
                // With a fetch size the driver streams; without one it would first bring the whole answer into memory.
                statement.setFetchSize(ROWS_A_FETCH);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
            return true;
        });
    }
}
