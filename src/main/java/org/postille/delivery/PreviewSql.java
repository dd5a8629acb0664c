package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Statement;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** The message that a preview is of. */
@ApplicationScoped
class PreviewSql {

    private final DataSource database;

    PreviewSql(DataSource database) {
        this.database = database;
    }

    /** A message that only the caller's transaction, which is undone, ever sees. @return its id */
    long trial(
            long campaign, String name, long customer, @Nullable String purpose, @Nullable String facts, Instant now) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts, planned_at)
                    values (?, uuid(), ?, ?, ?, ?, ?, ?, ?)""", Statement.RETURN_GENERATED_KEYS)) {
                statement.setLong(1, campaign);
                statement.setString(2, name);
                statement.setLong(3, customer);
                statement.setString(4, purpose);
                statement.setString(5, MessageState.SUPPRESSED.code());
                statement.setObject(6, now);
                statement.setString(7, facts);
                statement.setObject(8, now);
                statement.executeUpdate();
                try (var keys = statement.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong(1);
                }
            }
        });
    }
}
