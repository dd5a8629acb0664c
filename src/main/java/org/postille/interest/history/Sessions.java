package org.postille.interest.history;

import java.util.Arrays;
import java.util.EnumSet;
import org.postille.event.EventKind;

/** Cuts a history into baskets or visits: what one customer did with little time between. */
public final class Sessions {

    /** A basket of a wholesaler with everything in it says little and would cost the square of its size. */
    private static final int LARGEST = 150;

    private Sessions() {}

    /**
     * @param history sorted
     * @param minutes without any of these kinds that end a session
     */
    public static Rows of(History history, EnumSet<EventKind> kinds, int minutes) {
        var most = 0;
        for (var i = 0; i < history.size(); i++) {
            most += kinds.contains(history.kind(i)) ? 1 : 0;
        }
        var sessions = new Rows(history.customers.size(), most);
        var seenIn = new int[history.products.size()];
        Arrays.fill(seenIn, -1);
        for (var customer = 0; customer < history.customers.size(); customer++) {
            var last = Integer.MIN_VALUE / 2;
            var count = 0;
            for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                if (!kinds.contains(history.kind(i))) {
                    continue;
                }
                if (history.minute(i) - last > minutes && count > 0) {
                    sessions.endRow();
                    count = 0;
                }
                last = history.minute(i);
                var product = history.product(i);
                if (seenIn[product] != sessions.size() && count < LARGEST) {
                    seenIn[product] = sessions.size();
                    sessions.add(product, 1);
                    count++;
                }
            }
            if (count > 0) {
                sessions.endRow();
            }
        }
        return sessions.trimmed();
    }
}
