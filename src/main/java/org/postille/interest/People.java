package org.postille.interest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Knows customers as they are now: what somebody did a moment ago counts in the next answer, whichever node gives it, without a
 * training.
 */
@ApplicationScoped
public class People {

    /** What was before the latest of so many is known from the training; likes and dislikes are known for ever. */
    private static final int LATEST = 300;

    private final Interest interest;
    private final InterestSql sql;
    private final Clock clock;

    People(Interest interest, InterestSql sql, Clock clock) {
        this.interest = interest;
        this.sql = sql;
        this.clock = clock;
    }

    /** Small look-ups by customer, one more for those who do very much. Somebody who is not known, or no more, is as anybody. */
    public Person of(long customerId) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return sql.person(customerId, LATEST, interest.current().learnedUntil(), today);
    }

    /** What this customer bought since then, whether a training knows of it or not; one small look-up. */
    public Set<Long> boughtSince(long customerId, Instant since) {
        return sql.bought(customerId, since);
    }
}
