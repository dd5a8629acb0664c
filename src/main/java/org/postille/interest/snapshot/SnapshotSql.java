package org.postille.interest.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postille.base.Sql;
import org.postille.interest.snapshot.Snapshot.Origin;

/** The tables of snapshots and their chunks. */
@ApplicationScoped
class SnapshotSql {

    /** So many chunks are deleted in one transaction, that none becomes large. */
    private static final int AT_ONCE = 20;

    private static final String COLUMNS =
            "id, format, trained_at, seconds, customers, products, events, last_event, figures, chunks, bytes";

    private final DataSource database;
    private final ObjectMapper json;

    SnapshotSql(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Its number; half written until {@link StandingSql#publish}. */
    long begin(int format, Origin origin) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "insert into interest_snapshot (format, trained_at, seconds, customers, products, events, last_event,"
                            + " figures) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    Statement.RETURN_GENERATED_KEYS)) {
                statement.setInt(1, format);
                statement.setObject(2, origin.trainedAt());
                statement.setDouble(3, origin.seconds());
                statement.setInt(4, origin.customers());
                statement.setInt(5, origin.products());
                statement.setLong(6, origin.events());
                statement.setLong(7, origin.lastEvent());
                statement.setString(8, written(origin.figures()));
                statement.executeUpdate();
                try (var keys = statement.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong(1);
                }
            }
        });
    }

    /** One row, by primary key. */
    void add(long snapshot, int number, Chunk chunk) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "insert into interest_chunk (snapshot_id, number, packed, length, checksum, content)"
                            + " values (?, ?, ?, ?, ?, ?)")) {
                statement.setLong(1, snapshot);
                statement.setInt(2, number);
                statement.setBoolean(3, chunk.packed());
                statement.setInt(4, chunk.length());
                statement.setLong(5, chunk.checksum());
                statement.setBytes(6, chunk.content());
                return statement.executeUpdate();
            }
        });
    }

    /** One row, by primary key. */
    Optional<Chunk> chunk(long snapshot, int number) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "select packed, length, checksum, content from interest_chunk where snapshot_id = ? and number = ?")) {
                statement.setLong(1, snapshot);
                statement.setInt(2, number);
                try (var row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Chunk(row.getBoolean(1), row.getInt(2), row.getLong(3), row.getBytes(4)))
                            : Optional.empty();
                }
            }
        });
    }

    /** Those that were published, the latest first; a handful of rows by primary key. */
    List<Snapshot> published() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                            "select " + COLUMNS + " from interest_snapshot where chunks is not null order by id desc");
                    var rows = statement.executeQuery()) {
                var found = new ArrayList<Snapshot>();
                while (rows.next()) {
                    found.add(snapshot(rows));
                }
                return found;
            }
        });
    }

    /** Those that somebody began and did not publish; a handful of rows by primary key. */
    List<Long> unpublished() {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select id from interest_snapshot where chunks is null");
                    var rows = statement.executeQuery()) {
                var found = new ArrayList<Long>();
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
                return found;
            }
        });
    }

    /** By primary key; the chunks in portions, each a transaction of its own. */
    void delete(long snapshot) {
        int deleted;
        do {
            deleted = Sql.with(database, connection -> {
                try (var statement = connection.prepareStatement(
                        "delete from interest_chunk where snapshot_id = ? limit " + AT_ONCE)) {
                    statement.setLong(1, snapshot);
                    return statement.executeUpdate();
                }
            });
        } while (deleted == AT_ONCE);
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("delete from interest_snapshot where id = ?")) {
                statement.setLong(1, snapshot);
                return statement.executeUpdate();
            }
        });
    }

    private Snapshot snapshot(ResultSet row) throws SQLException {
        return new Snapshot(
                row.getLong("id"),
                row.getInt("format"),
                new Origin(
                        Sql.instant(row, "trained_at"),
                        row.getDouble("seconds"),
                        row.getInt("customers"),
                        row.getInt("products"),
                        row.getLong("events"),
                        row.getLong("last_event"),
                        read(row.getString("figures"))),
                row.getInt("chunks"),
                row.getLong("bytes"));
    }

    private String written(Figures figures) {
        try {
            return json.writeValueAsString(figures.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written", e);
        }
    }

    private Figures read(String figures) {
        try {
            return new Figures(json.readValue(figures, new TypeReference<TreeMap<String, Double>>() {}));
        } catch (JsonProcessingException e) {
            throw new Damaged("its figures cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
