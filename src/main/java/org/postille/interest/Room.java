package org.postille.interest;

import java.util.Locale;
import org.postille.base.Invalid;

/** Whether a training fits into memory; what would not is stopped before it takes it from those who send. */
final class Room {

    /** History, profiles, and what was done together with its transposition. */
    private static final long EVENT_AT_FIRST = 25;
    /** Profiles, their transposition, and an excerpt of both. */
    private static final long EVENT_AT_LAST = 22;

    private static final long VECTORS = 320;
    /** What everybody does, by product and kind of people. */
    private static final long CROWD = 2_500;
    /** Three methods of neighbours, as both sides see them. */
    private static final long NEIGHBOURS = 9_600;

    private static final long MOST_SQUARED = 4_000;
    private static final long SQUARED = 16;
    private static final long LEAST = 32 << 20;

    private final long allowed;
    private final double share;

    /** @param heap largest, in bytes */
    Room(long heap, double share) {
        allowed = (long) (heap * share);
        this.share = share;
    }

    /**
     * Bytes that a training takes at most, roughly, beside the model that answers: what everybody does is learned while all events
     * are known, the rest afterwards.
     */
    static long needed(long events, long customers, long products) {
        var squared = Math.min(MOST_SQUARED, products);
        var atFirst = EVENT_AT_FIRST * events;
        var atLast = EVENT_AT_LAST * events
                + VECTORS * (customers + products)
                + NEIGHBOURS * products
                + SQUARED * squared * squared;
        return LEAST + CROWD * products + Math.max(atFirst, atLast);
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
