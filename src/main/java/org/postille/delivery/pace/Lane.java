package org.postille.delivery.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The mails to one receiving house: how many at a time and in a minute. When it defers more than a few, the rate is halved; a
 * while without that, it grows again, up to what it was. Safe for threads.
 */
public final class Lane {

    private static final Duration BETWEEN_CUTS = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofMinutes(1);
    private static final double TOO_MANY_DEFERRED = 0.3;
    private static final double WEIGHT_OF_ONE = 0.1;
    private static final double GROWTH = 1.5;
    private static final double SLOWEST = 1;
    private static final double MINUTE = 60_000.0;

    private final String name;
    private final double configured;
    private final int connections;
    private final ReentrantLock lock = new ReentrantLock();

    /** What {@link #changed} says about a rate that was never changed. */
    private Instant changed = Instant.MIN;

    private double deferredShare;
    private double limit;
    private double beforeCut;
    private Bucket bucket;
    private Instant queueEnd = Instant.MIN;
    private int underWay;
    private Instant minute = Instant.MIN;
    private int thisMinute;
    private int lastMinute;

    /**
     * @param connections mails under way at a time
     * @param mailsPerMinute 0 for no limit
     */
    Lane(String name, int connections, int mailsPerMinute) {
        this.name = name;
        this.connections = connections;
        configured = mailsPerMinute == 0 ? Double.POSITIVE_INFINITY : mailsPerMinute;
        limit = configured;
        beforeCut = configured;
        bucket = new Bucket(mailsPerMinute);
    }

    /** Whose mail hosts these are. */
    public String name() {
        return name;
    }

    /** When the next mail may go there: nothing if at once. Whoever has to wait gets a time of his own, in order. */
    public Optional<Instant> admit(Instant now) {
        lock.lock();
        try {
            if (limit == Double.POSITIVE_INFINITY) {
                return Optional.empty();
            }
            if (bucket.available(now) >= 1) {
                bucket.take(1);
                return Optional.empty();
            }
            var interval = Duration.ofMillis((long) Math.ceil(MINUTE / limit));
            queueEnd = (queueEnd.isBefore(now) ? now : queueEnd).plus(interval);
            return Optional.of(queueEnd);
        } finally {
            lock.unlock();
        }
    }

    /** In words for the ledger. */
    public String why() {
        return "at most " + Math.round(mailsPerMinute()) + " mails a minute to " + name
                + (isSlowed() ? ", which defers more than a few" : "");
    }

    /** Takes one of its connections, if one is free; whoever has it gives it back by {@link #leave}. */
    public boolean enter() {
        lock.lock();
        try {
            if (underWay >= connections) {
                return false;
            }
            underWay++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    public void leave() {
        lock.lock();
        try {
            underWay--;
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return underWay == 0 && !isSlowed();
        } finally {
            lock.unlock();
        }
    }

    /** It took a mail, or refused one for good: either way it is not asking for patience. */
    public void answered(Instant now) {
        lock.lock();
        try {
            count(now);
            deferredShare *= 1 - WEIGHT_OF_ONE;
            if (limit < configured && Duration.between(changed, now).compareTo(CALM) >= 0) {
                var faster = limit * GROWTH;
                set(faster >= beforeCut ? configured : faster, now);
            }
        } finally {
            lock.unlock();
        }
    }

    /** It asked for patience with a mail. */
    public void deferred(Instant now) {
        lock.lock();
        try {
            count(now);
            deferredShare += WEIGHT_OF_ONE * (1 - deferredShare);
            if (deferredShare > TOO_MANY_DEFERRED
                    && (changed.equals(Instant.MIN)
                            || Duration.between(changed, now).compareTo(BETWEEN_CUTS) >= 0)) {
                var rate = limit == Double.POSITIVE_INFINITY ? Math.max(thisMinute, lastMinute) : limit;
                if (!isSlowed()) {
                    beforeCut = rate;
                }
                set(Math.max(SLOWEST, rate / 2), now);
                deferredShare = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private void set(double mailsPerMinute, Instant now) {
        limit = mailsPerMinute;
        changed = now;
        if (limit != Double.POSITIVE_INFINITY) {
            bucket.perMinute(limit);
        }
    }

    private void count(Instant now) {
        if (minute.equals(Instant.MIN) || !now.isBefore(minute.plus(CALM)) || now.isBefore(minute)) {
            lastMinute = minute.equals(Instant.MIN) ? 0 : thisMinute;
            thisMinute = 0;
            minute = now;
        }
        thisMinute++;
    }

    /** What it is allowed now; infinite without a limit. */
    public double mailsPerMinute() {
        return limit;
    }

    /** Whether it is slower than it was, because of deferrals. */
    public boolean isSlowed() {
        return limit < configured;
    }
}
