package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** Set-based statements on the outbox. */
@ApplicationScoped
class OutboxSql {

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
            Instant expiresAt,
            @Nullable String facts,
            @Nullable String reply) {}

    /** Plans messages that events set off; one that was planned before (unique key message_once) stays as it is. */
    void plan(List<Planned> messages, Instant now) {
        if (messages.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert ignore into message (campaign_id, occasion, name, customer_id, purpose, state, due_at, expires_at,
                                                facts, planned_at, settled_at, reply)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                for (var message : messages) {
                    statement.setLong(1, message.campaign());
                    statement.setString(2, message.occasion());
                    statement.setString(3, message.name());
                    statement.setLong(4, message.customer());
                    statement.setString(5, message.purpose());
                    statement.setString(6, message.state().code());
                    statement.setObject(7, message.dueAt());
                    statement.setObject(8, message.expiresAt());
                    statement.setString(9, message.facts());
                    statement.setObject(10, now);
                    statement.setObject(11, message.state().isFinal() ? now : null);
                    statement.setString(12, LedgerSql.cut(message.reply(), LedgerSql.LONGEST_REPLY));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            return messages.size();
        });
    }

    /**
     * How many mails of a campaign customers were sent since then, this moment's hand-overs included. Index message_customer
     * makes it a look-up of a few rows a customer.
     *
     * @param before messages that are claimed count if they were planned before this one: of two that are taken up at the same
     *     time, the later gives way, and not each to the other
     */
    Map<Long, Integer> sentSince(long campaign, Collection<Long> customers, Instant since, long before) {
        if (customers.isEmpty()) {
            return Map.of();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select customer_id, count(*) from message"
                    + " where campaign_id = ? and planned_at >= ?"
                    + " and (state in (?, ?, ?) or doubts > 0 and state <> ? or state = ? and id < ?)"
                    + " and customer_id in (" + Sql.marks(customers.size()) + ") group by customer_id")) {
                statement.setLong(1, campaign);
                statement.setObject(2, since);
                statement.setString(3, MessageState.HANDED_OVER.code());
                statement.setString(4, MessageState.ACCEPTED.code());
                statement.setString(5, MessageState.UNKNOWN.code());
                statement.setString(6, MessageState.CLAIMED.code());
                statement.setString(7, MessageState.CLAIMED.code());
                statement.setLong(8, before);
                Sql.bind(statement, 9, customers);
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

    /** Messages of one customer, newest first; index message_customer, and bounce_message for what came back. */
    List<MessageResource.Entry> ofCustomer(long customer, int most) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select message.id, campaign.name as campaign, message.name, occasion, state, planned_at, due_at,
                           expires_at, settled_at, attempts, doubts, reply, queue_id,
                           (select concat(b.kind, ': ', b.reason, coalesce(concat(' ', b.status), '')) from bounce b
                            where b.message_id = message.id order by b.received_at desc limit 1) as bounced
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
                                Sql.instant(rows, "expires_at"),
                                Sql.instantOrNull(rows, "settled_at"),
                                rows.getInt("attempts"),
                                rows.getInt("doubts"),
                                rows.getString("reply"),
                                rows.getString("queue_id"),
                                rows.getString("bounced")));
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
}
