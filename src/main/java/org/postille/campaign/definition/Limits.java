package org.postille.campaign.definition;

import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often and when a campaign may write to someone. */
public record Limits(
        @Nullable Frequency perCustomer, @Nullable QuietHours quietHours) {

    public static final Limits NONE = new Limits(null, null);

    /** The window that a frequency counts in, ending now. */
    public enum Window {
        DAY(Period.ofDays(1)),
        WEEK(Period.ofDays(7)),
        MONTH(Period.ofMonths(1));

        private final Period period;

        Window(Period period) {
            this.period = period;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public Period period() {
            return period;
        }

        public static Optional<Window> of(String code) {
            return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
        }

        public static List<String> codes() {
            return Arrays.stream(values()).map(Window::code).toList();
        }
    }

    /** At most so many mails of the campaign in any window of that length. */
    public record Frequency(int count, Window window) {

        /** Mails from this instant on count. */
        public Instant since(Instant now) {
            return now.atZone(ZoneOffset.UTC).minus(window.period()).toInstant();
        }
    }

    /** A time of day, in the customer's zone, when no mail is sent; over midnight if it ends before it begins. */
    public record QuietHours(LocalTime from, LocalTime to) {

        /** That instant if it is allowed, otherwise the end of the quiet hours it falls into. */
        public Instant nextAllowed(Instant wanted, ZoneId zone) {
            var local = wanted.atZone(zone);
            var time = local.toLocalTime();
            var afterFrom = !time.isBefore(from);
            var beforeTo = time.isBefore(to);
            var overMidnight = to.isBefore(from);
            if (overMidnight ? !afterFrom && !beforeTo : !afterFrom || !beforeTo) {
                return wanted;
            }
            var day = overMidnight && afterFrom ? local.toLocalDate().plusDays(1) : local.toLocalDate();
            var end = day.atTime(to).atZone(zone).toInstant();
            // On the night when the hour of the end comes twice, its first pass may be over already.
            return end.isAfter(wanted)
                    ? end
                    : day.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant();
        }
    }
}
