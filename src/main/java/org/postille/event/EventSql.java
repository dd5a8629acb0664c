package org.postille.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** Set-based statements on the event log and the receipts of webhooks. */
@ApplicationScoped
class EventSql {

    private static final String APPEND = """
            insert ignore into event (source, event_key, line, kind, customer_id, product_id, quantity, amount,
                                      currency, at, received_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** The later opinion stays, also where the earlier one comes last. Columns are set in this order, so the old time is compared. */
    private static final String OPINE = """
            insert ignore into opinion (customer_id, product_id, likes, at) values (?, ?, ?, ?)
            on duplicate key update likes = if(values(at) >= at, values(likes), likes), at = greatest(at, values(at))""";

    private final DataSource database;

    EventSql(DataSource database) {
        this.database = database;
    }

    /** A row of the log. */
    record Line(
            String source,
            String key,
            int line,
            EventKind kind,
            long customerId,
            @Nullable Long productId,
            int quantity,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            Instant at) {}

    /** Appends lines of any number of events; those that are there already (unique key event_once) stay as they are. */
    void append(List<Line> lines, Instant now) {
        if (lines.isEmpty()) {
            return;
        }
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(APPEND)) {
                for (var line : lines) {
                    bind(statement, line, now);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            opine(connection, lines);
            return lines.size();
        });
    }

    /** Primary key of opinion. */
    private static void opine(Connection connection, List<Line> lines) throws SQLException {
        var opinions = lines.stream().filter(it -> it.kind().isOpinion()).toList();
        if (opinions.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(OPINE)) {
            for (var it : opinions) {
                statement.setLong(1, it.customerId());
                statement.setObject(2, it.productId());
                statement.setBoolean(3, it.kind() == EventKind.LIKED);
                statement.setObject(4, it.at());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Appends one event, if it is not there yet: its first line tells (unique key event_once).
     *
     * @param lines of one event, at least one
     * @return whether it was new
     */
    boolean appendNew(List<Line> lines, Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(APPEND)) {
                bind(statement, lines.getFirst(), now);
                if (statement.executeUpdate() == 0) {
                    return false;
                }
            }
            opine(connection, lines.subList(0, 1));
            append(lines.subList(1, lines.size()), now);
            return true;
        });
    }

    private static void bind(PreparedStatement statement, Line line, Instant now) throws SQLException {
        statement.setString(1, line.source());
        statement.setString(2, line.key());
        statement.setInt(3, line.line());
        statement.setString(4, line.kind().code());
        statement.setLong(5, line.customerId());
        if (line.productId() == null) {
            statement.setNull(6, Types.BIGINT);
        } else {
            statement.setLong(6, line.productId());
        }
        statement.setInt(7, line.quantity());
        statement.setBigDecimal(8, line.amount());
        statement.setString(9, line.currency());
        statement.setObject(10, line.at());
        statement.setObject(11, now);
    }

    /** An answer that was given to a webhook. */
    record Receipt(int status, String answer) {}

    /** By primary key. */
    Optional<Receipt> receipt(String source, String webhookId) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select status, answer from webhook_receipt where source = ? and webhook_id = ?")) {
                statement.setString(1, source);
                statement.setString(2, webhookId);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(new Receipt(rows.getInt(1), rows.getString(2))) : Optional.empty();
                }
            }
        });
    }

    /**
     * Takes the webhook's place: whoever inserts first works on it, a parallel delivery of the same id waits here for the
     * transaction of the first and then finds the place taken.
     */
    boolean claim(String source, String webhookId, Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert ignore into webhook_receipt (source, webhook_id, received_at, status, answer)
                    values (?, ?, ?, 0, '')""")) {
                statement.setString(1, source);
                statement.setString(2, webhookId);
                statement.setObject(3, now);
                return statement.executeUpdate() == 1;
            }
        });
    }

    void answer(String source, String webhookId, Receipt receipt) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update webhook_receipt set status = ?, answer = ? where source = ? and webhook_id = ?")) {
                statement.setInt(1, receipt.status());
                statement.setString(2, receipt.answer());
                statement.setString(3, source);
                statement.setString(4, webhookId);
                return statement.executeUpdate();
            }
        });
    }
}
