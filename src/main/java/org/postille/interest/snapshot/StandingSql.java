package org.postille.interest.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** The one row that says which snapshot answers and whose turn it is to train; always by its primary key. */
@ApplicationScoped
class StandingSql {

    private final DataSource database;

    StandingSql(DataSource database) {
        this.database = database;
    }

    Standing standing() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                            "select snapshot_id, tried_at, tried_event, refusal from interest_standing where id = 1");
                    var row = statement.executeQuery()) {
                return row.next()
                        ? new Standing(
                                row.getLong(1),
                                Sql.instantOrNull(row, "tried_at"),
                                row.getLong(3),
                                Optional.ofNullable(row.getString(4)))
                        : Standing.NONE;
            }
        });
    }

    /** Takes the turn where nobody has it, or who had it has not been heard of until now. */
    boolean take(String owner, Instant now, Instant until) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("insert ignore into interest_standing (id) values (1)")) {
                return statement.executeUpdate();
            }
        });
        return update(
                        "update interest_standing set owner = ?, owned_since = ?, owned_until = ?"
                                + " where id = 1 and (owner is null or owned_until < ?)",
                        owner,
                        now,
                        until,
                        now)
                > 0;
    }

    /**
     * Who has the turn.
     *
     * @param since null where a node of an older version took it
     * @param until then it is free, unless the owner gives another sign of life
     */
    record Owner(String name, @Nullable Instant since, Instant until) {}

    /** Who has the turn, if anybody. */
    Optional<Owner> owner(Instant now) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select owner, owned_since, owned_until"
                    + " from interest_standing where id = 1 and owner is not null and owned_until >= ?")) {
                statement.setObject(1, now);
                try (var row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Owner(
                                    row.getString(1),
                                    Sql.instantOrNull(row, "owned_since"),
                                    Sql.instant(row, "owned_until")))
                            : Optional.empty();
                }
            }
        });
    }

    boolean renew(String owner, Instant until) {
        return update("update interest_standing set owned_until = ? where id = 1 and owner = ?", until, owner) > 0;
    }

    void end(String owner) {
        update(
                "update interest_standing set owner = null, owned_since = null, owned_until = null where id = 1 and owner = ?",
                owner);
    }

    /** @return whether the owner still had the turn; otherwise nothing is changed */
    boolean publish(String owner, Snapshot snapshot, Instant now) {
        return Sql.inTransaction(database, connection -> {
            var had = update(
                            connection,
                            "update interest_standing set snapshot_id = ?, tried_at = ?, tried_event = ?,"
                                    + " refusal = null where id = 1 and owner = ?",
                            snapshot.id(),
                            now,
                            snapshot.origin().lastEvent(),
                            owner)
                    > 0;
            return had
                    && update(
                                    connection,
                                    "update interest_snapshot set chunks = ?, bytes = ? where id = ?",
                                    snapshot.chunks(),
                                    snapshot.bytes(),
                                    snapshot.id())
                            > 0;
        });
    }

    void refuse(String owner, String why, long lastEvent, Instant now) {
        update(
                "update interest_standing set tried_at = ?, tried_event = ?, refusal = ? where id = 1 and owner = ?",
                now,
                lastEvent,
                why,
                owner);
    }

    private int update(String sql, Object... values) {
        return Sql.with(database, connection -> update(connection, sql, values));
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
