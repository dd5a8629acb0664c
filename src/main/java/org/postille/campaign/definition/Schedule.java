package org.postille.campaign.definition;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * When a campaign runs, on the clocks of a place: each local time happens once. One that a clock skips in spring comes as much
 * later as the clock was put forward, one that it repeats in autumn comes the first time.
 *
 * @param zone null: each customer's own
 * @param bestHour so long after that time at the latest, each customer gets it at the hour at which they usually act; null: all at
 *     that time. Only in the customers' own zones
 */
public record Schedule(
        When when, @Nullable ZoneId zone, @Nullable Duration bestHour) {

    public Schedule(When when, @Nullable ZoneId zone) {
        this(when, zone, null);
    }

    /** The local times of a schedule. */
    public sealed interface When {

        /** @param expression of Quartz: seconds, minutes, hours, day of month, month, day of week, and maybe the year */
        record Cron(String expression) implements When {}

        record Daily(LocalTime time) implements When {}
    }

    public boolean inCustomersZone() {
        return zone == null;
    }

    /**
     * The first firing after that instant; nothing if there is none any more.
     *
     * @param place the zone of this schedule, or of the customers it is asked for
     */
    public Optional<Instant> next(Instant after, ZoneId place) {
        var rules = place.getRules();
        var from = LocalDateTime.ofInstant(after, place);
        var changed = rules.previousTransition(after.plusNanos(1));
        if (changed != null
                && changed.isGap()
                && after.isBefore(changed.getInstant().plus(changed.getDuration()))) {
            // The times that the gap swallowed are still to come.
            from = changed.getDateTimeBefore().minusSeconds(1);
        }
        for (var local = nextLocal(from); local.isPresent(); local = nextLocal(local.get())) {
            var instant = local.get().atZone(place).toInstant();
            if (instant.isAfter(after)) {
                return Optional.of(instant);
            }
        }
        return Optional.empty();
    }

    /**
     * Names one run: what was sent under this name is not sent again. A customer who moves to another zone on the day of a
     * daily mail still gets it once.
     */
    public String occasion(Instant firing, ZoneId place) {
        return switch (when) {
            case When.Daily _ ->
                LocalDateTime.ofInstant(firing, place).toLocalDate().toString();
            case When.Cron _ ->
                zone == null ? LocalDateTime.ofInstant(firing, place).toString() : firing.toString();
        };
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        return switch (when) {
            case When.Daily daily -> {
                var today = after.toLocalDate().atTime(daily.time());
                yield Optional.of(today.isAfter(after) ? today : today.plusDays(1));
            }
            case When.Cron cron -> {
                // Quartz counts in UTC here, where no clock ever changes.
                var seconds = after.truncatedTo(ChronoUnit.SECONDS);
                var next = parse(cron.expression()).getNextValidTimeAfter(Date.from(seconds.toInstant(ZoneOffset.UTC)));
                yield Optional.ofNullable(next).map(it -> LocalDateTime.ofInstant(it.toInstant(), ZoneOffset.UTC));
            }
        };
    }

    private static CronExpression parse(String expression) {
        try {
            var cron = new CronExpression(expression);
            cron.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
            return cron;
        } catch (ParseException e) {
            throw new IllegalStateException("was checked when the file was read: " + expression, e);
        }
    }
}
