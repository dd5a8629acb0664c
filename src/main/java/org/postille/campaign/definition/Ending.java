package org.postille.campaign.definition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When something that a mail speaks of ends. */
public sealed interface Ending {

    /**
     * At a time of the calendar.
     *
     * @param zone whose clocks; null: the customer's own
     */
    record At(LocalDateTime time, @Nullable ZoneId zone) implements Ending {}

    /** So long after the mail was planned. */
    record After(Duration span) implements Ending {}

    /**
     * For one mail.
     *
     * @param planned when the mail was planned
     * @param customer the zone of its reader
     */
    default Instant of(Instant planned, ZoneId customer) {
        return switch (this) {
            case At at -> at.time().atZone(zone(customer)).toInstant();
            case After after -> planned.plus(after.span());
        };
    }

    /** Whose clocks tell when it ends. */
    default ZoneId zone(ZoneId customer) {
        return switch (this) {
            case At at -> {
                var zone = at.zone();
                yield zone == null ? customer : zone;
            }
            case After _ -> customer;
        };
    }
}
