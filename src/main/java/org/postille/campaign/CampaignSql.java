package org.postille.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;
import org.postille.event.EventKind;

/** Set-based statements on campaigns, their schedules and journeys. */
@ApplicationScoped
class CampaignSql {

    private final DataSource database;

    CampaignSql(DataSource database) {
        this.database = database;
    }

    /** The id of the campaign of that name; makes it known where it is new. By the unique key campaign_name. */
    long register(String name, String version, Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into campaign (name, version, loaded_at) values (?, ?, ?)
                    on duplicate key update loaded_at = if(version = values(version), loaded_at, values(loaded_at)),
                                            version = values(version)""")) {
                statement.setString(1, name);
                statement.setString(2, version);
                statement.setObject(3, now);
                statement.executeUpdate();
            }
            try (var statement = connection.prepareStatement("select id from campaign where name = ?")) {
                statement.setString(1, name);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /** Marks a campaign as paused, unless it is; by the unique key campaign_name. @return whether it was not */
    boolean pause(String name, String why, Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update campaign set paused_at = ?, paused_why = left(?, 500) where name = ? and paused_at is null")) {
                statement.setObject(1, now);
                statement.setString(2, why);
                statement.setString(3, name);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** Ends a pause. @return whether there was one */
    boolean resume(String name, Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update campaign set paused_at = null, paused_why = null, resumed_at = ?"
                            + " where name = ? and paused_at is not null")) {
                statement.setObject(1, now);
                statement.setString(2, name);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** The campaigns that are paused, by id; a scan of the few rows that campaigns are. */
    Map<Long, Pauses.Pause> paused() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                            "select id, name, paused_at, paused_why from campaign where paused_at is not null");
                    var rows = statement.executeQuery()) {
                var paused = new HashMap<Long, Pauses.Pause>();
                while (rows.next()) {
                    paused.put(
                            rows.getLong("id"),
                            new Pauses.Pause(
                                    rows.getString("name"),
                                    Sql.instant(rows, "paused_at"),
                                    rows.getString("paused_why")));
                }
                return paused;
            }
        });
    }

    /** All zones that customers live in. A scan of an index as long as there are customers: asked once an hour at most. */
    List<String> zones() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select distinct time_zone from customer");
                    var rows = statement.executeQuery()) {
                var zones = new ArrayList<String>();
                while (rows.next()) {
                    zones.add(rows.getString(1));
                }
                return zones;
            }
        });
    }

    /** The next firing of a campaign in each zone, as far as it was computed from this rule; by primary key. */
    Map<String, Instant> scheduled(long campaign, String rule) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select zone, next_at from campaign_schedule where campaign_id = ? and rule = ?")) {
                statement.setLong(1, campaign);
                statement.setString(2, rule);
                try (var rows = statement.executeQuery()) {
                    var zones = new HashMap<String, Instant>();
                    while (rows.next()) {
                        zones.put(rows.getString("zone"), Sql.instant(rows, "next_at"));
                    }
                    return zones;
                }
            }
        });
    }

    /** Sets a firing to an earlier time; by primary key. */
    void bringForward(long campaign, String zone, Instant next) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update campaign_schedule set next_at = ? where campaign_id = ? and zone = ? and next_at > ?")) {
                statement.setObject(1, next);
                statement.setLong(2, campaign);
                statement.setString(3, zone);
                statement.setObject(4, next);
                return statement.executeUpdate();
            }
        });
    }

    /** Sets the first firing by this rule; where a node was quicker, its firing stays. */
    void schedule(long campaign, String zone, String rule, Instant next) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into campaign_schedule (campaign_id, zone, rule, next_at) values (?, ?, ?, ?)
                    on duplicate key update next_at = if(rule = values(rule), next_at, values(next_at)),
                                            rule = values(rule)""")) {
                statement.setLong(1, campaign);
                statement.setString(2, zone);
                statement.setString(3, rule);
                statement.setObject(4, next);
                return statement.executeUpdate();
            }
        });
    }

    /** Forgets firings that were computed from another rule; by the campaign's part of the primary key. */
    void unschedule(long campaign, String rule) {
        Sql.inTransaction(database, connection -> {
            try (var statement =
                    connection.prepareStatement("delete from campaign_schedule where campaign_id = ? and rule <> ?")) {
                statement.setLong(1, campaign);
                statement.setString(2, rule);
                return statement.executeUpdate();
            }
        });
    }

    /** A schedule whose time has come, locked until the end of the transaction. */
    record Due(long campaign, String zone, Instant at) {}

    /** The firing that is due longest and that no other node is working on; schedule_due finds it. */
    Optional<Due> claimFiring(Collection<Long> campaigns, Instant now) {
        if (campaigns.isEmpty()) {
            return Optional.empty();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select campaign_id, zone, next_at from campaign_schedule"
                    + " where next_at <= ? and campaign_id in (" + Sql.marks(campaigns.size()) + ")"
                    + " order by next_at limit 1 for update skip locked")) {
                statement.setObject(1, now);
                var index = 2;
                for (var campaign : campaigns) {
                    statement.setLong(index++, campaign);
                }
                try (var rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new Due(rows.getLong(1), rows.getString(2), Sql.instant(rows, "next_at")))
                            : Optional.empty();
                }
            }
        });
    }

    void moveOn(Due due, Optional<Instant> next) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    next.isPresent()
                            ? "update campaign_schedule set next_at = ? where campaign_id = ? and zone = ?"
                            : "delete from campaign_schedule where campaign_id = ? and zone = ?")) {
                var index = 1;
                if (next.isPresent()) {
                    statement.setObject(index++, next.get());
                }
                statement.setLong(index++, due.campaign());
                statement.setString(index, due.zone());
                return statement.executeUpdate();
            }
        });
    }

    /** The earliest firing or journey step that is still to come; by schedule_due and journey_due. */
    Optional<Instant> nextDue() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                            select min(due) as due from (
                              select min(next_at) as due from campaign_schedule
                              union all select min(due_at) from journey where state = 'waiting') as all_due""");
                    var rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(Sql.instantOrNull(rows, "due")) : Optional.empty();
            }
        });
    }

    /** What of a waiting journey its events may change. */
    record Waiting(long id, int step) {}

    /** By the unique key journey_waiting; locked, so that two events of one customer come one after the other. */
    Optional<Waiting> waiting(long campaign, long customer) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select id, step from journey where campaign_id = ? and waiting_for = ? for update")) {
                statement.setLong(1, campaign);
                statement.setLong(2, customer);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(new Waiting(rows.getLong(1), rows.getInt(2))) : Optional.empty();
                }
            }
        });
    }

    /** @return false if another journey of this customer is waiting already (unique key journey_waiting) */
    boolean start(long campaign, long customer, String eventKey, String facts, Instant startedAt, Instant dueAt) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert ignore into journey (campaign_id, customer_id, event_key, facts, started_at, step, due_at, state)
                    values (?, ?, ?, ?, ?, 0, ?, 'waiting')""")) {
                statement.setLong(1, campaign);
                statement.setLong(2, customer);
                statement.setString(3, eventKey);
                statement.setString(4, facts);
                statement.setObject(5, startedAt);
                statement.setObject(6, dueAt);
                return statement.executeUpdate() == 1;
            }
        });
    }

    void restart(long journey, String eventKey, String facts, Instant startedAt, Instant dueAt) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update journey set event_key = ?, facts = ?, started_at = ?, due_at = ? where id = ?""")) {
                statement.setString(1, eventKey);
                statement.setString(2, facts);
                statement.setObject(3, startedAt);
                statement.setObject(4, dueAt);
                statement.setLong(5, journey);
                return statement.executeUpdate();
            }
        });
    }

    void end(long journey, String state, String reason) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("update journey set state = ?, reason = ? where id = ?")) {
                statement.setString(1, state);
                statement.setString(2, reason);
                statement.setLong(3, journey);
                return statement.executeUpdate();
            }
        });
    }

    void advance(long journey, int step, Instant dueAt) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("update journey set step = ?, due_at = ? where id = ?")) {
                statement.setInt(1, step);
                statement.setObject(2, dueAt);
                statement.setLong(3, journey);
                return statement.executeUpdate();
            }
        });
    }

    /** A journey whose next step is due, locked until the end of the transaction. */
    record DueJourney(
            long id, long campaign, long customer, String facts, Instant startedAt, int step, Instant dueAt) {}

    /** Those that are due longest and that no other node is working on; journey_due finds them. */
    List<DueJourney> claimJourneys(Collection<Long> campaigns, Instant now, int most) {
        if (campaigns.isEmpty()) {
            return List.of();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select id, campaign_id, customer_id, facts, started_at, step, due_at from journey"
                            + " where state = 'waiting' and due_at <= ? and campaign_id in ("
                            + Sql.marks(campaigns.size()) + ") order by due_at limit ? for update skip locked")) {
                statement.setObject(1, now);
                var index = 2;
                for (var campaign : campaigns) {
                    statement.setLong(index++, campaign);
                }
                statement.setInt(index, most);
                var due = new ArrayList<DueJourney>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        due.add(new DueJourney(
                                rows.getLong("id"),
                                rows.getLong("campaign_id"),
                                rows.getLong("customer_id"),
                                rows.getString("facts"),
                                Sql.instant(rows, "started_at"),
                                rows.getInt("step"),
                                Sql.instant(rows, "due_at")));
                    }
                }
                return due;
            }
        });
    }

    /** The first of these kinds that the customer caused from that moment on; event_customer finds it. */
    Optional<EventKind> happened(long customer, Set<EventKind> kinds, Instant from) {
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        return Sql.with(database, connection -> happened(connection, customer, kinds, from));
    }

    private static Optional<EventKind> happened(
            Connection connection, long customer, Set<EventKind> kinds, Instant from) throws SQLException {
        var codes = kinds.stream().map(EventKind::code).collect(Collectors.toList());
        try (var statement = connection.prepareStatement("select kind from event where customer_id = ? and at >= ?"
                + " and kind in (" + Sql.marks(codes.size()) + ") order by at limit 1")) {
            statement.setLong(1, customer);
            statement.setObject(2, from);
            var index = 3;
            for (var code : codes) {
                statement.setString(index++, code);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? EventKind.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** When the event happened that the journey began with; by primary key. */
    Optional<Instant> startOf(long journey) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select started_at from journey where id = ?")) {
                statement.setLong(1, journey);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(Sql.instant(rows, "started_at")) : Optional.empty();
                }
            }
        });
    }

    /** The category paths of these products; by primary key. */
    List<String> categories(Collection<Long> products) {
        if (products.isEmpty()) {
            return List.of();
        }
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select category from product where category is not null"
                    + " and id in (" + Sql.marks(products.size()) + ")")) {
                Sql.bind(statement, products);
                var categories = new ArrayList<String>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        categories.add(rows.getString(1));
                    }
                }
                return categories;
            }
        });
    }

    /** The customer's latest event of that kind; index event_customer. Without items if there is none. */
    Facts latest(long customer, EventKind kind, Instant at) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select product_id, quantity, amount, currency from event
                    where (source, event_key) = (select source, event_key from event
                                                 where customer_id = ? and kind = ? and at <= ? order by at desc limit 1)
                      and product_id is not null order by line""")) {
                statement.setLong(1, customer);
                statement.setString(2, kind.code());
                statement.setObject(3, at);
                var items = new ArrayList<Facts.Item>();
                @Nullable String currency = null;
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        items.add(new Facts.Item(rows.getLong(1), rows.getInt(2), rows.getBigDecimal(3)));
                        currency = rows.getString(4);
                    }
                }
                return new Facts(kind.code(), currency, items);
            }
        });
    }
}
