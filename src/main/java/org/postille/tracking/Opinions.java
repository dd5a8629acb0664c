package org.postille.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.postille.event.EventLog;

/**
 * What readers say of the products in their mails, as they press a button: one opinion for each customer and product, which may
 * change. It counts at once, in what is recommended to them next.
 */
@ApplicationScoped
public class Opinions {

    private static final String SOURCE = "mail";

    private final EventLog events;
    private final OpinionSql sql;

    Opinions(EventLog events, OpinionSql sql) {
        this.events = events;
        this.sql = sql;
    }

    /** Whether the customer likes the product; nothing where they have not said. */
    public Optional<Boolean> of(long customer, long product) {
        return sql.likes(customer, product);
    }

    /** Notes what the customer says. The same again changes nothing. */
    public void said(long customer, long product, boolean likes) {
        if (!of(customer, product).equals(Optional.of(likes))) {
            events.opined(SOURCE, customer, product, likes);
        }
    }
}
