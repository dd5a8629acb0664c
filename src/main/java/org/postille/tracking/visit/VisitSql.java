package org.postille.tracking.visit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;
import org.postille.tracking.visit.Bursts.Seen;

/** The tables of visits: single ones of readers who consent, counts of all. */
@ApplicationScoped
class VisitSql {

    private static final int DELETED_AT_ONCE = 1_000;

    private final DataSource database;

    VisitSql(DataSource database) {
        this.database = database;
    }

    /** What is counted together. */
    record Count(LocalDate day, long campaign, String name, String kind, String place, VisitClass visitor) {}

    /** Many rows in one statement. Ignored is what an erasure or a withdrawal a moment ago leaves without a customer. */
    void insert(List<Visits.Visit> visits) {
        if (visits.isEmpty()) {
            return;
        }
        Sql.with(database, connection -> {
            try (var statement =
                    connection.prepareStatement("insert ignore into visit (message_id, customer_id, kind, place,"
                            + " at, class, rule, method, agent, network, referred, speaks, mangled, delay_ms) values "
                            + String.join(
                                    ", ",
                                    Collections.nCopies(
                                            visits.size(), "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")))) {
                var values = new ArrayList<@Nullable Object>();
                for (var it : visits) {
                    var request = it.request();
                    var delay = it.sent().delivered(it.at());
                    values.add(it.sent().message());
                    values.add(it.sent().customer());
                    values.add(request.kind().code());
                    values.add(it.place());
                    values.add(it.at());
                    values.add(it.judgement().visitor().code());
                    values.add(it.judgement().rule().code());
                    values.add(request.method());
                    values.add(request.agent());
                    values.add(request.network());
                    values.add(request.referred());
                    values.add(request.speaks());
                    values.add(request.mangled());
                    values.add(delay == null ? null : delay.toMillis());
                }
                Sql.bind(statement, values);
                return statement.executeUpdate();
            }
        });
    }

    /** A visit of a mail with whom it is counted under. */
    record Recent(long message, long customer, long campaign, String name, Seen seen) {}

    /** The visits of these mails since then, in the order of time; by index visit_message and the primary key of message. */
    List<Recent> since(Collection<Long> messages, Instant since) {
        if (messages.isEmpty()) {
            return List.of();
        }
        return Sql.with(database, connection -> {
            try (var statement =
                    connection.prepareStatement("""
                    select v.id, v.message_id, v.customer_id, m.campaign_id, m.name, v.kind, v.place, v.at, v.class, v.rule,
                           v.network, v.agent
                    from visit v join message m on m.id = v.message_id
                    where v.at >= ? and v.message_id in (""" + Sql.marks(messages.size()) + ") order by v.at, v.id")) {
                statement.setObject(1, since);
                Sql.bind(statement, 2, messages);
                try (var row = statement.executeQuery()) {
                    var found = new ArrayList<Recent>();
                    while (row.next()) {
                        found.add(recent(row));
                    }
                    return found;
                }
            }
        });
    }

    private static Recent recent(ResultSet row) throws SQLException {
        return new Recent(
                row.getLong("message_id"),
                row.getLong("customer_id"),
                row.getLong("campaign_id"),
                row.getString("name"),
                new Seen(
                        row.getLong("id"),
                        Request.Kind.of(row.getString("kind")),
                        row.getString("place"),
                        Sql.instant(row, "at"),
                        new Judgement(VisitClass.of(row.getString("class")), Rule.of(row.getString("rule"))),
                        row.getString("network"),
                        Request.Platform.of(row.getString("agent"))));
    }

    /** Visits that turn out to be somebody else's, and what they taught; by primary keys. */
    void judge(Map<Recent, Judgement> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("update visit set class = ?, rule = ? where id = ?")) {
                for (var it : changed.entrySet()) {
                    statement.setString(1, it.getValue().visitor().code());
                    statement.setString(2, it.getValue().rule().code());
                    statement.setLong(3, it.getKey().seen().id());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            try (var statement = connection.prepareStatement("""
                    update slot_click set class = ? where message_id = ? and block = ? and slot = ? and clicked_at = ?""")) {
                var clicks = 0;
                for (var it : changed.entrySet()) {
                    var seen = it.getKey().seen();
                    var slash = seen.place().lastIndexOf('/');
                    if (seen.kind() == Request.Kind.CLICK && slash >= 0) {
                        statement.setString(1, it.getValue().visitor().code());
                        statement.setLong(2, it.getKey().message());
                        statement.setString(3, seen.place().substring(0, slash));
                        statement.setInt(4, Integer.parseInt(seen.place().substring(slash + 1)));
                        statement.setObject(5, seen.at());
                        statement.addBatch();
                        clicks++;
                    }
                }
                if (clicks > 0) {
                    statement.executeBatch();
                }
            }
            return changed.size();
        });
    }

    /** Adds to the counts; by primary key. Always in the same order, so that nodes do not stand in each other's way. */
    void count(Map<Count, Integer> counts) {
        if (counts.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into visit_count (day, campaign_id, name, kind, place, class, visits) values (?, ?, ?, ?, ?, ?, ?)
                    on duplicate key update visits = visits + values(visits)""")) {
                var sorted = counts.entrySet().stream()
                        .filter(it -> it.getValue() != 0)
                        .sorted(java.util.Comparator.comparing(it -> it.getKey().toString()))
                        .toList();
                for (var it : sorted) {
                    Sql.bind(
                            statement,
                            List.of(
                                    it.getKey().day(),
                                    it.getKey().campaign(),
                                    it.getKey().name(),
                                    it.getKey().kind(),
                                    it.getKey().place(),
                                    it.getKey().visitor().code(),
                                    it.getValue()));
                    statement.addBatch();
                }
                if (!sorted.isEmpty()) {
                    statement.executeBatch();
                }
            }
            return counts.size();
        });
    }

    /** The last click of a customer in that time that was not taken for a person's and may have been; by index visit_customer. */
    Optional<Recent> lastDoubted(long customer, Instant from, Instant to) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select v.id, v.message_id, v.customer_id, m.campaign_id, m.name, v.kind, v.place, v.at, v.class, v.rule,
                           v.network, v.agent
                    from visit v join message m on m.id = v.message_id
                    where v.customer_id = ? and v.at between ? and ? and v.kind in ('click', 'link')
                      and v.class in ('unknown', 'scanner') and v.rule in ('R0', 'R4', 'R5', 'R6', 'R9', 'R9d')
                    order by v.at desc, v.id desc limit 1""")) {
                Sql.bind(statement, List.of(customer, from, to));
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(recent(row)) : Optional.empty();
                }
            }
        });
    }

    /** All of one customer; by index visit_customer. */
    void forget(long customer) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("delete from visit where customer_id = ?")) {
                statement.setLong(1, customer);
                return statement.executeUpdate();
            }
        });
    }

    /** What is older, a part at a time; by index visit_at. @return how many went */
    int forget(Instant before) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "delete from visit where at < ? order by at limit " + DELETED_AT_ONCE)) {
                statement.setObject(1, before);
                return statement.executeUpdate();
            }
        });
    }
}
