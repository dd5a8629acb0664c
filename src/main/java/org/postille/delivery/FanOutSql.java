package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Selection;
import org.postille.base.Sql;

/** Plans the mails of a whole audience by one statement. */
@ApplicationScoped
class FanOutSql {

    /** From the run's time to that of {@code customer c}, 0 where theirs is too late or not known. The primary key of customer_timing. */
    private static final String MINUTES_TO_BEST_HOUR = """
            coalesce((select if(t.best_hour = ?, 0,
                                if(mod(t.best_hour * 60 - ? + 1440, 1440) <= ?, mod(t.best_hour * 60 - ? + 1440, 1440), 0))
                      from customer_timing t where t.customer_id = c.id), 0)""";

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
            Instant now,
            @Nullable BestHour bestHour) {}

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
            var later = run.bestHour == null ? "?" : "? + interval " + MINUTES_TO_BEST_HOUR + " minute";
            try (var statement = connection.prepareStatement("""
                    insert ignore into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, expires_at, planned_at,
                                                bulk)
                    select ?, ?, ?, c.id, ?, ?, %s, %s, ?, true %s""".formatted(later, later, selection.text()))) {
                statement.setLong(1, run.campaign());
                statement.setString(2, run.occasion());
                statement.setString(3, run.message());
                statement.setString(4, run.purpose());
                statement.setString(5, MessageState.PLANNED.code());
                var next = bindLater(statement, 6, run.dueAt(), run.bestHour);
                next = bindLater(statement, next, run.expiresAt(), run.bestHour);
                statement.setObject(next, run.now());
                selection.bind(statement, next + 1);
                var planned = statement.executeUpdate();
                if (planned > 0) {
                    begin(connection, run, planned);
                }
                return planned;
            }
        });
    }

    /** @return the next free parameter */
    private static int bindLater(PreparedStatement statement, int first, Instant time, @Nullable BestHour bestHour)
            throws SQLException {
        var next = first;
        statement.setObject(next++, time);
        if (bestHour != null) {
            statement.setInt(next++, bestHour.from().getHour());
            statement.setInt(next++, bestHour.minuteOfDay());
            statement.setLong(next++, bestHour.latest().toMinutes());
            statement.setInt(next++, bestHour.minuteOfDay());
        }
        return next;
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
