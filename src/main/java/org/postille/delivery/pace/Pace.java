package org.postille.delivery.pace;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;

/** How many mails may leave this node now: what {@code mails-per-minute} and the warm-up allow. */
@ApplicationScoped
public class Pace {

    private final PaceConfig config;
    private final Tally tally;
    private final QueueSql queue;
    private final Bucket bucket;

    Pace(PaceConfig config, Tally tally, QueueSql queue) {
        this.config = config;
        this.tally = tally;
        this.queue = queue;
        bucket = new Bucket(config.mailsPerMinute());
    }

    /**
     * How many more may be taken up now, at most those that are wanted.
     *
     * @param held taken up before and not {@link #sent} yet
     */
    public synchronized int permits(int wanted, int held, Instant now) {
        var permits = config.mailsPerMinute() == 0 ? wanted : Math.min(wanted, bucket.available(now) - held);
        var cap = dailyLimit(now);
        if (cap.isPresent()) {
            tally.write();
            permits = Math.min(permits, cap.getAsInt() - tally.acceptedToday() - queue.takenUp());
        }
        return Math.max(0, permits);
    }

    /** How many that nodes have taken up are too many, since several nodes asked for permits at the same moment. */
    public synchronized int overdrawn(Instant now) {
        var cap = dailyLimit(now);
        return cap.isEmpty() ? 0 : Math.max(0, tally.acceptedToday() + queue.takenUp() - cap.getAsInt());
    }

    /** They are leaving. */
    public synchronized void sent(int mails) {
        bucket.take(mails);
    }

    /** What other nodes should know before they take up more: only while a domain is warmed up. */
    public void tell(Instant now) {
        if (dailyLimit(now).isPresent()) {
            tally.write();
        }
    }

    /** How many may still leave today (UTC), of all nodes together; nothing without a warm-up. */
    public OptionalInt leftToday(Instant now) {
        var cap = dailyLimit(now);
        return cap.isEmpty() ? cap : OptionalInt.of(Math.max(0, cap.getAsInt() - tally.acceptedToday()));
    }

    /** The most that may leave in a minute; nothing if the operator has not said. */
    public OptionalInt mailsPerMinute() {
        return config.mailsPerMinute() == 0 ? OptionalInt.empty() : OptionalInt.of(config.mailsPerMinute());
    }

    /** The most that may leave on that day (UTC), of all nodes together, while the sending domain is warmed up. */
    private OptionalInt dailyLimit(Instant now) {
        var begin = config.warmUp().begin();
        if (begin.isEmpty()) {
            return OptionalInt.empty();
        }
        var day = ChronoUnit.DAYS.between(begin.get(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        var limit = config.warmUp().firstDay() * Math.pow(config.warmUp().growth(), (double) Math.max(0, day));
        return limit < Integer.MAX_VALUE ? OptionalInt.of((int) limit) : OptionalInt.empty();
    }
}
