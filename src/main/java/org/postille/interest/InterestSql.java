package org.postille.interest;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.method.ProductFacts;

/** Reads what the model learns from. */
@ApplicationScoped
class InterestSql {

    private static final int ROWS_A_FETCH = 10_000;

    private final DataSource database;

    InterestSql(DataSource database) {
        this.database = database;
    }

    /** Passes on every interaction there is, row by row as the database sends them. */
    void eachInteraction(Consumer<Interaction> taker) {
        // The whole table once, in the order of its primary key: no index could make that cheaper.
        // timestampdiff and not unix_timestamp, which would read the column in the zone of the session.
        var sql = """
                select customer_id, product_id, kind, quantity, timestampdiff(second, '1970-01-01', at)
                from event
                where product_id is not null
                """;
        each(sql, row -> {
            var kind = EventKind.of(row.getString(3));
            if (kind.isPresent()) {
                taker.accept(new Interaction(
                        row.getLong(1),
                        row.getLong(2),
                        kind.get(),
                        row.getInt(4),
                        Instant.ofEpochSecond(row.getLong(5))));
            }
        });
    }

    /** The number of the latest event, 0 where there is none; read from the end of the primary key. */
    long lastEvent() {
        var last = new long[1];
        each("select max(id) from event", row -> last[0] = row.getLong(1));
        return last[0];
    }

    List<ProductFacts> products() {
        var products = new ArrayList<ProductFacts>();
        each(
                """
                select id, title, category, brand, price, material, colour
                from product
                order by id
                """,
                row -> products.add(new ProductFacts(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getDouble(5),
                        attributes(row.getString(6), row.getString(7)))));
        return products;
    }

    private static List<String> attributes(@Nullable String material, @Nullable String colour) {
        return Stream.of(material == null ? "" : "material " + material, colour == null ? "" : "colour " + colour)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // With a fetch size the driver streams; without one it would first bring the whole answer into memory.
            statement.setFetchSize(ROWS_A_FETCH);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what the interest model learns from", e);
        }
    }
}
