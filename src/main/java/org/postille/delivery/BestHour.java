package org.postille.delivery;

import java.time.Duration;
import java.time.LocalTime;

/**
 * Spreads a run over a day, so that each recipient gets their mail at the hour at which they usually act.
 *
 * @param from the run's time on the recipients' clocks
 * @param latest whose hour comes later than this after it, or who has none, gets it at the run's time
 */
record BestHour(LocalTime from, Duration latest) {

    int minuteOfDay() {
        return from.getHour() * 60 + from.getMinute();
    }
}
