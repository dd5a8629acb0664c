package org.postille.delivery.pace;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** Set-based statements on the counted answers of the relay; all by the primary key, which begins with the day. */
@ApplicationScoped
class TallySql {

    private final DataSource database;

    TallySql(DataSource database) {
        this.database = database;
    }

    /** What is to be added. */
    record Row(long campaign, String domain, int accepted, int deferred, int rejected) {}

    void add(LocalDate day, Collection<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into delivery_tally (day, campaign_id, domain, accepted, deferred, rejected) values (?, ?, ?, ?, ?, ?)
                    on duplicate key update accepted = accepted + values(accepted), deferred = deferred + values(deferred),
                                            rejected = rejected + values(rejected)""")) {
                // In one order on all nodes, so that none waits for another in a circle.
                for (var row : rows.stream()
                        .sorted(Comparator.comparingLong(Row::campaign).thenComparing(Row::domain))
                        .toList()) {
                    statement.setObject(1, day);
                    statement.setLong(2, row.campaign);
                    statement.setString(3, row.domain);
                    statement.setInt(4, row.accepted);
                    statement.setInt(5, row.deferred);
                    statement.setInt(6, row.rejected);
                    statement.addBatch();
                }
                statement.executeBatch();
                return rows.size();
            }
        });
    }

    int accepted(LocalDate day) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select coalesce(sum(accepted), 0) from delivery_tally where day = ? and domain = ''")) {
                statement.setObject(1, day);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        });
    }

    List<Tally.Sum> since(LocalDate first) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select day, campaign_id, domain, accepted, deferred, rejected from delivery_tally
                    where day >= ?""")) {
                statement.setObject(1, first);
                var sums = new ArrayList<Tally.Sum>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sums.add(new Tally.Sum(
                                rows.getObject(1, LocalDate.class),
                                rows.getLong(2),
                                rows.getString(3),
                                rows.getInt(4),
                                rows.getInt(5),
                                rows.getInt(6)));
                    }
                }
                return sums;
            }
        });
    }
}
