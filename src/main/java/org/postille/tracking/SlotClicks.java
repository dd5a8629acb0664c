package org.postille.tracking;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Who clicked which product in which mail: recorded only of customers who consent to the purpose {@code tracking}. */
@ApplicationScoped
public class SlotClicks {

    private final SlotClickSql sql;
    private final Clock clock;

    SlotClicks(SlotClickSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A person followed the link of a slot to what it shows. Nothing is recorded without consent, and nothing twice. */
    public void clicked(long message, String block, int slot) {
        try {
            sql.record(message, block, slot, clock.instant());
        } catch (RuntimeException e) {
            // Whoever clicked wants to get there.
            Log.warnf("a click in mail %d could not be recorded: %s", message, e.getMessage());
        }
    }
}
