package org.postille.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;
import org.postille.consent.Suppressions.Scope;
import org.postille.consent.Suppressions.Suppression;

/** Statements on the table of suppressions; each by its primary key. */
@ApplicationScoped
class SuppressionSql {

    private static final int LONGEST_REASON = 300;

    private final DataSource database;

    SuppressionSql(DataSource database) {
        this.database = database;
    }

    /**
     * A suppression as it stands.
     *
     * @param current whether it is about the address that the customer has now
     */
    record Row(Suppression suppression, @Nullable Instant liftedAt, boolean current) {}

    void suppress(long customer, Scope scope, String reason, Instant at) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into suppression (customer_id, address, scope, reason, since)
                    select c.id, unhex(sha2(lower(c.email), 256)), ?, ?, ? from customer c where c.id = ?
                    on duplicate key update
                      -- lifted_at and scope last: the others compare with what was there before
                      reason = if(suppression.lifted_at is not null or (scope = 'marketing' and values(scope) = 'all'),
                        values(reason), reason),
                      since = if(suppression.lifted_at is not null or (scope = 'marketing' and values(scope) = 'all'),
                        values(since), suppression.since),
                      scope = if(suppression.lifted_at is not null or values(scope) = 'all', values(scope), scope),
                      lifted_at = null""")) {
                statement.setString(1, scope.code());
                statement.setString(2, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
                statement.setObject(3, at);
                statement.setLong(4, customer);
                return statement.executeUpdate();
            }
        });
    }

    Map<Long, Suppression> inForce(Collection<Long> customers, boolean marketing, Instant at) {
        if (customers.isEmpty()) {
            return Map.of();
        }
        return Sql.with(database, connection -> {
            try (var statement =
                    connection.prepareStatement("select s.customer_id, s.scope, s.reason, s.since from suppression s"
                            + " join customer c on c.id = s.customer_id and s.address = unhex(sha2(lower(c.email), 256))"
                            + " where s.lifted_at is null and s.since <= ?" + (marketing ? "" : " and s.scope = 'all'")
                            + " and s.customer_id in (" + Sql.marks(customers.size()) + ")")) {
                statement.setObject(1, at);
                var index = 2;
                for (var customer : customers) {
                    statement.setLong(index++, customer);
                }
                var found = new HashMap<Long, Suppression>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.put(
                                rows.getLong("customer_id"),
                                new Suppression(
                                        Scope.of(rows.getString("scope")),
                                        rows.getString("reason"),
                                        Sql.instant(rows, "since")));
                    }
                }
                return found;
            }
        });
    }

    List<Row> history(long customer) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select s.scope, s.reason, s.since, s.lifted_at,
                           s.address = unhex(sha2(lower(c.email), 256)) as current
                    from suppression s join customer c on c.id = s.customer_id
                    where s.customer_id = ? order by s.since desc""")) {
                statement.setLong(1, customer);
                var found = new ArrayList<Row>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Row(
                                new Suppression(
                                        Scope.of(rows.getString("scope")),
                                        rows.getString("reason"),
                                        Sql.instant(rows, "since")),
                                Sql.instantOrNull(rows, "lifted_at"),
                                rows.getBoolean("current")));
                    }
                }
                return found;
            }
        });
    }

    boolean lift(long customer, Instant at) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update suppression set lifted_at = ? where customer_id = ? and lifted_at is null")) {
                statement.setObject(1, at);
                statement.setLong(2, customer);
                return statement.executeUpdate() > 0;
            }
        });
    }
}
