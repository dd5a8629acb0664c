package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/**
 * How a message moves through the states while nodes send: claimed, handed over, settled; and back where a node died or gave
 * it up. What a node writes counts only while it is the owner.
 */
@ApplicationScoped
class LedgerSql {

    static final int LONGEST_REPLY = 500;
    private static final int LONGEST_QUEUE_ID = 80;
    private static final int RELEASED_AT_ONCE = 5_000;
    private static final int TRIES = 5;

    /** After so many times a mail of a campaign that says {@code resend} is left alone: a relay that always cuts the line. */
    static final int MOST_DOUBTS = 5;

    private final DataSource database;

    LedgerSql(DataSource database) {
        this.database = database;
    }

    /** A message that this node holds the lease on. */
    record Claimed(
            long id,
            long campaign,
            String occasion,
            String name,
            long customer,
            @Nullable String purpose,
            int attempts,
            int doubts,
            @Nullable String facts,
            Instant plannedAt,
            Instant expiresAt) {}

    /** One range of the index: with an IN list the order would cost a sort of everything that is due. */
    private record Range(MessageState state, boolean bulk) {}

    /** In this order: what an event set off overtakes a newsletter, and what was deferred goes before what is new. */
    private static final List<Range> RANGES = List.of(
            new Range(MessageState.DEFERRED, false),
            new Range(MessageState.PLANNED, false),
            new Range(MessageState.DEFERRED, true),
            new Range(MessageState.PLANNED, true),
            // Due when they expire.
            new Range(MessageState.HELD, false),
            new Range(MessageState.HELD, true));

    /**
     * Takes messages whose time has come, as one short transaction; index message_due finds them, and rows that another node
     * is taking at this moment are passed over.
     */
    List<Claimed> claim(String owner, Instant now, Instant leaseUntil, int most) {
        return transaction(connection -> {
            var claimed = new ArrayList<Claimed>();
            try (var statement = connection.prepareStatement("""
                    select id, campaign_id, occasion, name, customer_id, purpose, attempts, doubts, facts, planned_at, expires_at
                    from message where state = ? and bulk = ? and due_at <= ? order by due_at limit ?
                    for update skip locked""")) {
                for (var range : RANGES) {
                    if (claimed.size() < most) {
                        statement.setString(1, range.state.code());
                        statement.setBoolean(2, range.bulk);
                        statement.setObject(3, now);
                        statement.setInt(4, most - claimed.size());
                        read(statement, claimed);
                    }
                }
            }
            if (!claimed.isEmpty()) {
                try (var statement = connection.prepareStatement("update message set state = ?, owner = ?,"
                        + " lease_until = ? where id in (" + Sql.marks(claimed.size()) + ")")) {
                    statement.setString(1, MessageState.CLAIMED.code());
                    statement.setString(2, owner);
                    statement.setObject(3, leaseUntil);
                    Sql.bind(statement, 4, claimed.stream().map(Claimed::id).toList());
                    statement.executeUpdate();
                }
            }
            return claimed;
        });
    }

