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
     * @param ended whether the consent to it has ended already
     */
    record Sent(long customer, String language, @Nullable String purpose, boolean ended) {}

    /** By primary key. */
    Optional<Sent> message(long id) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select message.customer_id, language, message.purpose, ended_at is not null as ended
                    from message join customer on customer.id = message.customer_id
                    left join consent on consent.customer_id = customer.id and consent.purpose = message.purpose
                    where message.id = ?""")) {
                statement.setLong(1, id);
                try (var rows = statement.executeQuery()) {
                    return rows.next()
                            ? Optional.of(
                                    new Sent(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)))
                            : Optional.empty();
                }
            }
        });
    }
}
