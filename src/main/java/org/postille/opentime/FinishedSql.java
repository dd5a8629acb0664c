package org.postille.opentime;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** Pictures of mails that were decided when they were sent. */
@ApplicationScoped
class FinishedSql {

    private static final int DELETED_AT_ONCE = 200;

    private final DataSource database;

    FinishedSql(DataSource database) {
        this.database = database;
    }

    /** Whether it is kept at least until then; by primary key. */
    boolean isKept(byte[] hash, Instant neededTo) {
        return Sql.with(database, connection -> {
            try (var statement =
                    connection.prepareStatement("select 1 from finished_picture where hash = ? and needed_to >= ?")) {
                Sql.bind(statement, List.of(hash, neededTo));
                try (var row = statement.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** Keeps a picture at least until then; by primary key. For good: whatever becomes of the caller's transaction, a mail may name it. */
    void keep(byte[] hash, byte[] jpeg, Instant neededTo) {
        QuarkusTransaction.requiringNew()
                .call(() -> Sql.with(database, connection -> {
                    try (var statement = connection.prepareStatement("""
                    insert into finished_picture (hash, jpeg, needed_to) values (?, ?, ?)
                    on duplicate key update needed_to = greatest(needed_to, values(needed_to))""")) {
                        Sql.bind(statement, List.of(hash, jpeg, neededTo));
                        return statement.executeUpdate();
                    }
                }));
    }

    /** By primary key. */
    Optional<byte[]> picture(byte[] hash) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select jpeg from finished_picture where hash = ?")) {
                statement.setBytes(1, hash);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    /** What no mail needs any more, a part at a time; by index finished_needed. @return how many went */
    int forget(Instant before) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement(
                    "delete from finished_picture where needed_to < ? order by needed_to limit " + DELETED_AT_ONCE)) {
                statement.setObject(1, before);
                return statement.executeUpdate();
            }
        });
    }
}
