package org.postille.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** How customers chose to be tracked. What they consent to stands in {@code consent}; a later word ends an earlier one. */
@ApplicationScoped
class TrackingModeSql {

    private final DataSource database;

    TrackingModeSql(DataSource database) {
        this.database = database;
    }

    /** A word of a customer: which mode, when and where. */
    record Said(long customer, TrackingMode mode, Instant at, String source) {}

    /** By primary keys, one look-up a customer in each table. */
    Map<Long, TrackingMode> of(Collection<Long> customers, BiFunction<Boolean, @Nullable String, TrackingMode> mode) {
        if (customers.isEmpty()) {
            return Map.of();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select c.id, t.customer_id is not null and t.ended_at is null as consents, ch.mode
                    from customer c
                    left join consent t on t.customer_id = c.id and t.purpose = 'tracking'
                    left join tracking_choice ch on ch.customer_id = c.id
                    where c.id in (""" + Sql.marks(customers.size()) + ")")) {
                Sql.bind(statement, customers);
                try (var row = statement.executeQuery()) {
                    var found = new HashMap<Long, TrackingMode>();
                    while (row.next()) {
                        found.put(row.getLong(1), mode.apply(row.getBoolean(2), row.getString(3)));
                    }
                    return found;
                }
            }
        });
    }

    /** Whoever says full consents; whoever says less ends that. */
    void choose(long customer, TrackingMode mode, Instant at, String source) {
        store(List.of(new Said(customer, mode, at, source)));
    }

    /** What customers said, each word unless there is a later one; by primary keys. */
    void store(List<Said> said) {
        if (said.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            var full = said.stream().filter(it -> it.mode == TrackingMode.FULL).toList();
            var less = said.stream().filter(it -> it.mode != TrackingMode.FULL).toList();
            batch(connection, full, """
                    insert into consent (customer_id, purpose, granted_at, source)
                    select ?, 'tracking', ?, ? from (select ? as customer_id, ? as at) s
                    where not exists (select 1 from tracking_choice ch
                                      where ch.customer_id = s.customer_id and ch.said_at > s.at)
                    on duplicate key update
                      -- granted_at last: the others compare with what was there before
                      source = if(values(granted_at) >= greatest(granted_at, ifnull(ended_at, granted_at)),
                        values(source), source),
                      ended_by = if(values(granted_at) >= greatest(granted_at, ifnull(ended_at, granted_at)), null, ended_by),
                      ended_at = if(values(granted_at) >= greatest(granted_at, ifnull(ended_at, granted_at)), null, ended_at),
                      granted_at = if(ended_at is null, greatest(granted_at, values(granted_at)), granted_at)""", it -> List.of(it.customer, it.at, it.source, it.customer, it.at));
            batch(connection, full, """
                    delete from tracking_choice where customer_id = ? and said_at <= ?""", it -> List.of(it.customer, it.at));
            batch(
                    connection,
                    less,
                    """
                    insert into tracking_choice (customer_id, mode, said_at, source)
                    select ?, ?, ?, ? from (select ? as customer_id, ? as at) s
                    where not exists (select 1 from consent c where c.customer_id = s.customer_id and c.purpose = 'tracking'
                                      and c.ended_at is null and c.granted_at > s.at)
                    on duplicate key update
                      mode = if(values(said_at) >= said_at, values(mode), mode),
                      source = if(values(said_at) >= said_at, values(source), source),
                      said_at = greatest(said_at, values(said_at))""",
                    it -> List.of(it.customer, it.mode.code(), it.at, it.source, it.customer, it.at));
            batch(connection, less, """
                    update consent set ended_at = ?, ended_by = ?
                    where customer_id = ? and purpose = 'tracking' and ended_at is null and granted_at <= ?""", it -> List.of(it.at, it.source, it.customer, it.at));
            return said.size();
        });
    }

    /** Ends what an import brought of consents to tracking that were withdrawn by a later choice; by primary keys. */
    void heed(Collection<Long> customers) {
        if (customers.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update consent c join tracking_choice ch on ch.customer_id = c.customer_id
                    set c.ended_at = ch.said_at, c.ended_by = ch.source
                    where c.purpose = 'tracking' and c.ended_at is null and c.granted_at <= ch.said_at
                      and c.customer_id in (""" + Sql.marks(customers.size()) + ")")) {
                Sql.bind(statement, customers);
                return statement.executeUpdate();
            }
        });
    }

    private interface Values {
        List<Object> of(Said said);
    }

    private static void batch(java.sql.Connection connection, List<Said> said, String text, Values values)
            throws SQLException {
        if (said.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(text)) {
            for (var it : new ArrayList<>(said)) {
                Sql.bind(statement, values.of(it));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
