package org.postille.tracking;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** The stored targets of links, and how often they were followed. */
@ApplicationScoped
class LinkSql {

    private final DataSource database;

    LinkSql(DataSource database) {
        this.database = database;
    }

    /** Stores a target unless it is there. For good: whatever becomes of the caller's transaction, mails may already lead there. */
    void store(long id, String url) {
        QuarkusTransaction.requiringNew()
                .call(() -> Sql.with(database, connection -> {
                    try (var statement =
                            connection.prepareStatement("insert ignore into link (id, url) values (?, ?)")) {
                        statement.setLong(1, id);
                        statement.setString(2, url);
                        return statement.executeUpdate();
                    }
                }));
    }

    /** By primary key. */
    Optional<String> url(long id) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("select url from link where id = ?")) {
                statement.setLong(1, id);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /**
     * Counts one click more.
     *
     * @param human whether it was probably a person's
     */
    void count(long id, LocalDate day, boolean human) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into link_click (link_id, day, clicks, human) values (?, ?, 1, ?)
                    on duplicate key update clicks = clicks + 1, human = human + values(human)""")) {
                statement.setLong(1, id);
                statement.setObject(2, day);
                statement.setInt(3, human ? 1 : 0);
                return statement.executeUpdate();
            }
        });
    }
}
