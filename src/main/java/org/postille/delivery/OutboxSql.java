package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** Set-based statements on the outbox. */
@ApplicationScoped
class OutboxSql {

    private static final int LONGEST_REPLY = 500;

    private final DataSource database;

    OutboxSql(DataSource database) {
        this.database = database;
    }

    /** A message to be planned for one customer. */
    record Planned(
            long campaign,
            String occasion,
            String name,
            long customer,
            @Nullable String purpose,
            MessageState state,
            Instant dueAt,
            @Nullable String facts,
            @Nullable String reply) {}

    /** Plans messages; one that was planned before (unique key message_once) stays as it is. */
    void plan(List<Planned> messages, Instant now) {
        if (messages.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert ignore into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, facts,
                                                planned_at, settled_at, reply)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                for (var message : messages) {
                    statement.setLong(1, message.campaign());
                    statement.setString(2, message.occasion());
                    statement.setString(3, message.name());
                    statement.setLong(4, message.customer());
                    statement.setString(5, message.purpose());
                    statement.setString(6, message.state().code());
                    statement.setObject(7, message.dueAt());
                    statement.setString(8, message.facts());
                    statement.setObject(9, now);
                    statement.setObject(10, message.state().isFinal() ? now : null);
                    statement.setString(11, cut(message.reply()));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return messages.size();
        });
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
            @Nullable String facts,
            Instant plannedAt) {}

    /**
     * Takes messages whose time has come, as one short transaction; index message_due finds them, and rows that another node
     * is taking at this moment are passed over.
     */
    List<Claimed> claim(String owner, Instant now, Instant leaseUntil, int most) {
        return Sql.inTransaction(database, connection -> {
            var claimed = new ArrayList<Claimed>();
            // One range of the index a state: with an IN list the order would cost a sort of everything that is due.
            for (var state : List.of(MessageState.PLANNED, MessageState.DEFERRED)) {
                if (claimed.size() < most) {
                    try (var statement = connection.prepareStatement("""
                            select id, campaign_id, occasion, name, customer_id, purpose, attempts, facts, planned_at
                            from message where state = ? and due_at <= ? order by due_at limit ?
                            for update skip locked""")) {
                        statement.setString(1, state.code());
                        statement.setObject(2, now);
                        statement.setInt(3, most - claimed.size());
                        read(statement, claimed);
                    }
                }
            }
            if (!claimed.isEmpty()) {
                try (var statement =
                        connection.prepareStatement("update message set state = ?, owner = ?, lease_until = ?"
                                + " where id in (" + Sql.marks(claimed.size()) + ")")) {
                    statement.setString(1, MessageState.CLAIMED.code());
                    statement.setString(2, owner);
                    statement.setObject(3, leaseUntil);
                    var index = 4;
                    for (var message : claimed) {
                        statement.setLong(index++, message.id());
                    }
                    statement.executeUpdate();
                }
            }
            return claimed;
        });
    }

    private static void read(java.sql.PreparedStatement statement, List<Claimed> claimed) throws SQLException {
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
                        rows.getString("facts"),
                        Sql.instant(rows, "planned_at")));
            }
        }
    }

    /**
     * Marks messages as possibly with the relay, just before the first byte leaves. Only those that this node still holds: one
     * whose lease was lost is somebody else's by now.
     *
     * @return those that may be sent
     */
    Set<Long> handOver(String owner, Collection<Long> ids, Instant leaseUntil) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("update message set state = ?, lease_until = ?,"
                    + " attempts = attempts + 1 where owner = ? and state = ? and id in (" + Sql.marks(ids.size())
                    + ")")) {
                statement.setString(1, MessageState.HANDED_OVER.code());
                statement.setObject(2, leaseUntil);
                statement.setString(3, owner);
                statement.setString(4, MessageState.CLAIMED.code());
                var index = 5;
                for (var id : ids) {
                    statement.setLong(index++, id);
                }
                if (statement.executeUpdate() == ids.size()) {
                    return Set.copyOf(ids);
                }
            }
            try (var statement = connection.prepareStatement("select id from message where owner = ? and state = ?"
                    + " and id in (" + Sql.marks(ids.size()) + ")")) {
                statement.setString(1, owner);
                statement.setString(2, MessageState.HANDED_OVER.code());
                var index = 3;
                for (var id : ids) {
                    statement.setLong(index++, id);
                }
                var held = new java.util.HashSet<Long>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        held.add(rows.getLong(1));
                    }
                }
                return held;
            }
        });
    }

    /**
     * What became of a message.
     *
     * @param retryAt when to try again; only for DEFERRED
     */
    record Outcome(
            long id,
            MessageState state,
            @Nullable String reply,
            @Nullable Instant retryAt) {}

    /** Writes outcomes of messages that this node holds, where they may change so; by primary key. */
    void settle(String owner, Collection<Outcome> outcomes, Instant now) {
        if (outcomes.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update message set state = ?, reply = ?, due_at = coalesce(?, due_at), settled_at = ?, owner = null,
                                       lease_until = null
                    where id = ? and owner = ? and state = ?""")) {
                for (var outcome : outcomes) {
                    for (var held : List.of(MessageState.HANDED_OVER, MessageState.CLAIMED)) {
                        if (held.canBecome().contains(outcome.state())) {
                            statement.setString(1, outcome.state().code());
                            statement.setString(2, cut(outcome.reply()));
                            statement.setObject(3, outcome.retryAt());
                            statement.setObject(4, outcome.state().isFinal() ? now : null);
                            statement.setLong(5, outcome.id());
                            statement.setString(6, owner);
                            statement.setString(7, held.code());
                            statement.addBatch();
                        }
                    }
                }
                statement.executeBatch();
            }
            return outcomes.size();
        });
    }

    /**
     * Frees what dead nodes held: what had not left is planned again, what may have left is unknown. Index message_due finds
     * the few rows in these states.
     *
     * @return how many became unknown
     */
    int freeLost(Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update message set state = ?, owner = null, lease_until = null
                    where state = ? and lease_until < ?""")) {
                statement.setString(1, MessageState.PLANNED.code());
                statement.setString(2, MessageState.CLAIMED.code());
                statement.setObject(3, now);
                statement.executeUpdate();
            }
            try (var statement = connection.prepareStatement("""
                    update message set state = ?, settled_at = ?, owner = null, lease_until = null,
                      reply = 'the sending process ended before the relay''s answer was written'
                    where state = ? and lease_until < ?""")) {
                statement.setString(1, MessageState.UNKNOWN.code());
                statement.setObject(2, now);
                statement.setString(3, MessageState.HANDED_OVER.code());
                statement.setObject(4, now);
                return statement.executeUpdate();
            }
        });
    }

    /** What one node left behind when it ended; the demo, which is alone, need not wait for its own lease. */
    void endLeases(Instant now) {
        Sql.inTransaction(database, connection -> {
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
     * How many mails of a campaign customers were sent since then, this moment's hand-overs included. Index message_customer
     * makes it a look-up of a few rows a customer.
     */
    Map<Long, Integer> sentSince(long campaign, Collection<Long> customers, Instant since) {
        if (customers.isEmpty()) {
            return Map.of();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select customer_id, count(*) from message"
                    + " where campaign_id = ? and planned_at >= ? and state in (?, ?, ?)"
                    + " and customer_id in (" + Sql.marks(customers.size()) + ") group by customer_id")) {
                statement.setLong(1, campaign);
                statement.setObject(2, since);
                statement.setString(3, MessageState.HANDED_OVER.code());
                statement.setString(4, MessageState.ACCEPTED.code());
                statement.setString(5, MessageState.UNKNOWN.code());
                var index = 6;
                for (var customer : customers) {
                    statement.setLong(index++, customer);
                }
                var sent = new HashMap<Long, Integer>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sent.put(rows.getLong(1), rows.getInt(2));
                    }
                }
                return sent;
            }
        });
    }

    /** Messages of one customer, newest first; index message_customer. */
    List<MessageResource.Entry> ofCustomer(long customer, int most) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select message.id, campaign.name as campaign, message.name, occasion, state, planned_at, due_at,
                           settled_at, attempts, reply
                    from message join campaign on campaign.id = campaign_id
                    where customer_id = ? order by planned_at desc, message.id desc limit ?""")) {
                statement.setLong(1, customer);
                statement.setInt(2, most);
                var entries = new ArrayList<MessageResource.Entry>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        entries.add(new MessageResource.Entry(
                                rows.getString("campaign"),
                                rows.getString("name"),
                                rows.getString("occasion"),
                                rows.getString("state"),
                                Sql.instant(rows, "planned_at"),
                                Sql.instant(rows, "due_at"),
                                Sql.instantOrNull(rows, "settled_at"),
                                rows.getInt("attempts"),
                                rows.getString("reply")));
                    }
                }
                return entries;
            }
        });
    }

    /** Messages by campaign and state; a scan of the outbox, for summaries. */
    List<Outbox.Count> counts() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                            select campaign.name, state, if(state = 'suppressed', reply, null) as rule, count(*),
                                   count(distinct customer_id)
                            from message join campaign on campaign.id = campaign_id
                            group by campaign.name, state, rule order by campaign.name, state, rule""");
                    var rows = statement.executeQuery()) {
                var counts = new ArrayList<Outbox.Count>();
                while (rows.next()) {
                    counts.add(new Outbox.Count(
                            rows.getString(1),
                            MessageState.of(rows.getString(2)),
                            rows.getString(3),
                            rows.getInt(4),
                            rows.getInt(5)));
                }
                return counts;
            }
        });
    }

    private static @Nullable String cut(@Nullable String reply) {
        return reply == null || reply.length() <= LONGEST_REPLY ? reply : reply.substring(0, LONGEST_REPLY);
    }
}
