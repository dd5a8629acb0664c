package org.postille.catalog.fetch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** Which photos of the web are to be fetched, and what came of it. Product imports fill the table, see {@code ProductSql}. */
@ApplicationScoped
class PhotoQueueSql {

    private static final int LONGEST_DETAIL = 300;

    private final DataSource database;

    PhotoQueueSql(DataSource database) {
        this.database = database;
    }

    /**
     * A photo that this node looks at until its lease ends.
     *
     * @param attempts that failed in a row
     * @param etag of what is kept; null where nothing is, or its host names none
     * @param hash of the file that the kept photo was made from; null where there is none
     */
    record Claimed(
            long product,
            String url,
            int attempts,
            @Nullable String etag,
            @Nullable String lastModified,
            byte @Nullable [] hash) {}

    /** How many are due at this moment; by photo_fetch_due. */
    int due(Instant now) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select count(*) from photo_fetch where due_at <= ?")) {
                statement.setObject(1, now);
                try (var row = statement.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    /**
     * Takes what has been due longest; photo_fetch_due finds it, and skips what another node is taking at this moment.
     *
     * @param leaseUntil when others may take it, should this node have died
     */
    List<Claimed> claim(String owner, Instant now, Instant leaseUntil, int most) {
        return Sql.inTransaction(database, connection -> {
            var ids = new ArrayList<Long>();
            try (var statement = connection.prepareStatement(
                    "select product_id from photo_fetch where due_at <= ? order by due_at limit ? for update skip locked")) {
                statement.setObject(1, now);
                statement.setInt(2, most);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                }
            }
            if (ids.isEmpty()) {
                return List.of();
            }
            try (var statement =
                    connection.prepareStatement("update photo_fetch set owner = ?, due_at = ? where product_id in ("
                            + Sql.marks(ids.size()) + ")")) {
                statement.setString(1, owner);
                statement.setObject(2, leaseUntil);
                Sql.bind(statement, 3, ids);
                statement.executeUpdate();
            }
            // By primary keys.
            try (var statement = connection.prepareStatement("""
                    select f.product_id, f.url, f.attempts, if(p.product_id is null, null, f.etag) as etag,
                           if(p.product_id is null, null, f.last_modified) as last_modified, p.source_hash
                    from photo_fetch f left join product_photo p on p.product_id = f.product_id
                    where f.product_id in (""" + Sql.marks(ids.size()) + ")")) {
                Sql.bind(statement, ids);
                try (var row = statement.executeQuery()) {
                    var claimed = new ArrayList<Claimed>();
                    while (row.next()) {
                        claimed.add(new Claimed(
                                row.getLong("product_id"),
                                row.getString("url"),
                                row.getInt("attempts"),
                                row.getString("etag"),
                                row.getString("last_modified"),
                                row.getBytes("source_hash")));
                    }
                    return claimed;
                }
            }
        });
    }

    /**
     * What is there of a photo now.
     *
     * @param hash of the file; null where it is what it was
     * @param jpeg made of it; null where it is what it was
     */
    record Kept(
            byte @Nullable [] hash,
            byte @Nullable [] jpeg,
            @Nullable String etag,
            @Nullable String lastModified) {}

    /**
     * Keeps a photo, unless an import has changed its address meanwhile. The photo first: so this waits for an import that is
     * writing the product, instead of each waiting for the other.
     */
    void keep(String owner, long product, Kept kept, Instant now, Instant again) {
        Sql.inTransaction(database, connection -> {
            if (kept.jpeg() != null) {
                try (var statement = connection.prepareStatement("""
                        insert into product_photo (product_id, source_hash, jpeg)
                        select product_id, ?, ? from photo_fetch where product_id = ? and owner = ?
                        on duplicate key update source_hash = values(source_hash), jpeg = values(jpeg)""")) {
                    statement.setBytes(1, kept.hash());
                    statement.setBytes(2, kept.jpeg());
                    statement.setLong(3, product);
                    statement.setString(4, owner);
                    statement.executeUpdate();
                }
            }
            try (var statement = connection.prepareStatement("""
                    update photo_fetch set state = 'kept', due_at = ?, owner = null, attempts = 0, etag = ?,
                      last_modified = ?, fetched_at = ?, trouble = null, detail = null
                    where product_id = ? and owner = ?""")) {
                statement.setObject(1, again);
                statement.setString(2, kept.etag());
                statement.setString(3, kept.lastModified());
                statement.setObject(4, now);
                statement.setLong(5, product);
                statement.setString(6, owner);
                return statement.executeUpdate();
            }
        });
    }

    /** Notes why there is no (new) photo; the one of before stays. By primary key. */
    void fail(String owner, long product, Trouble trouble, String detail, Instant again) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    update photo_fetch set state = 'failed', due_at = ?, owner = null, attempts = least(attempts + 1, 1000),
                      trouble = ?, detail = ?
                    where product_id = ? and owner = ?""")) {
                statement.setObject(1, again);
                statement.setString(2, trouble.code());
                statement.setString(3, detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail);
                statement.setLong(4, product);
                statement.setString(5, owner);
                return statement.executeUpdate();
            }
        });
    }

    /** Puts off what was not tried; by primary key. */
    void postpone(String owner, long product, Instant again) {
        Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update photo_fetch set due_at = ?, owner = null where product_id = ? and owner = ?")) {
                statement.setObject(1, again);
                statement.setLong(2, product);
                statement.setString(3, owner);
                return statement.executeUpdate();
            }
        });
    }

    /** How many are in which state; reads photo_fetch_state as a whole, so it is asked about once a minute. */
    Map<String, Integer> states() {
        return counts("select state, count(*) from photo_fetch group by state");
    }

    /** How many of those that failed have which trouble; of photo_fetch_state only what failed. */
    Map<String, Integer> troubles() {
        return counts("select trouble, count(*) from photo_fetch where state = 'failed' group by trouble");
    }

    private Map<String, Integer> counts(String query) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(query);
                    var rows = statement.executeQuery()) {
                var counts = new TreeMap<String, Integer>();
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getInt(2));
                }
                return counts;
            }
        });
    }

    /** One that failed, as operators are told. */
    record Failure(
            String sku,
            String url,
            String trouble,
            @Nullable String detail,
            int attempts,
            Instant again) {}

    /** Those that failed, first those that are tried again first; photo_fetch_state has them in this order. */
    List<Failure> failures(int most) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select p.sku, f.url, f.trouble, f.detail, f.attempts, f.due_at
                    from photo_fetch f join product p on p.id = f.product_id
                    where f.state = 'failed' order by f.due_at limit ?""")) {
                statement.setInt(1, most);
                try (var row = statement.executeQuery()) {
                    var failures = new ArrayList<Failure>();
                    while (row.next()) {
                        failures.add(failure(row));
                    }
                    return failures;
                }
            }
        });
    }

    private static Failure failure(java.sql.ResultSet row) throws SQLException {
        return new Failure(
                row.getString("sku"),
                row.getString("url"),
                row.getString("trouble"),
                row.getString("detail"),
                row.getInt("attempts"),
                Sql.instant(row, "due_at"));
    }

    /** Makes all that failed due at this moment, in portions; photo_fetch_state finds them. @return how many */
    int again(Instant now) {
        return Sql.inTransaction(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "update photo_fetch set due_at = ? where state = 'failed' and due_at > ?")) {
                Sql.bind(statement, Stream.of(now, now).toList());
                return statement.executeUpdate();
            }
        });
    }
}
