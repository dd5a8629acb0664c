package org.postille.tracking.visit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postille.consent.TrackingMode;

/**
 * A mail, as far as a visit is about it.
 *
 * @param name which of the campaign's messages
 * @param mode what may be known of its reader
 * @param deliveredAt when the relay had taken it; null where that is not known
 */
public record Sent(
        long message,
        long campaign,
        String name,
        long customer,
        TrackingMode mode,
        @Nullable Instant deliveredAt) {

    /** How long it had been delivered; null where that is not known. */
    @Nullable
    Duration delivered(Instant now) {
        return deliveredAt == null ? null : Duration.between(deliveredAt, now);
    }
}
