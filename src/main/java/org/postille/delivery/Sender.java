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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postille.base.Invalid;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Pauses;
import org.postille.campaign.definition.OnUnknown;
import org.postille.customer.Customer;
import org.postille.delivery.LedgerSql.Claimed;
import org.postille.delivery.LedgerSql.Outcome;
import org.postille.delivery.pace.Lane;
import org.postille.delivery.pace.Traffic;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.EmailAddress;
import org.postille.delivery.smtp.Mail;

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
    private final Permission permission;
    private final Letters letters;
    private final Campaigns campaigns;
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
            Permission permission,
            Letters letters,
            Relay relay,
            Campaigns campaigns,
            Pauses pauses,
            Traffic traffic,
            Outcomes outcomes,
            DeliveryConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.ledger = ledger;
        this.permission = permission;
        this.letters = letters;
        this.campaigns = campaigns;
        this.pauses = pauses;
        this.traffic = traffic;
        this.outcomes = outcomes;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        dispatch = new Dispatch(this, ledger, relay, config, clock, owner, writers, lines, () -> stopping);
    }

    /** Takes no more, and lets what is with the relay be settled while there is still everything that it needs. */
    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        stopping = true;
        if (!atWork.tryLock(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            Log.warnf("the relay has not answered within %s: what it has is in doubt", LONGEST_STOP);
        }
        writers.shutdownNow();
        lines.shutdownNow();
    }

    /** Sends all that is due now; what dead nodes held is freed first. */
    void run() {
        atWork.lock();
        try {
            if (failed) {
                dispatch.recover();
            }
            failed = true;
            freeLost();
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

    private List<Long> resending() {
        return campaigns.all().stream()
                .filter(it -> it.definition().onUnknown() == OnUnknown.RESEND)
                .map(Campaigns.Running::id)
                .toList();
    }

    /** Lets the mails of campaigns go that were paused when this was looked at before, and are not now. */
    private void release() {
        seenPaused.addAll(outcomes.paused());
        var now = pauses.all().keySet();
        if (!released || !now.containsAll(seenPaused)) {
            ledger.release(now, clock.instant());
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
        var allowed = ledger.step(owner, outcomes, leaving, now, now.plus(config.lease()));
        traffic.left(allowed.size());
        return allowed;
    }

    /** What must not wait for the end of a long run: what dead nodes held, what was resumed, and how far it is. */
    void keepHouse(Instant now) {
        traffic.tell(now);
        if (!now.isBefore(kept.plus(KEEP))) {
            kept = now;
            freeLost();
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

    private void freeLost() {
        var lost = ledger.freeLost(resending(), clock.instant());
        if (lost > 0) {
            Log.warnf("%d mails were with the relay when their process ended: their outcome is not known", lost);
        }
    }

    /** Whether it is paused, as far as this node has heard. */
    boolean isPaused(long campaign) {
        return paused.contains(campaign) || outcomes.paused().contains(campaign);
    }

    int width(Instant now) {
        return traffic.width(now);
    }

    int permits(int wanted, int held, Instant now) {
        return traffic.permits(wanted, held, now);
    }

    /** A mail that may leave as of that moment, to be written. */
    record Writing(Claimed message, Lane lane, Instant at, Supplier<Mail> mail) {
        Mail write() {
            return mail.get();
        }
    }

    /** What is to be done about claimed messages: those that do not leave, and those that are to be written. */
    record Plan(List<Outcome> settled, List<Writing> toWrite) {}

    /** Asks for each whether it may leave now; a few statements for all of them. */
    Plan plan(List<Claimed> claimed, Instant now) {
        if (claimed.isEmpty()) {
            return new Plan(List.of(), List.of());
        }
        var people = QuarkusTransaction.requiringNew().call(() -> Letters.people(claimed));
        var customers = people.customers();
        paused = pauses.all().keySet();
        seenPaused.addAll(paused);
        var verdicts = permission.of(claimed, customers, paused, now);
        var domains = new HashMap<Long, String>();
        customers.forEach((id, customer) -> domains.put(id, domain(customer)));
        var lanes = traffic.lanes(claimed.stream()
                .filter(it -> verdicts.get(it.id()) instanceof Verdict.Allowed)
                .map(it -> domains.getOrDefault(it.customer(), ""))
                .collect(Collectors.toSet()));
        var plan = new Plan(new ArrayList<>(), new ArrayList<>());
        for (var message : claimed) {
            switch (verdicts.getOrDefault(message.id(), new Verdict.TooLate())) {
                case Verdict.Allowed _ -> {
                    var lane = Objects.requireNonNull(lanes.get(domains.getOrDefault(message.customer(), "")));
                    var later = lane.admit(now);
                    if (later.isPresent()) {
                        plan.settled.add(new Outcome(
                                message.id(),
                                MessageState.PLANNED,
                                lane.why(),
                                earlier(later.get(), message.expiresAt())));
                    } else {
                        plan.toWrite.add(new Writing(
                                message,
                                lane,
                                now,
                                () -> letters.write(message, customer(customers, message), people.products(), now)));
                    }
                }
                case Verdict.Forbidden forbidden ->
                    plan.settled.add(told(new Outcome(message.id(), MessageState.SUPPRESSED, forbidden.rule(), null)));
                case Verdict.NotNow later ->
                    plan.settled.add(told(new Outcome(
                            message.id(),
                            MessageState.DEFERRED,
                            later.why(),
                            earlier(later.at(), message.expiresAt()))));
                case Verdict.Paused(var why) ->
                    plan.settled.add(told(new Outcome(message.id(), MessageState.HELD, why, message.expiresAt())));
                case Verdict.TooLate _ -> plan.settled.add(told(Outcomes.tooLate(message)));
            }
        }
        return plan;
    }

    /** What expires before is looked at then. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String domain(Customer customer) {
        try {
            return EmailAddress.ofRecipient(customer.email).domain();
        } catch (Invalid e) {
            return "";
        }
    }

    private static Customer customer(Map<Long, Customer> customers, Claimed message) {
        var customer = customers.get(message.customer());
        if (customer == null) {
            throw new Invalid("the customer is gone");
        }
        return customer;
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
            var reason = waiting.size() < MOST_REASONS ? " (" + outcome.reply() + ")" : " for other reasons";
            waiting.merge(outcome.state().code() + reason, 1, Integer::sum);
        }
        return outcome;
    }
}
