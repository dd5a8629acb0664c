package org.postille.tracking;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.postille.consent.TrackingMode;
import org.postille.tracking.visit.Request;
import org.postille.tracking.visit.Sent;
import org.postille.tracking.visit.Visits;

/** Who clicked which product in which mail: recorded only of customers who consent to the purpose {@code tracking}. */
@ApplicationScoped
public class SlotClicks {

    private final SlotClickSql sql;
    private final Visits visits;
    private final Clock clock;

    SlotClicks(SlotClickSql sql, Visits visits, Clock clock) {
        this.sql = sql;
        this.visits = visits;
        this.clock = clock;
    }

    /**
     * Somebody followed the link of a slot to what it shows. Of whom, is recorded with their consent only; it teaches where it was
     * probably a person.
     */
    public void clicked(Sent sent, String block, int slot, Request request) {
        try {
            var now = clock.instant();
            var judgement = visits.judge(request, sent);
            if (sent.mode() == TrackingMode.FULL) {
                sql.record(sent.message(), block, slot, judgement.visitor().code(), now);
            }
            visits.record(sent, request, block + "/" + slot, judgement, now);
        } catch (RuntimeException e) {
            // Whoever clicked wants to get there.
            Log.warnf("a click in mail %d could not be recorded: %s", sent.message(), e.getMessage());
        }
    }
}
