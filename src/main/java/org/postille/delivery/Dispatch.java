package org.postille.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.Departures.Ready;
import org.postille.delivery.LedgerSql.Claimed;
import org.postille.delivery.LedgerSql.Outcome;
import org.postille.delivery.pace.Lane;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Reply;

/**
 * How a node sends: while some mails are with the relay, others are written and the next are claimed. It outlives its runs, so that
 * the relay's answer counts also if it comes after a run that failed.
 *
 * <p>One thread, this one, keeps the ledger; each of its transactions takes whatever has come meanwhile, outcomes as well as mails
 * that are ready to leave. A mail is marked as handed over just before its first byte leaves, and only as many as the relay takes at
 * a time: these few are in doubt when the process dies, and no other.
 */
final class Dispatch {

    private static final int RENEWALS_A_LEASE = 4;
    /** What writing the ledger takes, and waiting for others to write it with. */
    private static final Duration LEDGER = Duration.ofMillis(10);

    /** Held at a time, in batches, if most of them wait for a slow house. */
    private static final int MOST_BATCHES = 5;
    /** How often a run that has taken up all there was looks for more. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final double NEWEST = 0.1;
    private static final Duration LINGER = Duration.ofMillis(6);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Sender sender;
    private final LedgerSql ledger;
    private final LeaseSql leases;
    private final Relay relay;
    private final DeliveryConfig config;
    private final Clock clock;
    private final String owner;
    private final ExecutorService writers;
    private final ExecutorService lines;
    private final BooleanSupplier stopping;

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    /** Claimed, and no outcome yet; with the lane that it was taken up in, if it was. */
    private final Map<Long, Taken> held = new LinkedHashMap<>();

    private final Departures ready = new Departures();
    /** With the relay. */
    private final Map<Long, Lane> underWay = new HashMap<>();

    private final List<Outcome> outcomes = new ArrayList<>();
    private int unwritten;
    /** How long an attempt takes, the latest ones most; quick until it is known. */
    private long attemptNanos = 1;

    private Instant renewed;
    /** Whether there may be more to claim, and when that was asked. */
    private boolean more;

    private long looked;

    Dispatch(
            Sender sender,
            LedgerSql ledger,
            LeaseSql leases,
            Relay relay,
            DeliveryConfig config,
            Clock clock,
            String owner,
            ExecutorService writers,
            ExecutorService lines,
            BooleanSupplier stopping) {
        this.sender = sender;
        this.ledger = ledger;
        this.leases = leases;
        this.relay = relay;
        this.config = config;
        this.clock = clock;
        this.owner = owner;
        this.writers = writers;
        this.lines = lines;
        this.stopping = stopping;
        renewed = clock.instant();
    }

    private record Taken(Claimed message, @Nullable Lane lane) {}

    /** What other threads have to say. */
    private sealed interface News {

        record Written(Ready mail) implements News {}

        record Unwritten(Claimed message, Throwable why) implements News {}

        record Answered(Claimed message, Lane lane, Attempt attempt, long nanos) implements News {}
    }

