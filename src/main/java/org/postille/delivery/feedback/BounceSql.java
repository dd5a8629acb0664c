package org.postille.delivery.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** Statements on what came back. */
@ApplicationScoped
class BounceSql {

    private static final int LONGEST_DIAGNOSTIC = 1_000;
    private static final int LONGEST_STATUS = 12;

    private static final String ENTRIES = """
            select b.kind, b.reason, b.status, b.diagnostic, b.source, b.reported_at, b.received_at, c.customer_key,
                   campaign.name as campaign, m.name as message
            from bounce b left join customer c on c.id = b.customer_id
            left join message m on m.id = b.message_id left join campaign on campaign.id = m.campaign_id
            """;

    private final DataSource database;

    BounceSql(DataSource database) {
        this.database = database;
    }

    /**
     * A mail of ours and who has it.
     *
     * @param email    the customer's address of today
     * @param purpose  null for mail that no consent was needed for
     */
    record Sent(
            long message,
            long customer,
            String email,
            @Nullable String purpose) {}

    /** By primary key. */
    Optional<Sent> sent(long message) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select m.id, m.customer_id, c.email, m.purpose from message m join customer c on c.id = m.customer_id
                    where m.id = ?""")) {
                statement.setLong(1, message);
                try (var rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(
                                    new Sent(rows.getLong(1), rows.getLong(2), rows.getString(3), rows.getString(4)))
                            : Optional.empty();
                }
            }
        });
    }

    /**
     * What is kept of a report.
     *
     * @param sent    null where no mail of ours could be told from it
     * @param current whether it is about the address that the customer has now
     */
    record Entry(
            String key,
            @Nullable Sent sent,
            boolean current,
            BounceKind kind,
            String reason,
            @Nullable String status,
            String diagnostic,
            Bounces.Source source,
            @Nullable Instant reportedAt) {}

    /** @return whether it was not there yet */
    boolean record(Entry entry, Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert ignore into bounce (dedupe_key, message_id, customer_id, address, kind, reason, status, diagnostic,
                                        source, reported_at, received_at)
                    select ?, ?, ?, if(?, (select unhex(sha2(lower(email), 256)) from customer where id = ?), null),
                           ?, ?, ?, ?, ?, ?, ?""")) {
                statement.setString(1, entry.key());
                statement.setObject(
                        2, entry.sent() == null ? null : entry.sent().message());
                statement.setObject(
                        3, entry.sent() == null ? null : entry.sent().customer());
                statement.setBoolean(4, entry.current());
                statement.setObject(
                        5, entry.sent() == null ? null : entry.sent().customer());
                statement.setString(6, entry.kind().code());
                statement.setString(7, entry.reason());
                statement.setString(8, cut(entry.status(), LONGEST_STATUS));
                statement.setString(9, cut(entry.diagnostic(), LONGEST_DIAGNOSTIC));
                statement.setString(10, entry.source().code());
                statement.setObject(11, entry.reportedAt());
                statement.setObject(12, now);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /**
     * How many mails to the customer's address of today bounced softly since then, and since a suppression was last lifted.
     * Index bounce_customer finds them.
     */
    int soft(long customer, Instant since) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select count(distinct b.message_id) from bounce b join customer c on c.id = b.customer_id
                    where b.customer_id = ? and b.kind = 'soft' and b.received_at > ?
                      and b.address = unhex(sha2(lower(c.email), 256))
                      and not exists (select 1 from suppression s
                                      where s.customer_id = b.customer_id and s.lifted_at >= b.received_at)""")) {
                statement.setLong(1, customer);
                statement.setObject(2, since);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        });
    }

    /** Removes some of what is of no mail of ours and older than that, so that nobody can fill the table. */
    int forget(Instant before) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "delete from bounce where message_id is null and received_at < ? order by received_at limit 100")) {
                statement.setObject(1, before);
                return statement.executeUpdate();
            }
        });
    }

    /** Of one customer, the newest first; index bounce_customer. */
    List<BounceResource.Entry> ofCustomer(long customer, int most) {
        return entries(ENTRIES + " where b.customer_id = ? order by b.received_at desc, b.id desc limit ?", it -> {
            it.setLong(1, customer);
            it.setInt(2, most);
        });
    }

    /** The newest of all, or of those that name no mail of ours; index bounce_received. */
    List<BounceResource.Entry> newest(boolean unmatched, int most) {
        return entries(
                ENTRIES + (unmatched ? " where b.message_id is null" : "")
                        + " order by b.received_at desc, b.id desc limit ?",
                it -> it.setInt(1, most));
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private List<BounceResource.Entry> entries(String query, Binding binding) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(query)) {
                binding.to(statement);
                var entries = new ArrayList<BounceResource.Entry>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        entries.add(entry(rows));
                    }
                }
                return entries;
            }
        });
    }

    private static BounceResource.Entry entry(ResultSet rows) throws SQLException {
        return new BounceResource.Entry(
                rows.getString("customer_key"),
                rows.getString("campaign"),
                rows.getString("message"),
                rows.getString("kind"),
                rows.getString("reason"),
                rows.getString("status"),
                rows.getString("diagnostic"),
                rows.getString("source"),
                Sql.instantOrNull(rows, "reported_at"),
                Sql.instant(rows, "received_at"));
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
