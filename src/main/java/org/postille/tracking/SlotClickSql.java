package org.postille.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.postille.base.Sql;

/** The clicks on products in mails. */
@ApplicationScoped
class SlotClickSql {

    /** Whoever is quicker than this after a mail left has not read it. */
    private static final int SECONDS_TO_READ = 3;

    private final DataSource database;

    SlotClickSql(DataSource database) {
        this.database = database;
    }

    /** Everything by primary key. Consent is looked at in the same statement. */
    void record(long message, String block, int slot, Instant at) {
        Sql.with(database, connection -> {
            try (var statement = connection.prepareStatement("""
                    insert ignore into slot_click (message_id, block, slot, product_id, customer_id, clicked_at)
                    select m.id, d.block, d.slot, d.product_id, t.customer_id, ?
                    from message m
                    join decision d on d.message_id = m.id and d.block = ? and d.slot = ?
                    join consent t on t.customer_id = m.customer_id and t.purpose = 'tracking' and t.ended_at is null
                    where m.id = ? and d.product_id is not null and (m.settled_at is null or m.settled_at < ?)""")) {
                Sql.bind(statement, List.of(at, block, slot, message, at.minusSeconds(SECONDS_TO_READ)));
                return statement.executeUpdate();
            }
        });
    }
}
