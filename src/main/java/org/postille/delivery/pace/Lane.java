package org.postille.delivery.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The mails to one receiving house: how many at a time and in a minute. When it defers more than a few, the rate is halved; some
 * seconds without that, it grows again, up to what it was. Who has to wait comes again within minutes, so that nobody waits for
 * what has changed meanwhile. Safe for threads.
 */
public final class Lane {

    private static final Duration BETWEEN_CUTS = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** Between mails to a house of which nobody knows yet how fast it is. */
    private static final Duration UNKNOWN = Duration.ofSeconds(1);
    /** So many at a time are as good as no limit: whoever has said less means it. */
    static final int MANY = 20;

    private static final double TOO_MANY_DEFERRED = 0.3;
    private static final double WEIGHT_OF_ONE = 0.1;
    private static final double GROWTH = 1.5;
    private static final double SLOWEST = 30;
    private static final int ENOUGH = 20;
    /** Written ahead for each of its connections, at least. */
    private static final int AHEAD = 3;
    /** What it takes in so long may be written ahead; more would only stand in the way of mails to others. */
    private static final Duration WORTH = Duration.ofSeconds(10);
    /** A house that takes longer over a mail may not have all connections: mails to others would have to wait for it. */
    private static final Duration QUICK = Duration.ofSeconds(2);

    private static final int LEFT_TO_QUICK = 4;
    private static final double NEWEST = 0.1;

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
    private int takenUp;
    private int answers;
    /** How long it takes over a mail, the latest ones most; 0 until it is known. */
    private double nanosEach;

    private final Meter meter = new Meter();

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

    /** How many of the relay's connections a house may have of which it is not known that it is quick. */
    public static int share(int connections) {
        return Math.max(1, connections / 2);
    }

    /** How many of them all such houses may have together. */
    public static int mostOfSlow(int connections) {
        return Math.max(1, connections - Math.max(1, connections / LEFT_TO_QUICK));
    }

    /** Whose mail hosts these are. */
    public String name() {
        return name;
    }

    /**
     * Takes up a mail that is to go there, to be {@link #putDown} in any case; or says when to ask again.
     *
     * @param share see {@link #share}
     * @param urgent an event has set it off: it need not wait for those that were written ahead of it
     * @return nothing if it may be written now
     */
    public Optional<Instant> admit(int share, boolean urgent, Instant now) {
        lock.lock();
        try {
            if (takenUp >= ahead(share) * (urgent ? 2 : 1)) {
                var rate = meter.perMinute(now);
                return Optional.of(later(now, rate > 0 ? interval(rate) : UNKNOWN));
            }
            if (limit != Double.POSITIVE_INFINITY) {
                if (bucket.available(now) < 1) {
                    return Optional.of(later(now, interval(limit)));
                }
                bucket.take(1);
            }
            takenUp++;
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** How many may be taken up: of a house that has a limit, or is slow, those that it takes soon. */
    private double ahead(int share) {
        if (connections >= MANY && (nanosEach == 0 || isQuick())) {
            return Double.POSITIVE_INFINITY;
        }
        var most = Math.min(connections, share);
        return nanosEach == 0 ? AHEAD * connections : Math.max(AHEAD * most, most * WORTH.toNanos() / nanosEach);
    }

    /** Whether it is known not to keep a connection busy for long. */
    public boolean isQuick() {
        lock.lock();
        try {
            return nanosEach > 0 && nanosEach <= QUICK.toNanos();
        } finally {
            lock.unlock();
        }
    }

    private static Duration interval(double mailsPerMinute) {
        return Duration.ofMillis((long) Math.ceil(MINUTE / mailsPerMinute));
    }

    /** In order, one interval after the other; who would wait too long comes earlier, and asks again. */
    private Instant later(Instant now, Duration interval) {
        var last = now.plus(LONGEST_WAIT);
        queueEnd = (queueEnd.isBefore(now) ? now : queueEnd).plus(interval);
        if (queueEnd.isAfter(last)) {
            queueEnd = now.plus(LONGEST_WAIT.dividedBy(2));
        }
        return queueEnd;
    }

    /** The mail has left, or will not. */
    public void putDown() {
        lock.lock();
        try {
            takenUp--;
        } finally {
            lock.unlock();
        }
    }

    /** In words for the ledger. */
    public String why() {
        return limit == Double.POSITIVE_INFINITY
                ? "waits for its turn"
                        + (connections < MANY
                                ? ": at most " + connections + " mails at a time to "
                                : " among those to ")
                        + name
                : "at most " + Math.round(mailsPerMinute()) + " mails a minute to " + name
                        + (isSlowed() ? ", which defers more than a few" : "");
    }

    /**
     * Takes one of its connections, if one is free; whoever has it gives it back by {@link #leave}.
     *
     * @param share the most if it is not quick
     */
    public boolean enter(int share) {
        lock.lock();
        try {
            if (!hasRoom(share)) {
                return false;
            }
            underWay++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether one of its connections is free. */
    public boolean hasRoom(int share) {
        lock.lock();
        try {
            return underWay < (isQuick() ? connections : Math.min(connections, share));
        } finally {
            lock.unlock();
        }
    }

    /** So long was the relay busy with a mail to it. */
    public void took(long nanos) {
        lock.lock();
        try {
            nanosEach = nanosEach == 0 ? Math.max(1, nanos) : nanosEach + NEWEST * (nanos - nanosEach);
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
            return underWay == 0 && takenUp == 0 && !isSlowed();
        } finally {
            lock.unlock();
        }
    }

    /** It took a mail, or refused one for good: either way it is not asking for patience. */
    public void answered(Instant now) {
        lock.lock();
        try {
            meter.count(now);
            answers++;
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
            meter.count(now);
            answers++;
            deferredShare += WEIGHT_OF_ONE * (1 - deferredShare);
            if (deferredShare > TOO_MANY_DEFERRED
                    && answers >= ENOUGH
                    && (changed.equals(Instant.MIN)
                            || Duration.between(changed, now).compareTo(BETWEEN_CUTS) >= 0)) {
                var rate = limit == Double.POSITIVE_INFINITY ? meter.perMinute(now) : limit;
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
        limit = Math.min(configured, mailsPerMinute);
        changed = now;
        // Whoever came before has a time of his own by the old rate; the others shall not queue behind them.
        queueEnd = now;
        if (limit != Double.POSITIVE_INFINITY) {
            bucket.perMinute(limit);
        }
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
