package org.postille.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postille.base.Sql;

/** What the links of a mail need to know of it. */
@ApplicationScoped
class TrackingSql {

    private final DataSource database;

    TrackingSql(DataSource database) {
        this.database = database;
    }

    /**
     * A mail as its unsubscribe link sees it.
     *
     * @param purpose null for mail that no consent was needed for
     */
    record Sent(long customer, String language, @Nullable String purpose) {}

    /** By primary key. */
    Optional<Sent> message(long id) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select customer_id, language, purpose from message join customer on customer.id = customer_id
                    where message.id = ?""")) {
                statement.setLong(1, id);
                try (var rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new Sent(rows.getLong(1), rows.getString(2), rows.getString(3)))
                            : Optional.empty();
                }
            }
        });
    }
}
