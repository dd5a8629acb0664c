package org.postille.interest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Knows customers as they are now: what somebody did a moment ago counts in the next answer, whichever node gives it, without a
 * training.
 */
@ApplicationScoped
public class People {

    /** What was before the latest of so many is known from the training. */
    private static final int LATEST = 300;

    private final InterestSql sql;
    private final Clock clock;

    People(InterestSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Two small look-ups. Somebody who is not known, or no more, is as anybody. */
    public Person of(long customerId) {
        return sql.person(customerId, LATEST, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
