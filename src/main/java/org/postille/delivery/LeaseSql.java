package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** The leases that nodes hold on messages, and what becomes of a message when its lease is given up or has run out. */
@ApplicationScoped
class LeaseSql {

    private static final int RELEASED_AT_ONCE = 5_000;

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
                                + without + " limit " + RELEASED_AT_ONCE)) {
                    statement.setString(1, MessageState.PLANNED.code());
                    statement.setObject(2, now);
                    statement.setString(3, MessageState.HELD.code());
                    Sql.bind(statement, 4, paused);
                    return statement.executeUpdate();
                }
            });
        } while (released == RELEASED_AT_ONCE);
    }
}
