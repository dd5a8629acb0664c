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
 * How a message moves through the states while nodes send: claimed, handed over, settled. What a node writes counts only while it is
 * the owner.
 */
@ApplicationScoped
class LedgerSql {

    static final int LONGEST_REPLY = 500;
    private static final int LONGEST_QUEUE_ID = 80;
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
            boolean bulk,
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
        return transaction(database, connection -> {
            var claimed = new ArrayList<Claimed>();
            try (var statement = connection.prepareStatement("""
                    select id, campaign_id, occasion, name, customer_id, purpose, bulk, attempts, doubts, facts, planned_at, expires_at
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
                        rows.getBoolean("bulk"),
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
     * @param offered false if it did not come to the attempt that was counted
     */
    record Outcome(
            long id,
            MessageState state,
            @Nullable String reply,
            @Nullable Instant retryAt,
            @Nullable String queueId,
            boolean doubtful,
            boolean offered) {

        Outcome(long id, MessageState state, @Nullable String reply, @Nullable Instant retryAt) {
            this(id, state, reply, retryAt, null, false, true);
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
        return transaction(database, connection -> {
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
                            + " doubts = doubts + ?, attempts = attempts - ?, settled_at = ?, owner = null, lease_until = null"
                            + " where id = ? and owner = ? and state in (" + Sql.marks(before.size()) + ")")) {
                for (var outcome : group.getValue()) {
                    statement.setString(1, outcome.state.code());
                    statement.setString(2, cut(outcome.reply, LONGEST_REPLY));
                    statement.setObject(3, outcome.retryAt);
                    statement.setString(4, cut(outcome.queueId, LONGEST_QUEUE_ID));
                    statement.setInt(5, outcome.doubtful ? 1 : 0);
                    statement.setInt(6, outcome.offered ? 0 : 1);
                    statement.setObject(7, outcome.state.isFinal() ? now : null);
                    statement.setLong(8, outcome.id);
                    statement.setString(9, owner);
                    Sql.bind(
                            statement,
                            10,
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

    /** A transaction of its own, done again where nodes stood in each other's way. */
    static <T> T transaction(DataSource database, Sql.Work<T> work) {
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
