package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** Set-based statements on runs of campaigns, and on what was missed in them. */
@ApplicationScoped
class RunSql {

    private static final int AT_ONCE = 5_000;

    private final DataSource database;

    RunSql(DataSource database) {
        this.database = database;
    }

    /** Names a run for ever. */
    record Key(long campaign, String occasion) {}

    /** A run as it was planned. */
    record Row(
            String occasion,
            Instant plannedAt,
            int mails,
            @Nullable Instant finishedAt) {}

    /** The runs that are not marked as finished; index run_open. */
    Set<Key> unfinished() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                            "select campaign_id, occasion from campaign_run where finished_at is null");
                    var rows = statement.executeQuery()) {
                var keys = new HashSet<Key>();
                while (rows.next()) {
                    keys.add(new Key(rows.getLong(1), rows.getString(2)));
                }
                return keys;
            }
        });
    }

    /** By primary key. */
    Optional<MessageState> state(long message) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select state from message where id = ?")) {
                statement.setLong(1, message);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(MessageState.of(rows.getString(1))) : Optional.empty();
                }
            }
        });
    }

    /**
     * A message of the run in one of these states. Index message_once from the end of the run on: the customers whose turn is
     * last are found at once, and only a run that is about to be finished is read as a whole.
     */
    Optional<Long> open(Key run, Collection<MessageState> states) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select id from message force index (message_once)
                    where campaign_id = ? and occasion = ? and state in (""" + Sql.marks(states.size()) + """
                    ) order by name desc, customer_id desc limit 1""")) {
                statement.setLong(1, run.campaign);
                statement.setString(2, run.occasion);
                Sql.bind(statement, 3, states.stream().map(MessageState::code).toList());
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
                }
            }
        });
    }

    /** By primary key. @return whether this node was the first to say so */
    boolean finish(Key run, Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("update campaign_run set finished_at = ?"
                    + " where campaign_id = ? and occasion = ? and finished_at is null")) {
                statement.setObject(1, now);
                statement.setLong(2, run.campaign);
                statement.setString(3, run.occasion);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** The latest runs of a campaign, newest first; the primary key has them together. */
    List<Row> latest(long campaign, int most) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select occasion, planned_at, mails, finished_at from campaign_run where campaign_id = ?
                    order by planned_at desc limit ?""")) {
                statement.setLong(1, campaign);
                statement.setInt(2, most);
                var runs = new ArrayList<Row>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        runs.add(new Row(
                                rows.getString("occasion"),
                                Sql.instant(rows, "planned_at"),
                                rows.getInt("mails"),
                                Sql.instantOrNull(rows, "finished_at")));
                    }
                }
                return runs;
            }
        });
    }

    /** The messages of a run by state; a range of the unique key message_once. */
    Map<MessageState, Integer> states(Key run) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select state, count(*) from message where campaign_id = ? and occasion = ? group by state")) {
                statement.setLong(1, run.campaign);
                statement.setString(2, run.occasion);
                var states = new EnumMap<MessageState, Integer>(MessageState.class);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        states.put(MessageState.of(rows.getString(1)), rows.getInt(2));
                    }
                }
                return states;
            }
        });
    }

    /** What is in {@link #missed}: everybody who should have got a mail and certainly, or perhaps, did not. */
    private static String missed(boolean unknown) {
        return "(state = 'expired' or state = 'rejected' and reply like '" + Outcomes.NOT_WRITTEN + "%'"
                + (unknown ? " or state = 'unknown'" : "") + ")";
    }

    /** How many mails were missed, and why; a range of message_once, as far as the campaign (and its run) goes. */
    Map<String, Integer> missed(long campaign, @Nullable String occasion, Instant since, boolean unknown) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select concat(state, coalesce(concat(': ', reply), '')),"
                    + " count(*) from message where campaign_id = ? and planned_at >= ?"
                    + (occasion == null ? "" : " and occasion = ?") + " and " + missed(unknown) + " group by 1")) {
                bind(statement, campaign, occasion, since, 1);
                var missed = new java.util.TreeMap<String, Integer>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        missed.put(rows.getString(1), rows.getInt(2));
                    }
                }
                return missed;
            }
        });
    }

    /** Plans what was missed anew, in portions, each a transaction of its own; as above. @return how many */
    int sendMissed(
            long campaign, @Nullable String occasion, Instant since, boolean unknown, Instant now, Instant expiresAt) {
        var all = 0;
        int portion;
        do {
            portion = Sql.inTransaction(database, connection -> {
                try (var statement = connection.prepareStatement("update message set state = 'planned', due_at = ?,"
                        + " expires_at = ?, settled_at = null, owner = null, reply = null"
                        + " where campaign_id = ? and planned_at >= ?"
                        + (occasion == null ? "" : " and occasion = ?") + " and " + missed(unknown) + " limit "
                        + AT_ONCE)) {
                    statement.setObject(1, now);
                    statement.setObject(2, expiresAt);
                    bind(statement, campaign, occasion, since, 3);
                    return statement.executeUpdate();
                }
            });
            all += portion;
        } while (portion == AT_ONCE);
        reopen(campaign, occasion, since);
        return all;
    }

    private void reopen(long campaign, @Nullable String occasion, Instant since) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("update campaign_run set finished_at = null"
                    + " where campaign_id = ? and planned_at >= ?" + (occasion == null ? "" : " and occasion = ?"))) {
                bind(statement, campaign, occasion, since, 1);
                return statement.executeUpdate();
            }
        });
    }

    private static void bind(
            java.sql.PreparedStatement statement, long campaign, @Nullable String occasion, Instant since, int first)
            throws SQLException {
        statement.setLong(first, campaign);
        statement.setObject(first + 1, since);
        if (occasion != null) {
            statement.setString(first + 2, occasion);
        }
    }
}
