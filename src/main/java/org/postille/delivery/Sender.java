package org.postille.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.customer.Customer;
import org.postille.delivery.OutboxSql.Claimed;
import org.postille.delivery.OutboxSql.Outcome;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Mail;
import org.postille.render.BrokenTemplate;

/**
 * Hands the outbox to the relay.
 *
 * <p>Claim (a short transaction), check and render (none), mark as handed over (short), SMTP (none), write the outcomes (short).
 * Whether the mail may leave is asked after the claim, a moment before it does. A process that dies before the mark has sent
 * nothing; after it, the message becomes UNKNOWN and nobody sends it again.
 */
@ApplicationScoped
class Sender {

    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LONGEST_RETRY = Duration.ofHours(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final OutboxSql outbox;
    private final Permission permission;
    private final Letters letters;
    private final Relay relay;
    private final DeliveryConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private final ExecutorService writers = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("writer-", 0).factory());

    private final ReentrantLock atWork = new ReentrantLock();
    private final List<Outcome> unsettled = new ArrayList<>();
    /** How many mails of one run have to wait, by the reason. */
    private final Map<String, Integer> waiting = new TreeMap<>();

    private volatile boolean stopping;

    Sender(
            OutboxSql outbox,
            Permission permission,
            Letters letters,
            Relay relay,
            DeliveryConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.metrics = metrics;
        this.outbox = outbox;
        this.permission = permission;
        this.letters = letters;
        this.relay = relay;
        this.config = config;
        this.clock = clock;
    }

    /** Takes no more, and lets the batch at work be settled while there is still everything that it needs. */
    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stopping = true;
        if (!atWork.tryLock(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            Log.warnf("the relay has not answered within %s: what it has may become UNKNOWN", LONGEST_STOP);
        }
        writers.shutdownNow();
    }

    /** Sends all that is due now; what dead nodes held is freed first. */
    void run() {
        var lost = outbox.freeLost(clock.instant());
        if (lost > 0) {
            Log.warnf("%d mails were with the relay when their process ended: their outcome is unknown", lost);
        }
        waiting.clear();
        while (!stopping && batch() == config.batch()) {
            // until less than a batch is due
        }
        waiting.forEach((why, count) -> Log.warnf("mails %s: %d", why, count));
    }

    private int batch() {
        atWork.lock();
        try {
            return stopping ? 0 : oneBatch();
        } finally {
            atWork.unlock();
        }
    }

    /** Writes the outcomes; should the database be away, they wait here until it is back. */
    private void settle() {
        outbox.settle(owner, unsettled, clock.instant());
        unsettled.clear();
    }

