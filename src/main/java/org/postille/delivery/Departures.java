package org.postille.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.LedgerSql.Claimed;
import org.postille.delivery.pace.Lane;
import org.postille.delivery.smtp.SealedMail;

/**
 * Mails that are written and wait for a connection: those that an event set off first, and the lanes in turn, so that one that has
 * no room holds nobody up. For one thread.
 */
final class Departures {

    private final Map<Lane, Deque<Ready>> triggered = new LinkedHashMap<>();
    private final Map<Lane, Deque<Ready>> bulk = new LinkedHashMap<>();

    /** A mail that may leave, where it goes, and when it was asked whether it may. */
    record Ready(Claimed message, SealedMail mail, Lane lane, Instant allowedAt) {}

    void add(Ready mail) {
        (mail.message.bulk() ? bulk : triggered)
                .computeIfAbsent(mail.lane, lane -> new ArrayDeque<>())
                .add(mail);
    }

    /**
     * Takes out the next one whose lane lets it go; null if there is none.
     *
     * @param urgent whether a lane lets one go that an event set off
     * @param goes whether it lets one of a newsletter go
     */
    @Nullable
    Ready next(Predicate<Lane> urgent, Predicate<Lane> goes) {
        var next = next(triggered, urgent);
        return next == null ? next(bulk, goes) : next;
    }

    private static @Nullable Ready next(Map<Lane, Deque<Ready>> lanes, Predicate<Lane> goes) {
        for (var lane : lanes.keySet()) {
            if (goes.test(lane)) {
                return takeFrom(lanes, lane);
            }
        }
        return null;
    }

    private static @Nullable Ready takeFrom(Map<Lane, Deque<Ready>> lanes, Lane lane) {
        var mails = lanes.remove(lane);
        var next = mails == null ? null : mails.poll();
        if (mails != null && !mails.isEmpty()) {
            lanes.put(lane, mails); // Behind the others.
        }
        return next;
    }

    /** How many wait in lanes like that. */
    int count(Predicate<Lane> of) {
        var count = 0;
        for (var lanes : List.of(triggered, bulk)) {
            for (var entry : lanes.entrySet()) {
                count += of.test(entry.getKey()) ? entry.getValue().size() : 0;
            }
        }
        return count;
    }

    boolean isEmpty() {
        return triggered.isEmpty() && bulk.isEmpty();
    }

    void clear() {
        triggered.clear();
        bulk.clear();
    }
}
