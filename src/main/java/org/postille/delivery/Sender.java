package org.postille.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.postille.campaign.Pauses;
import org.postille.delivery.LedgerSql.Claimed;
import org.postille.delivery.LedgerSql.Outcome;
import org.postille.delivery.pace.Lane;
import org.postille.delivery.pace.Traffic;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Reply;

/**
 * Hands the outbox to the relay, and decides what each answer means. {@link Dispatch} is how a run goes.
 *
 * <p>Whether a mail may leave is asked after the claim, a moment before it does. A process that dies before a mail is marked as
 * handed over has sent nothing of it; after that the campaign's {@code on-unknown} decides.
 */
@ApplicationScoped
class Sender {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration KEEP = Duration.ofSeconds(10);
    private static final Duration TELL = Duration.ofMinutes(1);
    private static final int MOST_REASONS = 50;

    private final LedgerSql ledger;
    private final LeaseSql leases;
    private final Admission admission;
    private final Leftovers leftovers;
    private final ClockJumps jumps;
    private final Pauses pauses;
    private final Traffic traffic;
    private final Outcomes outcomes;
    private final DeliveryConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private final ExecutorService writers = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("writer-", 0).factory());
    private final ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor();

    private final ReentrantLock atWork = new ReentrantLock();
    private final Dispatch dispatch;
    /** How many mails of one run have to wait, by the reason. */
    private final Map<String, Integer> waiting = new TreeMap<>();

    private Set<Long> paused = Set.of();
    /** Campaigns whose mails this node may have put aside since it last let some go. */
    private final Set<Long> seenPaused = new HashSet<>();

    private boolean released;
    /** The last run did not come to its end, and may have left claims behind. */
    private boolean failed;

    private Instant kept = Instant.MIN;
    private Instant told = Instant.MIN;
    private volatile boolean stopping;

    Sender(
            LedgerSql ledger,
            LeaseSql leases,
            Admission admission,
            Relay relay,
            Leftovers leftovers,
            ClockJumps jumps,
            Pauses pauses,
            Traffic traffic,
            Outcomes outcomes,
            DeliveryConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.ledger = ledger;
        this.leases = leases;
        this.admission = admission;
        this.leftovers = leftovers;
        this.jumps = jumps;
        this.pauses = pauses;
        this.traffic = traffic;
        this.outcomes = outcomes;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        dispatch = new Dispatch(this, ledger, leases, relay, config, clock, owner, writers, lines, () -> stopping);
    }

    /** Takes no more, and lets what is with the relay be settled while there is still everything that it needs. */
    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stopping = true;
        if (atWork.tryLock(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            atWork.unlock();
        } else {
            Log.warnf("the relay has not answered within %s: what it has is in doubt", LONGEST_STOP);
        }
        writers.shutdownNow();
        lines.shutdownNow();
    }

    /** Sends all that is due now; what dead nodes held is freed first. */
    void run() {
        atWork.lock();
        try {
            if (stopping) {
                return;
            }
            if (failed) {
                dispatch.recover();
            }
            failed = true;
            leftovers.clear();
            release();
            waiting.clear();
            kept = clock.instant();
            told = kept;
            dispatch.run();
            traffic.write();
            waiting.forEach((why, count) -> Log.warnf("mails %s: %d", why, count));
            failed = false;
        } finally {
            atWork.unlock();
        }
    }

    /** Lets the mails of campaigns go that were paused when this was looked at before, and are not now. */
    private void release() {
        seenPaused.addAll(outcomes.paused());
        var now = pauses.all().keySet();
        if (!released || !now.containsAll(seenPaused)) {
            leases.release(now, clock.instant());
            released = true;
            seenPaused.clear();
        }
        seenPaused.addAll(now);
        paused = now;
        outcomes.forgetPauses();
    }

    /** See {@link LedgerSql#step}. */
    Set<Long> step(Collection<Outcome> outcomes, Collection<Long> leaving, Instant now) {
        this.outcomes.conclude();
        // Before the ledger: what other nodes count is rather too much than too little.
        traffic.tell(now);
        var allowed = ledger.step(owner, outcomes, leaving, now, now.plus(config.lease()));
        traffic.left(allowed.size());
        return allowed;
    }

    /** What must not wait for the end of a long run: what dead nodes held, what was resumed, and how far it is. */
    void keepHouse(Instant now) {
        if (!now.isBefore(kept.plus(KEEP))) {
            kept = now;
            leftovers.clear();
            release();
        }
        if (!now.isBefore(told.plus(TELL))) {
            told = now;
            traffic.write();
            var progress = traffic.progress();
            Log.infof(
                    "%,d mails are due; %,.0f left in the last minute%s",
                    progress.due(),
                    progress.perMinute(),
                    progress.doneAt() == null ? "" : "; the last will have left about " + progress.doneAt());
        }
    }

    /** Whether it is paused, as far as this node has heard. */
    boolean isPaused(long campaign) {
        return paused.contains(campaign) || outcomes.paused().contains(campaign);
    }

    int width(Instant now) {
        return jumps.isEven() ? traffic.width(now) : 0;
    }

    int permits(int wanted, int held, Instant now) {
        return traffic.permits(wanted, held, now);
    }

    int overdrawn(Instant now) {
        return traffic.overdrawn(now);
    }

    /** Asks for each whether it may leave now. */
    Admission.Plan plan(List<Claimed> claimed, Instant now) {
        if (claimed.isEmpty()) {
            return new Admission.Plan(List.of(), List.of());
        }
        paused = pauses.all().keySet();
        seenPaused.addAll(paused);
        var plan = admission.of(claimed, paused, now);
        // What only waits for its lane is nothing that anybody needs to know.
        plan.settled().stream().filter(it -> it.state() != MessageState.PLANNED).forEach(this::told);
        return plan;
    }

    Outcome unwritten(Claimed message, Throwable why, Instant now) {
        return told(outcomes.unwritten(message, why, now));
    }

    Outcome answered(Claimed message, Attempt attempt, Lane lane, Instant now) {
        traffic.heard(message.campaign(), lane, attempt, now);
        return told(outcomes.answered(message, attempt, now));
    }

    private Outcome told(Outcome outcome) {
        metrics.counter("postille.mails", "outcome", outcome.state().code()).increment();
        if (!outcome.state().isFinal() || outcome.state() == MessageState.UNKNOWN) {
            var reason = waiting.size() < MOST_REASONS
                    ? " (" + Reply.withoutAddresses(String.valueOf(outcome.reply())) + ")"
                    : " for other reasons";
            waiting.merge(outcome.state().code() + reason, 1, Integer::sum);
        }
        return outcome;
    }
}
