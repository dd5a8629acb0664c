package org.postille.customer;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postille.base.Bounds;
import org.postille.base.Sql;

/** Set-based statements on the table of customers. */
@ApplicationScoped
public class CustomerSql {

    private final DataSource database;

    CustomerSql(DataSource database) {
        this.database = database;
    }

    /**
     * Inserts or updates by the shop's key, a batch a transaction. The unique key customer_key finds what is there. Whoever
     * comes as they are already keeps their updated_at, so the same file again changes nothing.
     */
    void store(List<CustomerRow> rows, Instant now) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into customer (customer_key, email, first_name, last_name, gender, language, country, time_zone,
                                          birthday, since, updated_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, ?), ?)
                    on duplicate key update
                      -- first: it compares what is there before the other assignments change it
                      updated_at = if(binary email <=> binary values(email)
                          and binary first_name <=> binary values(first_name)
                          and binary last_name <=> binary values(last_name)
                          and gender <=> values(gender) and language <=> values(language)
                          and country <=> values(country) and time_zone <=> values(time_zone)
                          and birthday <=> values(birthday) and since <=> coalesce(?, since),
                        updated_at, values(updated_at)),
                      email = values(email), first_name = values(first_name), last_name = values(last_name),
                      gender = values(gender), language = values(language), country = values(country),
                      time_zone = values(time_zone), birthday = values(birthday), since = coalesce(?, since)""")) {
                for (var row : rows) {
                    statement.setString(1, row.key());
                    statement.setString(2, row.email());
                    statement.setString(3, row.firstName());
                    statement.setString(4, row.lastName());
                    statement.setString(5, row.gender());
                    statement.setString(6, row.language());
                    statement.setString(7, row.country());
                    statement.setString(8, row.timeZone());
                    statement.setObject(9, row.birthday());
                    statement.setObject(10, row.since());
                    statement.setObject(11, now);
                    statement.setObject(12, now);
                    statement.setObject(13, row.since());
                    statement.setObject(14, row.since());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            var ids = ids(connection, rows.stream().map(CustomerRow::key).toList());
            var changes = new HashMap<Long, Map<String, List<String>>>();
            for (var row : rows) {
                var id = ids.get(row.key());
                if (id != null && !row.attributes().isEmpty()) {
                    changes.put(id, row.attributes());
                }
            }
            CustomerAttributes.change(connection, changes);
            return rows.size();
        });
    }

    /** Our ids of the shop's keys; keys that are not known are not in the answer. One look-up in customer_key a key. */
    public Map<String, Long> ids(Collection<String> asked) {
        var keys = asked.stream().filter(Bounds::isKey).toList();
        if (keys.isEmpty()) {
            return Map.of();
        }
        return Sql.with(database, connection -> ids(connection, keys));
    }

    private static Map<String, Long> ids(Connection connection, Collection<String> keys) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select customer_key, id from customer where customer_key in (" + Sql.marks(keys.size()) + ")")) {
            Sql.bind(statement, keys);
            return ids(statement);
        }
    }

    private static Map<String, Long> ids(java.sql.PreparedStatement statement) throws SQLException {
        var ids = new HashMap<String, Long>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.put(rows.getString(1), rows.getLong(2));
            }
        }
        return ids;
    }
}
