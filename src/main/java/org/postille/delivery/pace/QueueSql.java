package org.postille.delivery.pace;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** What waits in the outbox. */
@ApplicationScoped
class QueueSql {

    private final DataSource database;

    QueueSql(DataSource database) {
        this.database = database;
    }

    /** Since when the mail waits that has been due the longest; a look into each range of index message_due. */
    Optional<Instant> oldestDue(Instant now) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select min(due_at) as oldest from (
                      (select due_at from message where state = 'planned' and bulk = false order by due_at limit 1) union all
                      (select due_at from message where state = 'planned' and bulk = true order by due_at limit 1)) waiting
                    where due_at <= ?""")) {
                statement.setObject(1, now);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(Sql.instantOrNull(rows, "oldest")) : Optional.empty();
                }
            }
        });
    }

    /** How many mails all nodes have taken up, or handed over, and not written an outcome of; a count in index message_due. */
    int takenUp() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                            "select count(*) from message where state in ('claimed', 'handed_over')");
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    /** How many mails could leave but for limits, and have not; a count in index message_due. What is planned is due, or waits for a lane. */
    int due(Instant now) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select count(*) from message where state in ('planned', 'claimed') or state = 'deferred' and due_at <= ?")) {
                statement.setObject(1, now);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        });
    }
}