    private static void read(PreparedStatement statement, List<Claimed> claimed) throws SQLException {
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                claimed.add(new Claimed(
                        rows.getLong("id"),
                        rows.getLong("campaign_id"),
                        rows.getString("occasion"),
                        rows.getString("name"),
                        rows.getLong("customer_id"),
                        rows.getString("purpose"),
                        rows.getInt("attempts"),
                        rows.getInt("doubts"),
                        rows.getString("facts"),
                        Sql.instant(rows, "planned_at"),
                        Sql.instant(rows, "expires_at")));
            }
        }
    }

    /**
     * What became of a message.
     *
     * @param retryAt when to look again; null for a final state
     * @param queueId under which the relay took it, where it said so
     * @param doubtful the relay may have taken it, as far as anybody knows
     */
    record Outcome(
            long id,
            MessageState state,
            @Nullable String reply,
            @Nullable Instant retryAt,
            @Nullable String queueId,
            boolean doubtful) {

        Outcome(long id, MessageState state, @Nullable String reply, @Nullable Instant retryAt) {
            this(id, state, reply, retryAt, null, false);
        }
    }

    /**
     * One step of the ledger, as one transaction: writes the outcomes of messages that this node holds, where they may change
     * so, and marks others as possibly with the relay, just before their first byte leaves. By primary key.
     *
     * @return those that may be sent: one whose lease was lost is somebody else's by now
     */
    Set<Long> step(
            String owner, Collection<Outcome> outcomes, Collection<Long> handOver, Instant now, Instant leaseUntil) {
        if (outcomes.isEmpty() && handOver.isEmpty()) {
            return Set.of();
        }
        return transaction(connection -> {
            settle(connection, owner, outcomes, now);
            return handOver(connection, owner, handOver, leaseUntil);
        });
    }

    private static void settle(java.sql.Connection connection, String owner, Collection<Outcome> outcomes, Instant now)
            throws SQLException {
        var byState = outcomes.stream().collect(Collectors.groupingBy(Outcome::state));
        for (var group : byState.entrySet()) {
            var before = group.getKey().before();
            try (var statement = connection.prepareStatement(
                    "update message set state = ?, reply = ?, due_at = coalesce(?, due_at), queue_id = ?,"
                            + " doubts = doubts + ?, settled_at = ?, owner = null, lease_until = null"
                            + " where id = ? and owner = ? and state in (" + Sql.marks(before.size()) + ")")) {
                for (var outcome : group.getValue()) {
                    statement.setString(1, outcome.state.code());
                    statement.setString(2, cut(outcome.reply, LONGEST_REPLY));
                    statement.setObject(3, outcome.retryAt);
                    statement.setString(4, cut(outcome.queueId, LONGEST_QUEUE_ID));
                    statement.setInt(5, outcome.doubtful ? 1 : 0);
                    statement.setObject(6, outcome.state.isFinal() ? now : null);
                    statement.setLong(7, outcome.id);
                    statement.setString(8, owner);
                    Sql.bind(
                            statement,
                            9,
                            before.stream().map(MessageState::code).toList());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    private static Set<Long> handOver(
            java.sql.Connection connection, String owner, Collection<Long> ids, Instant leaseUntil)
            throws SQLException {
        if (ids.isEmpty()) {
            return Set.of();
        }
        try (var statement = connection.prepareStatement("update message set state = ?, lease_until = ?,"
                + " attempts = attempts + 1 where owner = ? and state = ? and id in (" + Sql.marks(ids.size()) + ")")) {
            statement.setString(1, MessageState.HANDED_OVER.code());
            statement.setObject(2, leaseUntil);
            statement.setString(3, owner);
            statement.setString(4, MessageState.CLAIMED.code());
            Sql.bind(statement, 5, ids);
            if (statement.executeUpdate() == ids.size()) {
                return Set.copyOf(ids);
            }
        }
        try (var statement = connection.prepareStatement("select id from message where owner = ? and state = ?"
                + " and id in (" + Sql.marks(ids.size()) + ")")) {
            statement.setString(1, owner);
            statement.setString(2, MessageState.HANDED_OVER.code());
            Sql.bind(statement, 3, ids);
            var held = new HashSet<Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getLong(1));
                }
            }
            return held;
        }
    }

    /** Says that this node is alive and still at work on these; by primary key. */
    void renew(String owner, Collection<Long> ids, Instant leaseUntil) {
        if (ids.isEmpty()) {
            return;
        }
        transaction(connection -> {
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
        transaction(connection -> {
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
        transaction(connection -> {
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
        return transaction(connection -> {
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
                    statement.setInt(5, MOST_DOUBTS);
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
        transaction(connection -> {
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
            released = transaction(connection -> {
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

    /** A transaction of its own, done again where nodes stood in each other's way. */
    private <T> T transaction(Sql.Work<T> work) {
        for (var tries = 1; ; tries++) {
            try {
                return Sql.inTransaction(database, work);
            } catch (RuntimeException e) {
                if (tries == TRIES || !Sql.isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
