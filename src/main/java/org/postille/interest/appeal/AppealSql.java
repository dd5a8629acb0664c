package org.postille.interest.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** What mails showed and readers clicked, summed up by the database. */
@ApplicationScoped
class AppealSql {

    private final DataSource database;

    AppealSql(DataSource database) {
        this.database = database;
    }

    /** A product in a slot: how often it was shown and how often clicked. Slots from the last one on are taken together. */
    List<Exposure> exposures(Instant since, int lastSlot) {
        return Sql.with(database, connection -> {
            // decision_seen leads to what people saw; everything else by primary key.
            try (var statement = connection.prepareStatement("""
                    select d.product_id, least(d.slot, ?) as position, d.explored, count(*),
                           sum(1 / (1 + coalesce(d.place, 0) / ?)), count(c.product_id)
                    from decision d
                    join message m on m.id = d.message_id
                    join consent t on t.customer_id = m.customer_id and t.purpose = 'tracking' and t.ended_at is null
                    left join human_click c on c.message_id = d.message_id and c.block = d.block and c.slot = d.slot
                                           and c.product_id = d.product_id
                    where d.seen_at >= ? and d.product_id is not null
                    group by d.product_id, position, d.explored""")) {
                statement.setInt(1, lastSlot);
                statement.setDouble(2, Appeals.HALVED);
                statement.setObject(3, since);
                try (var row = statement.executeQuery()) {
                    var read = new ArrayList<Exposure>();
                    while (row.next()) {
                        read.add(new Exposure(
                                row.getLong(1),
                                row.getInt(2),
                                row.getBoolean(3),
                                row.getLong(4),
                                row.getDouble(5),
                                row.getLong(6)));
                    }
                    return read;
                }
            }
        });
    }

    /** Order lines of each product since then. Read from the whole index event_product, which has all that is asked. */
    Map<Long, Long> sales(Instant since) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select product_id, count(*) from event
                    where product_id is not null and kind = 'order.placed' and at >= ?
                    group by product_id""")) {
                statement.setObject(1, since);
                try (var row = statement.executeQuery()) {
                    var sales = new HashMap<Long, Long>();
                    while (row.next()) {
                        sales.put(row.getLong(1), row.getLong(2));
                    }
                    return sales;
                }
            }
        });
    }

    /** In place of what was learned before. */
    void store(Map<Long, Appeal> appeals, double[] examined) {
        Sql.inTransaction(database, connection -> {
            replace(connection, "product_appeal", "?, ?, ?, ?", statement -> {
                for (var it : appeals.entrySet()) {
                    statement.setLong(1, it.getKey());
                    statement.setDouble(2, it.getValue().exposures());
                    statement.setLong(3, it.getValue().clicks());
                    statement.setLong(4, it.getValue().sales());
                    statement.addBatch();
                }
            });
            replace(connection, "slot_examination", "?, ?", statement -> {
                for (var slot = 0; slot < examined.length; slot++) {
                    statement.setInt(1, slot);
                    statement.setDouble(2, examined[slot]);
                    statement.addBatch();
                }
            });
            return true;
        });
    }

    private interface Rows {
        void add(PreparedStatement statement) throws SQLException;
    }

    private static void replace(Connection connection, String table, String marks, Rows rows) throws SQLException {
        try (var statement = connection.prepareStatement("delete from " + table)) {
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            rows.add(statement);
            statement.executeBatch();
        }
    }

    /** What the last training learned; the whole table, one row a product. */
    Appeals appeals() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                            "select product_id, exposures, clicks, sales from product_appeal");
                    var row = statement.executeQuery()) {
                var read = new HashMap<Long, Appeal>();
                while (row.next()) {
                    read.put(row.getLong(1), new Appeal(row.getDouble(2), row.getLong(3), row.getLong(4)));
                }
                return new Appeals(read);
            }
        });
    }
}
