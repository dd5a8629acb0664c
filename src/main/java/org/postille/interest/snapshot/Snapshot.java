package org.postille.interest.snapshot;

import java.time.Instant;

/**
 * A model as it is stored.
 *
 * @param format of its content; this version reads {@link Snapshots#FORMAT}
 * @param bytes unpacked
 */
public record Snapshot(long id, int format, Origin origin, int chunks, long bytes) {

    /**
     * What it was made of.
     *
     * @param seconds that the training took
     * @param events that it learned from
     * @param lastEvent the latest of them, by its number in the database
     */
    public record Origin(
            Instant trainedAt,
            double seconds,
            int customers,
            int products,
            long events,
            long lastEvent,
            Figures figures) {}
}
