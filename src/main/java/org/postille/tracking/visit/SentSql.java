package org.postille.tracking.visit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.postille.base.Sql;
import org.postille.consent.TrackingModes;

/** The mails that visits are about. */
@ApplicationScoped
public class SentSql {

    private final DataSource database;
    private final TrackingModes modes;
    private final Clock clock;

    SentSql(DataSource database, TrackingModes modes, Clock clock) {
        this.database = database;
        this.modes = modes;
        this.clock = clock;
    }

    /**
     * A mail whose reader may still be known: nothing where there is none, where the customer was erased, and where the consent
     * that it was sent under has ended. By primary keys.
     */
    public Optional<Sent> of(long message) {
        return Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    select m.campaign_id, m.name, m.customer_id, m.settled_at, m.owner is not null as leaving,
                           tr.customer_id is not null and tr.ended_at is null as tracked, ch.mode
                    from message m
                    join customer cu on cu.id = m.customer_id
                    left join consent co on co.customer_id = m.customer_id and co.purpose = m.purpose
                    left join consent tr on tr.customer_id = m.customer_id and tr.purpose = 'tracking'
                    left join tracking_choice ch on ch.customer_id = m.customer_id
                    where m.id = ? and co.ended_at is null""")) {
                statement.setLong(1, message);
                try (var row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Sent(
                                    message,
                                    row.getLong("campaign_id"),
                                    row.getString("name"),
                                    row.getLong("customer_id"),
                                    modes.of(row.getBoolean("tracked"), row.getString("mode")),
                                    // What is asked for before the relay's answer is written is asked for at once.
                                    row.getBoolean("leaving") ? clock.instant() : Sql.instantOrNull(row, "settled_at")))
                            : Optional.empty();
                }
            }
        });
    }
}
