package org.postille.base;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The few lines around plain JDBC that every {@code *Sql} class needs. */
public final class Sql {

    private Sql() {}

    /** Work on a connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A statement failed for a reason that the caller cannot mend. */
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Runs the work on a connection of the pool; within a transaction of the caller, it joins it. */
    public static <T> T with(DataSource database, Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /** Runs the work as one transaction: the caller's where there is one, else one of its own. */
    public static <T> T inTransaction(DataSource database, Work<T> work) {
        return io.quarkus.narayana.jta.QuarkusTransaction.joiningExisting().call(() -> with(database, work));
    }

    /** Whether the database ended this work because it and another stood in each other's way: doing it again may succeed. */
    public static boolean isDeadlock(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "40001".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database itself could not be reached, so that nothing can be done before somebody mends that, or it comes back. */
    public static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException sql
                            && (sql.getSQLState() == null || sql.getSQLState().startsWith("08")))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the database is behind this failure, away or full or busy: what was to be written may well be written later.
     */
    public static boolean isOfTheDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    /** {@code ?,?,?} for an IN list. */
    public static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }

    /** Binds the values from the first parameter on. */
    public static void bind(PreparedStatement statement, Collection<?> values) throws SQLException {
        bind(statement, 1, values);
    }

    /** Binds the values from that parameter on, counted from 1. */
    public static void bind(PreparedStatement statement, int first, Collection<?> values) throws SQLException {
        var index = first;
        for (var value : values) {
            statement.setObject(index++, value);
        }
    }

    /** A point in time that the column must have. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