    /**
     * After a run that failed: writes down what came since, says that what is with the relay is still ours, and gives up the rest.
     * If this fails too, nothing is lost.
     */
    void recover() {
        hearAll();
        try {
            hearWriters();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var now = clock.instant();
        sender.step(outcomes, List.of(), now);
        outcomes.clear();
        leases.renew(owner, underWay.keySet(), now.plus(config.lease()));
        renewed = now;
        putDownWaiting();
        leases.giveBackAll(owner);
    }

    /** Sends until nothing is due any more, the relay is away, or the server stops; then everything is written down. */
    void run() {
        try {
            more = true;
            while (more || !held.isEmpty() || !outcomes.isEmpty()) {
                more |= System.nanoTime() - looked > LOOK.toNanos();
                if (!goesOn()) {
                    giveBack();
                    more = false;
                } else if (more && hasRoom()) {
                    more = claim();
                }
                step();
                listen();
            }
            hearWriters();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the next are to be claimed: early enough that they are written before the relay waits for them. Those that wait for
     * their house keep nobody else from it.
     */
    private boolean hasRoom() {
        if (sender.width(clock.instant()) == 1) {
            return held.isEmpty();
        }
        var waiting = held.size() - underWay.size() - ready.count(lane -> !hasRoom(lane));
        return waiting <= config.batch() / 2 && held.size() < MOST_BATCHES * config.batch();
    }

    /** How many of the connections a house may have that is not quick. */
    private int share() {
        return Lane.share(relay.connections());
    }

    /** Whether a mail may leave there now. Of the connections, some are always left to houses that are known to be quick, and to what an event set off. */
    private boolean hasRoom(Lane lane) {
        return lane.hasRoom(share())
                && (lane.isQuick()
                        || underWay.values().stream()
                                        .filter(it -> !it.isQuick())
                                        .count()
                                < Lane.mostOfSlow(relay.connections()));
    }

    private boolean goesOn() {
        return !stopping.getAsBoolean() && sender.width(clock.instant()) > 0;
    }

    /** Takes up the next mails. @return whether there may be more */
    private boolean claim() {
        looked = System.nanoTime();
        var now = clock.instant();
        var most = sender.permits(config.batch(), held.size() - underWay.size(), now);
        if (most == 0) {
            return false;
        }
        var claimed = ledger.claim(owner, now, now.plus(config.lease()), most);
        var fresh = withoutThoseUnderWay(claimed, now);
        fresh = fresh.subList(0, fresh.size() - giveBackOverdrawn(fresh, now));
        fresh.forEach(it -> held.put(it.id(), new Taken(it, null)));
        var plan = sender.plan(fresh, now);
        plan.settled().forEach(this::settled);
        for (var writing : plan.toWrite()) {
            held.put(writing.message().id(), new Taken(writing.message(), writing.lane()));
            unwritten++;
            writers.execute(() -> news.add(written(writing)));
        }
        return claimed.size() == most;
    }

    /** Somebody had taken us for dead: what is with the relay is said to be there again, so that its answer counts. */
    private List<Claimed> withoutThoseUnderWay(List<Claimed> claimed, Instant now) {
        var again =
                claimed.stream().map(Claimed::id).filter(underWay::containsKey).toList();
        if (again.isEmpty()) {
            return claimed;
        }
        sender.step(List.of(), again, now);
        return claimed.stream().filter(it -> !underWay.containsKey(it.id())).toList();
    }

    /** @return how many of the last ones */
    private int giveBackOverdrawn(List<Claimed> claimed, Instant now) {
        var overdrawn = claimed.isEmpty() ? 0 : Math.min(claimed.size(), sender.overdrawn(now));
        leases.giveBack(
                owner,
                claimed.subList(claimed.size() - overdrawn, claimed.size()).stream()
                        .map(Claimed::id)
                        .toList());
        return overdrawn;
    }

    private News written(Admission.Writing writing) {
        try {
            return new News.Written(
                    new Ready(writing.message(), relay.seal(writing.write()), writing.lane(), writing.at()));
        } catch (RuntimeException | Error e) {
            // Whatever is wrong with this one, the others shall leave.
            return new News.Unwritten(writing.message(), e);
        }
    }

    /** Writes what has become of mails, and lets others go: one transaction. */
    private void step() {
        var leaving = leaving();
        var now = clock.instant();
        Set<Long> allowed;
        try {
            allowed = sender.step(
                    outcomes, leaving.stream().map(it -> it.message().id()).toList(), now);
        } catch (RuntimeException e) {
            leaving.forEach(it -> {
                it.lane().leave();
                underWay.remove(it.message().id());
                settled(Outcomes.notSent(it.message(), "the ledger could not be written", now));
            });
            throw e;
        }
        outcomes.clear();
        for (var mail : leaving) {
            if (allowed.contains(mail.message().id())) {
                lines.execute(() -> news.add(send(mail)));
            } else {
                // Its lease was lost: it is somebody else's by now.
                mail.lane().leave();
                underWay.remove(mail.message().id());
                putDown(mail.message().id());
            }
        }
        if (now.isBefore(renewed)
                || renewed.plus(config.lease().dividedBy(RENEWALS_A_LEASE)).isBefore(now)) {
            leases.renew(owner, held.keySet(), now.plus(config.lease()));
            renewed = now;
        }
        sender.keepHouse(now);
    }

    /** The next mails for which the relay, and the house they go to, have room. */
    private List<Ready> leaving() {
        var leaving = new ArrayList<Ready>();
        var now = clock.instant();
        var room = Math.min(room(), sender.width(now));
        var share = share();
        while (underWay.size() < room) {
            var mail = ready.next(lane -> lane.enter(share), lane -> hasRoom(lane) && lane.enter(share));
            if (mail == null) {
                break;
            }
            var stays = staying(mail, now);
            if (stays == null) {
                underWay.put(mail.message().id(), mail.lane());
                leaving.add(mail);
            } else {
                mail.lane().leave();
                settled(stays);
            }
        }
        return leaving;
    }

    /** Null if it may leave still. */
    private @Nullable Outcome staying(Ready mail, Instant now) {
        var message = mail.message();
        if (mail.allowedAt().plus(LONGEST_WAIT).isBefore(now)) {
            // Somebody may have withdrawn meanwhile: asked again, and written again.
            return new Outcome(message.id(), MessageState.PLANNED, null, null);
        }
        return sender.isPaused(message.campaign())
                ? new Outcome(message.id(), MessageState.HELD, Permission.PAUSED, message.expiresAt())
                : null;
    }

    private News.Answered send(Ready mail) {
        var start = System.nanoTime();
        Attempt attempt;
        try {
            attempt = relay.send(mail.mail());
        } catch (RuntimeException e) {
            Log.errorf(e, "message %d failed unexpectedly", mail.message().id());
            attempt = new Attempt.Deferred(new Reply(0, "not sent: " + e));
        } finally {
            mail.lane().leave();
        }
        return new News.Answered(mail.message(), mail.lane(), attempt, System.nanoTime() - start);
    }

    /**
     * How many may be marked as handed over: one for each connection, and as many more as answers come in while the ledger is
     * written, so that no connection waits for it. A slow relay needs hardly any, and what only waits should not be in doubt.
     */
    private int room() {
        var ahead = Math.ceil(relay.connections() * ((double) LEDGER.toNanos() / Math.max(1, attemptNanos)));
        return (int) Math.min(relay.mostUnderWay(), relay.connections() + 1 + ahead);
    }

    /**
     * Waits until somebody has something to say, and a moment longer for others, so that one transaction does for several mails
     * also where the database is quick.
     */
    private void listen() throws InterruptedException {
        if (unwritten == 0 && underWay.isEmpty() && ready.isEmpty()) {
            return;
        }
        var alone = unwritten == 0 && underWay.isEmpty();
        var wait = alone ? LINGER.toMillis() : more && hasRoom() ? 0 : LOOK.toMillis();
        var next = news.poll(wait, MILLISECONDS);
        var end = System.nanoTime() + LINGER.toNanos();
        while (next != null) {
            hear(next);
            var left = end - System.nanoTime();
            var enough = outcomes.size() >= relay.connections() || (unwritten == 0 && underWay.isEmpty());
            next = left > 0 && !enough ? news.poll(left, NANOSECONDS) : news.poll();
        }
    }

    private void hearAll() {
        for (var next = news.poll(); next != null; next = news.poll()) {
            hear(next);
        }
    }

    /** A mail that was given up while it was written must not turn up later, when it has been claimed again and written anew. */
    private void hearWriters() throws InterruptedException {
        while (unwritten > 0 && !writers.isShutdown()) {
            var next = news.poll(LINGER.toMillis(), MILLISECONDS);
            if (next != null) {
                hear(next);
            }
        }
    }

    private void hear(News next) {
        switch (next) {
            case News.Written it -> {
                unwritten--;
                if (held.containsKey(it.mail.message().id())) {
                    ready.add(it.mail);
                }
            }
            case News.Unwritten it -> {
                unwritten--;
                settled(sender.unwritten(it.message, it.why, clock.instant()));
            }
            case News.Answered it -> {
                underWay.remove(it.message.id());
                if (!(it.attempt instanceof Attempt.NotOffered)) {
                    attemptNanos = (long) (attemptNanos + NEWEST * (it.nanos - attemptNanos));
                    it.lane.took(it.nanos);
                }
                settled(sender.answered(it.message, it.attempt, it.lane, clock.instant()));
            }
        }
    }

    private void settled(Outcome outcome) {
        putDown(outcome.id());
        outcomes.add(outcome);
    }

    private void putDown(long message) {
        var taken = held.remove(message);
        if (taken != null && taken.lane != null) {
            taken.lane.putDown();
        }
    }

    /** Leaves what has not left yet to whoever claims it next. */
    private void giveBack() {
        leases.giveBack(owner, putDownWaiting());
    }

    /** Forgets what was claimed and is not with the relay. @return which */
    private Set<Long> putDownWaiting() {
        var waiting = new LinkedHashSet<>(held.keySet());
        waiting.removeAll(underWay.keySet());
        ready.clear();
        waiting.forEach(this::putDown);
        return waiting;
    }
}