    private void tell(List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            metrics.counter("postille.mails", "outcome", outcome.state().code()).increment();
        }
        for (var outcome : outcomes) {
            if (outcome.state() == MessageState.DEFERRED || outcome.state() == MessageState.UNKNOWN) {
                waiting.merge(outcome.state().code() + " (" + outcome.reply() + ")", 1, Integer::sum);
            }
        }
    }

    private int oneBatch() {
        settle();
        var now = clock.instant();
        var claimed = outbox.claim(owner, now, now.plus(config.lease()), config.batch());
        if (claimed.isEmpty()) {
            return 0;
        }
        var settled = new ArrayList<Outcome>();
        var mails = write(claimed, settled, now);
        var held = outbox.handOver(owner, mails.keySet(), now.plus(config.lease()));
        mails.keySet().retainAll(held);
        settled.addAll(send(claimed, mails, now));
        unsettled.addAll(settled);
        tell(settled);
        settle();
        return claimed.size();
    }

    /** The mails of those that may leave, written on all processors; the others are settled. */
    private Map<Long, Mail> write(List<Claimed> claimed, Collection<Outcome> settled, Instant now) {
        var people = QuarkusTransaction.requiringNew().call(() -> Letters.people(claimed));
        var customers = people.customers();
        var verdicts = permission.of(claimed, customers, now);
        var writing = new LinkedHashMap<Claimed, Future<Mail>>();
        for (var message : claimed) {
            switch (verdicts.getOrDefault(message.id(), new Verdict.TooLate())) {
                case Verdict.Allowed _ ->
                    writing.put(
                            message,
                            writers.submit(() ->
                                    letters.write(message, customer(customers, message), people.products(), now)));
                case Verdict.Forbidden forbidden ->
                    settled.add(new Outcome(message.id(), MessageState.SUPPRESSED, forbidden.rule(), null));
                case Verdict.NotNow later ->
                    settled.add(new Outcome(message.id(), MessageState.DEFERRED, later.why(), later.at()));
                case Verdict.TooLate _ ->
                    settled.add(new Outcome(message.id(), MessageState.EXPIRED, "later than " + config.expiry(), null));
            }
        }
        var mails = new LinkedHashMap<Long, Mail>();
        writing.forEach((message, mail) -> {
            try {
                mails.put(message.id(), mail.get());
            } catch (ExecutionException e) {
                // Whatever is wrong with this one, the others of the batch shall leave.
                settled.add(unwritten(message, e.getCause(), now));
            } catch (InterruptedException e) {
                // Nothing of this batch has left yet: its lease ends, and another node takes it.
                Thread.currentThread().interrupt();
            }
        });
        return mails;
    }

    /** What a template makes wrong of one reader's data it makes wrong again; anything else may be mended or pass. */
    private static Outcome unwritten(Claimed message, @Nullable Throwable why, Instant now) {
        if (why instanceof BrokenTemplate broken) {
            return new Outcome(message.id(), MessageState.DEFERRED, broken.getMessage(), retry(message, now));
        }
        if (why instanceof Invalid invalid) {
            Log.warnf("message %d cannot be written: %s", message.id(), invalid.getMessage());
            return new Outcome(message.id(), MessageState.REJECTED, invalid.getMessage(), null);
        }
        Log.errorf(why, "message %d cannot be written now", message.id());
        return new Outcome(message.id(), MessageState.DEFERRED, "not written: " + why, retry(message, now));
    }

    private static Customer customer(Map<Long, Customer> customers, Claimed message) {
        var customer = customers.get(message.customer());
        if (customer == null) {
            throw new Invalid("the customer is gone");
        }
        return customer;
    }

    private List<Outcome> send(List<Claimed> claimed, Map<Long, Mail> mails, Instant now) {
        var outcomes = new ArrayList<Outcome>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = new LinkedHashMap<Claimed, Future<Attempt>>();
            for (var message : claimed) {
                var mail = mails.get(message.id());
                if (mail != null) {
                    attempts.put(message, threads.submit(() -> relay.send(mail)));
                }
            }
            attempts.forEach((message, attempt) -> outcomes.add(outcome(message, attempt, now)));
        }
        return outcomes;
    }

    private static Outcome outcome(Claimed message, Future<Attempt> attempt, Instant now) {
        try {
            return switch (attempt.get()) {
                case Attempt.Accepted it ->
                    new Outcome(message.id(), MessageState.ACCEPTED, it.reply().toString(), null);
                case Attempt.Deferred it ->
                    new Outcome(message.id(), MessageState.DEFERRED, it.reply().toString(), retry(message, now));
                case Attempt.Rejected it ->
                    new Outcome(message.id(), MessageState.REJECTED, it.reply().toString(), null);
                case Attempt.Unknown it ->
                    new Outcome(message.id(), MessageState.UNKNOWN, it.reply().toString(), null);
            };
        } catch (ExecutionException e) {
            // Not a verdict on the mail, so it is tried again.
            Log.errorf(e, "message %d failed unexpectedly", message.id());
            return new Outcome(message.id(), MessageState.DEFERRED, String.valueOf(e.getCause()), retry(message, now));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(message.id(), MessageState.UNKNOWN, "interrupted while the relay had the mail", null);
        }
    }

    /** Twice as long after each attempt. */
    private static Instant retry(Claimed message, Instant now) {
        var wait = FIRST_RETRY.multipliedBy(1L << Math.min(10, message.attempts()));
        return now.plus(wait.compareTo(LONGEST_RETRY) < 0 ? wait : LONGEST_RETRY);
    }
}
