package org.postille.tracking.visit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import org.postille.event.EventKind;
import org.postille.event.Recorded;

/** Hears of carts, orders and hearts: who does such a thing soon after a click has clicked. */
@ApplicationScoped
class Confirmations {

    private final Visits visits;

    Confirmations(Visits visits) {
        this.visits = visits;
    }

    /** After the event is written: what is made of it here must not keep the shop from telling. Views may be a scanner's, too. */
    void heard(@Observes(during = TransactionPhase.AFTER_SUCCESS) Recorded event) {
        if (event.kind() != EventKind.CART_UPDATED
                && event.kind() != EventKind.ORDERED
                && event.kind() != EventKind.LIKED) {
            return;
        }
        visits.confirm(event.customerId(), event.at());
    }
}
