package org.postille.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** Set-based statements on the table of consents. */
@ApplicationScoped
class ConsentSql {

    private final DataSource database;

    ConsentSql(DataSource database) {
        this.database = database;
    }

    /**
     * Stores what an import brings, where it is newer than all that we know of that consent. So a withdrawal is never undone
     * by a file that has not heard of it yet, nor the proof of a newer consent replaced by that of an older one.
     */
    void store(List<ConsentRow> rows) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into consent (customer_id, purpose, granted_at, source) values (?, ?, ?, ?)
                    on duplicate key update
                      -- granted_at last: the others compare with what was there before
                      source = if(values(granted_at) > greatest(granted_at, ifnull(ended_at, granted_at)),
                        values(source), source),
                      ended_by = if(values(granted_at) > greatest(granted_at, ifnull(ended_at, granted_at)),
                        null, ended_by),
                      ended_at = if(values(granted_at) > greatest(granted_at, ifnull(ended_at, granted_at)),
                        null, ended_at),
                      granted_at = if(ended_at is null, greatest(granted_at, values(granted_at)), granted_at)""")) {
                for (var row : rows) {
                    statement.setLong(1, row.customerId());
                    statement.setString(2, row.purpose());
                    statement.setObject(3, row.grantedAt());
                    statement.setString(4, row.source());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return rows.size();
        });
    }

    /** By the primary key; ending twice changes nothing. */
    boolean end(long customerId, String purpose, Instant at, String by) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update consent set ended_at = ?, ended_by = ?
                    where customer_id = ? and purpose = ? and ended_at is null""")) {
                statement.setObject(1, at);
                statement.setString(2, by);
                statement.setLong(3, customerId);
                statement.setString(4, purpose);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** By the primary key; what was ended before stays as it was ended. */
    void object(long customerId, String purpose, Instant saidAt, Instant at, String by) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into consent (customer_id, purpose, granted_at, source, ended_at, ended_by)
                    values (?, ?, ?, 'never given', ?, ?)
                    on duplicate key update ended_by = if(ended_at is null and granted_at <= ?, values(ended_by), ended_by),
                                            ended_at = if(granted_at <= ?, coalesce(ended_at, values(ended_at)), ended_at)""")) {
                statement.setLong(1, customerId);
                statement.setString(2, purpose);
                statement.setObject(3, at);
                statement.setObject(4, at);
                statement.setString(5, by);
                statement.setObject(6, saidAt);
                statement.setObject(7, saidAt);
                return statement.executeUpdate();
            }
        });
    }

    /** Which of these customers said no; by the primary key, one look-up a customer. */
    Set<Long> ended(Collection<Long> customers, String purpose, Instant at) {
        return customers(customers, purpose, at, "ended_at <= ?");
    }

    /** Which of these customers agree now; by the primary key, one look-up a customer. */
    Set<Long> agreeing(Collection<Long> customers, String purpose, Instant at) {
        return customers(customers, purpose, at, "(ended_at is null or ended_at > ?)");
    }

    private Set<Long> customers(Collection<Long> customers, String purpose, Instant at, String ending) {
        if (customers.isEmpty()) {
            return Set.of();
        }
        return Sql.with(database, connection -> {
            try (var statement =
                    connection.prepareStatement("select customer_id from consent where purpose = ? and granted_at <= ?"
                            + " and " + ending + " and customer_id in (" + Sql.marks(customers.size()) + ")")) {
                statement.setString(1, purpose);
                statement.setObject(2, at);
                statement.setObject(3, at);
                var index = 4;
                for (var customer : customers) {
                    statement.setLong(index++, customer);
                }
                var found = new HashSet<Long>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getLong(1));
                    }
                }
                return found;
            }
        });
    }
}
