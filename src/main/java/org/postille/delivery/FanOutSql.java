package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Selection;
import org.postille.base.Sql;

/** Plans the mails of a whole audience by one statement. */
@ApplicationScoped
class FanOutSql {

    private final DataSource database;

    FanOutSql(DataSource database) {
        this.database = database;
    }

    /** What is the same in all messages of a run. */
    record Run(
            long campaign,
            String occasion,
            String message,
            @Nullable String purpose,
            Instant dueAt,
            Instant expiresAt,
            Instant now) {}

    /** Finds the recipients on the connection on which they are planned. */
    interface Recipients {
        Selection on(Connection connection) throws SQLException;
    }

    /**
     * Plans a message for each recipient, within the caller's transaction; one that was planned before (unique key
     * message_once) stays as it is.
     *
     * @return how many were new
     */
    int plan(Run run, Recipients recipients) {
        return Sql.with(database, connection -> {
            var selection = recipients.on(connection);
            try (var statement = connection.prepareStatement("""
                    insert ignore into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, expires_at, planned_at,
                                                bulk)
                    select ?, ?, ?, c.id, ?, ?, ?, ?, ?, true\s""" + selection.text())) {
                statement.setLong(1, run.campaign());
                statement.setString(2, run.occasion());
                statement.setString(3, run.message());
                statement.setString(4, run.purpose());
                statement.setString(5, MessageState.PLANNED.code());
                statement.setObject(6, run.dueAt());
                statement.setObject(7, run.expiresAt());
                statement.setObject(8, run.now());
                selection.bind(statement, 9);
                var planned = statement.executeUpdate();
                if (planned > 0) {
                    begin(connection, run, planned);
                }
                return planned;
            }
        });
    }

    /** A run by the customers' own clocks begins once for each zone. By primary key. */
    private static void begin(Connection connection, Run run, int planned) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into campaign_run (campaign_id, occasion, planned_at, mails) values (?, ?, ?, ?)
                on duplicate key update mails = mails + values(mails), finished_at = null""")) {
            statement.setLong(1, run.campaign());
            statement.setString(2, run.occasion());
            statement.setObject(3, run.now());
            statement.setInt(4, planned);
            statement.executeUpdate();
        }
    }
}
