package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** The leases that nodes hold on messages, and what becomes of a message when its lease is given up or has run out. */
@ApplicationScoped
class LeaseSql {

    private static final int AT_ONCE = 5_000;

    private final DataSource database;

    LeaseSql(DataSource database) {
        this.database = database;
    }

    /** Says that this node is alive and still at work on these; by primary key. */
    void renew(String owner, Collection<Long> ids, Instant leaseUntil) {
        if (ids.isEmpty()) {
            return;
        }
        LedgerSql.transaction(database, connection -> {
            try (var statement =
                    connection.prepareStatement("update message set lease_until = ? where owner = ? and state in (?, ?)"
                            + " and id in (" + Sql.marks(ids.size()) + ")")) {
                statement.setObject(1, leaseUntil);
                statement.setString(2, owner);
                statement.setString(3, MessageState.CLAIMED.code());
                statement.setString(4, MessageState.HANDED_OVER.code());
                Sql.bind(statement, 5, ids);
                return statement.executeUpdate();
            }
        });
    }

    /** Gives up what this node had claimed, for anybody to take again: nothing has left. By primary key. */
    void giveBack(String owner, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        LedgerSql.transaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update message set state = ?, owner = null, lease_until = null where owner = ? and state = ?"
                            + " and id in (" + Sql.marks(ids.size()) + ")")) {
                statement.setString(1, MessageState.PLANNED.code());
                statement.setString(2, owner);
                statement.setString(3, MessageState.CLAIMED.code());
                Sql.bind(statement, 4, ids);
                return statement.executeUpdate();
            }
        });
    }

    /** Gives up all that this node had claimed when a run of it failed; index message_due finds the few rows in this state. */
    void giveBackAll(String owner) {
        LedgerSql.transaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update message set state = ?, owner = null, lease_until = null where state = ? and owner = ?")) {
                statement.setString(1, MessageState.PLANNED.code());
                statement.setString(2, MessageState.CLAIMED.code());
                statement.setString(3, owner);
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Frees what dead nodes held. What had not left is planned again. What may have left follows its campaign: it is tried again
     * at once, or it stays unknown; the owner stays written, in case it was only taken for dead and brings the answer. Index
     * message_due finds the few rows in these states.
     *
     * @param resend campaigns that say so
     * @return how many may have left
     */
    int freeLost(Collection<Long> resend, Instant now) {
        return LedgerSql.transaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update message set state = ?, owner = null, lease_until = null
                    where state = ? and lease_until < ?""")) {
                statement.setString(1, MessageState.PLANNED.code());
                statement.setString(2, MessageState.CLAIMED.code());
                statement.setObject(3, now);
                statement.executeUpdate();
            }
            var again = 0;
            if (!resend.isEmpty()) {
                try (var statement = connection.prepareStatement("""
                        update message set state = ?, doubts = doubts + 1, due_at = ?, lease_until = null,
                          reply = 'the sending process ended before the relay''s answer was written; sent again'
                        where state = ? and lease_until < ? and doubts < ? and campaign_id in (""" + Sql.marks(resend.size()) + ")")) {
                    statement.setString(1, MessageState.DEFERRED.code());
                    statement.setObject(2, now);
                    statement.setString(3, MessageState.HANDED_OVER.code());
                    statement.setObject(4, now);
                    statement.setInt(5, LedgerSql.MOST_DOUBTS);
                    Sql.bind(statement, 6, resend);
                    again = statement.executeUpdate();
                }
            }
            try (var statement = connection.prepareStatement("""
                    update message set state = ?, doubts = doubts + 1, settled_at = ?, lease_until = null,
                      reply = 'the sending process ended before the relay''s answer was written'
                    where state = ? and lease_until < ?""")) {
                statement.setString(1, MessageState.UNKNOWN.code());
                statement.setObject(2, now);
                statement.setString(3, MessageState.HANDED_OVER.code());
                statement.setObject(4, now);
                return again + statement.executeUpdate();
            }
        });
    }

    /**
     * Gives up what has expired before anybody could send it; in portions, each a transaction of its own. Index message_due has
     * both times: it is read once for all that is due, and no row beside those that have expired.
     *
     * @return how many
     */
    int expire(Instant now) {
        var all = 0;
        for (var state : List.of(MessageState.PLANNED, MessageState.DEFERRED, MessageState.HELD)) {
            int late;
            do {
                late = LedgerSql.transaction(database, connection -> {
                    var ids = new ArrayList<Long>();
                    try (var statement = connection.prepareStatement("select id from message where state = ?"
                            + " and bulk in (false, true) and due_at <= ? and expires_at <= ? limit " + AT_ONCE)) {
                        statement.setString(1, state.code());
                        statement.setObject(2, now);
                        statement.setObject(3, now);
                        try (var rows = statement.executeQuery()) {
                            while (rows.next()) {
                                ids.add(rows.getLong(1));
                            }
                        }
                    }
                    return ids.isEmpty() ? 0 : expire(connection, state, ids, now);
                });
                all += late;
            } while (late == AT_ONCE);
        }
        return all;
    }

    /** By primary key; what was in doubt before stays so. */
    private static int expire(Connection connection, MessageState state, List<Long> ids, Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                update message set state = if(doubts > 0, ?, ?), settled_at = ?, owner = null, lease_until = null,
                  reply = if(doubts > 0, 'an attempt may have reached the relay; expired before another',
                    concat('not wanted any more after ', date_format(expires_at, '%Y-%m-%dT%H:%i:%sZ')))
                where state = ? and id in (""" + Sql.marks(ids.size()) + ")")) {
            statement.setString(1, MessageState.UNKNOWN.code());
            statement.setString(2, MessageState.EXPIRED.code());
            statement.setObject(3, now);
            statement.setString(4, state.code());
            Sql.bind(statement, 5, ids);
            return statement.executeUpdate();
        }
    }

    /** What one node left behind when it ended; the demo, which is alone, need not wait for its own lease. */
    void endLeases(Instant now) {
        LedgerSql.transaction(database, connection -> {
            try (var statement =
                    connection.prepareStatement("update message set lease_until = ? where state in (?, ?)")) {
                statement.setObject(1, now.minusSeconds(1));
                statement.setString(2, MessageState.CLAIMED.code());
                statement.setString(3, MessageState.HANDED_OVER.code());
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Plans the messages of campaigns anew that are not paused any more; those that were refused go last. Index message_due finds what is held; in portions, each
     * a transaction of its own.
     *
     * @param paused campaigns that are paused still
     */
    void release(Collection<Long> paused, Instant now) {
        var without = paused.isEmpty() ? "" : " and campaign_id not in (" + Sql.marks(paused.size()) + ")";
        int released;
        do {
            released = LedgerSql.transaction(database, connection -> {
                try (var statement = connection.prepareStatement(
                        "update message set state = ?, due_at = ? + interval if(attempts > 0, 60, 0) second where state = ?"
                                + without + " limit " + AT_ONCE)) {
                    statement.setString(1, MessageState.PLANNED.code());
                    statement.setObject(2, now);
                    statement.setString(3, MessageState.HELD.code());
                    Sql.bind(statement, 4, paused);
                    return statement.executeUpdate();
                }
            });
        } while (released == AT_ONCE);
    }
}
