package org.postille.interest;

import java.util.Locale;
import org.postille.base.Invalid;

/** Whether a training fits into memory; what would not is stopped before it takes it from those who send. */
final class Room {

    private static final long EVENT = 48;
    private static final long VECTORS = 1_150;
    private static final long NEIGHBOURS = 6_400;
    private static final long MOST_SQUARED = 4_000;
    private static final long SQUARED = 20;
    private static final long LEAST = 32 << 20;

    private final long allowed;
    private final double share;

    /** @param heap largest, in bytes */
    Room(long heap, double share) {
        allowed = (long) (heap * share);
        this.share = share;
    }

    /** Bytes that a training takes at most, roughly: with all that is tried in order to choose. */
    static long needed(long events, long customers, long products) {
        var squared = Math.min(MOST_SQUARED, products);
        return LEAST
                + EVENT * events
                + VECTORS * (customers + products)
                + NEIGHBOURS * products
                + SQUARED * squared * squared;
    }

    /** @throws Invalid where it is more than is allowed */
    void check(long events, long customers, long products) {
        var needed = needed(events, customers, products);
        if (needed > allowed) {
            throw new Invalid(String.format(
                    Locale.ROOT,
                    "a training on %,d events or more of %,d customers and %,d products needs about %,d MB of memory, and may take"
                            + " %,d MB: postille.interest.heap-share is %.2f. Give the server more heap"
                            + " (POSTILLE_JAVA_OPTS=-Xmx…), or train in a process of its own by ./postille train",
                    events,
                    customers,
                    products,
                    needed >> 20,
                    allowed >> 20,
                    share));
        }
    }
}
