package org.postille.demo.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The server's own count of pictures by how they came about: the metric {@code postille.pictures}. */
@ApplicationScoped
class Outcomes {

    private final MeterRegistry meters;

    Outcomes(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param millis in the server, of all of them together */
    record Total(long count, double millis) {
        Total minus(Total other) {
            return new Total(count - other.count, millis - other.millis);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d in %.1f ms each", count, count == 0 ? 0 : millis / count);
        }
    }

    Map<String, Total> now() {
        var totals = new TreeMap<String, Total>();
        for (var timer : meters.find("postille.pictures").timers()) {
            totals.put(timer.getId().getTag("outcome"), total(timer));
        }
        return totals;
    }

    private static Total total(Timer timer) {
        return new Total(timer.count(), timer.totalTime(TimeUnit.MILLISECONDS));
    }

    /** What has been added since. */
    Map<String, Total> since(Map<String, Total> before) {
        var added = new TreeMap<String, Total>();
        now().forEach((outcome, total) -> {
            var more = total.minus(before.getOrDefault(outcome, new Total(0, 0)));
            if (more.count > 0) {
                added.put(outcome, more);
            }
        });
        return added;
    }
}
