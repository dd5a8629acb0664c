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
import java.util.List;
import java.util.Map;
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
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Pauses;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.OnUnknown;
import org.postille.customer.Customer;
import org.postille.delivery.LedgerSql.Claimed;
import org.postille.delivery.LedgerSql.Outcome;
import org.postille.delivery.pace.Destinations;
import org.postille.delivery.pace.Lane;
import org.postille.delivery.pace.Pace;
import org.postille.delivery.pace.Queue;
import org.postille.delivery.pace.RelayGate;
import org.postille.delivery.pace.Tally;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.EmailAddress;
import org.postille.delivery.smtp.Mail;
import org.postille.delivery.smtp.Reply;
import org.postille.render.BrokenTemplate;

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
    private static final int TRIES = 3;
    /** The relay wants other credentials, or encryption (RFC 4954 section 6, RFC 3207): it lets nobody in. */
    private static final Set<Integer> CREDENTIALS = Set.of(454, 530, 534, 535, 538);

    private final LedgerSql ledger;
    private final Permission permission;
    private final Letters letters;
    private final Relay relay;
    private final Campaigns campaigns;
    private final Pauses pauses;
    private final Destinations destinations;
    private final Pace pace;
    private final Tally tally;
    private final Bounces bounces;
    private final DeliveryConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Retry retry;
    private final RelayGate gate;
    private final Queue queue;
    private final String owner = UUID.randomUUID().toString();
    private final ExecutorService writers = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("writer-", 0).factory());
    private final ExecutorService lines = Executors.newVirtualThreadPerTaskExecutor();

    private final ReentrantLock atWork = new ReentrantLock();
    /** What the database could not take when it was away. */
    private final List<Outcome> unsettled = new ArrayList<>();
    /** Refused for good, and not yet looked at what follows from it. */
    private final List<Refused> refused = new ArrayList<>();
    /** How many mails of one run have to wait, by the reason. */
    private final Map<String, Integer> waiting = new TreeMap<>();

    private Set<Long> paused = Set.of();
    private boolean released;
    /** The last run did not come to its end, and may have left claims behind. */
    private boolean failed;

    private Instant kept = Instant.MIN;
    private Instant told = Instant.MIN;
    private volatile boolean stopping;

    private record Refused(Claimed message, Reply reply) {}

    Sender(
            LedgerSql ledger,
            Permission permission,
            Letters letters,
            Relay relay,
            Campaigns campaigns,
            Pauses pauses,
            Destinations destinations,
            Pace pace,
            Tally tally,
            Bounces bounces,
            RelayGate gate,
            Queue queue,
            DeliveryConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.ledger = ledger;
        this.permission = permission;
        this.letters = letters;
        this.relay = relay;
        this.campaigns = campaigns;
        this.pauses = pauses;
        this.destinations = destinations;
        this.pace = pace;
        this.tally = tally;
        this.bounces = bounces;
        this.gate = gate;
        this.queue = queue;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        retry = new Retry(config.retry());
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
            settle();
            if (failed) {
                ledger.giveBackAll(owner);
            }
            failed = true;
            freeLost();
            release();
            waiting.clear();
            kept = clock.instant();
            told = kept;
            new Dispatch(this, ledger, relay, config, clock, owner, writers, lines, () -> stopping).run();
            settle();
            conclude();
            tally.write();
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
        var now = pauses.all().keySet();
        if (!released || !now.containsAll(paused)) {
            ledger.release(now, clock.instant());
            released = true;
        }
        paused = now;
    }

    /** Writes the outcomes that have waited; should the database be away, they wait here until it is back. */
    private void settle() {
        step(unsettled, List.of(), clock.instant());
        unsettled.clear();
    }

    /** See {@link LedgerSql#step}; done again where nodes stood in each other's way. */
    Set<Long> step(Collection<Outcome> outcomes, Collection<Long> leaving, Instant now) {
        for (var tries = 1; ; tries++) {
            try {
                var allowed = ledger.step(owner, outcomes, leaving, now, now.plus(config.lease()));
                pace.sent(allowed.size());
                return allowed;
            } catch (RuntimeException e) {
                if (tries == TRIES || !Sql.isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    /** What must not wait for the end of a long run: what dead nodes held, what was resumed, and how far it is. */
    void keepHouse(Instant now) {
        if (!now.isBefore(kept.plus(KEEP))) {
            kept = now;
            freeLost();
            release();
        }
        if (!now.isBefore(told.plus(TELL))) {
            told = now;
            tally.write();
            var progress = queue.progress();
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

    void keep(Collection<Outcome> outcomes) {
        unsettled.addAll(outcomes);
    }

    /** How many mails the relay may be offered at once: none while it is away, one to find out, or any number. */
    int width(Instant now) {
        return gate.width(now);
    }

    int permits(int wanted, int held, Instant now) {
        return pace.permits(wanted, held, now);
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
        var verdicts = permission.of(claimed, customers, paused, now);
        var domains = new HashMap<Long, String>();
        customers.forEach((id, customer) -> domains.put(id, domain(customer)));
        var lanes = destinations.of(claimed.stream()
                .filter(it -> verdicts.get(it.id()) instanceof Verdict.Allowed)
                .map(it -> domains.getOrDefault(it.customer(), ""))
                .collect(Collectors.toSet()));
        var plan = new Plan(new ArrayList<>(), new ArrayList<>());
        for (var message : claimed) {
            switch (verdicts.getOrDefault(message.id(), new Verdict.TooLate())) {
                case Verdict.Allowed _ -> {
                    var lane =
                            java.util.Objects.requireNonNull(lanes.get(domains.getOrDefault(message.customer(), "")));
                    var later = lane.admit(now);
                    if (later.isPresent()) {
                        plan.settled.add(new Outcome(message.id(), MessageState.PLANNED, lane.why(), later.get()));
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
                    plan.settled.add(told(new Outcome(message.id(), MessageState.DEFERRED, later.why(), later.at())));
                case Verdict.Paused(var why) ->
                    plan.settled.add(told(new Outcome(message.id(), MessageState.HELD, why, message.expiresAt())));
                case Verdict.TooLate _ -> plan.settled.add(told(tooLate(message)));
            }
        }
        return plan;
    }

    private static String domain(Customer customer) {
        try {
            return EmailAddress.ofRecipient(customer.email).domain();
        } catch (Invalid e) {
            return "";
        }
    }

    private static Outcome tooLate(Claimed message) {
        return message.doubts() > 0
                ? new Outcome(
                        message.id(),
                        MessageState.UNKNOWN,
                        "an attempt may have reached the relay; expired before another",
                        null)
                : new Outcome(
                        message.id(), MessageState.EXPIRED, "not wanted any more after " + message.expiresAt(), null);
    }

    private static Customer customer(Map<Long, Customer> customers, Claimed message) {
        var customer = customers.get(message.customer());
        if (customer == null) {
            throw new Invalid("the customer is gone");
        }
        return customer;
    }

    /** What a template makes wrong of one reader's data it makes wrong again; anything else may be mended or pass. */
    Outcome unwritten(Claimed message, Throwable why, Instant now) {
        if (why instanceof BrokenTemplate broken) {
            return told(deferred(message, String.valueOf(broken.getMessage()), now));
        }
        if (why instanceof Invalid invalid) {
            Log.warnf("message %d cannot be written: %s", message.id(), invalid.getMessage());
            return told(new Outcome(message.id(), MessageState.REJECTED, invalid.getMessage(), null));
        }
        Log.errorf(why, "message %d cannot be written now", message.id());
        return told(deferred(message, "not written: " + why, now));
    }

    /** What certainly has not left although it was about to. */
    Outcome notSent(Claimed message, String why, Instant now) {
        return new Outcome(message.id(), MessageState.DEFERRED, "not sent: " + why, now);
    }

    /** What the relay's answer means. */
    Outcome answered(Claimed message, Attempt attempt, Lane lane, Instant now) {
        listen(message, attempt, lane, now);
        var reply = attempt.reply().toString();
        return told(
                switch (attempt) {
                    case Attempt.Accepted it ->
                        new Outcome(
                                message.id(),
                                MessageState.ACCEPTED,
                                reply,
                                null,
                                it.reply().queueId().orElse(null),
                                false);
                    case Attempt.Deferred _ -> deferred(message, reply, now);
                    case Attempt.Rejected it -> isAboutUs(it) ? held(message, reply) : rejected(message, it);
                    case Attempt.Unknown _ -> unknown(message, reply, now);
                });
    }

    /** What it says about the relay and the house behind it. */
    private void listen(Claimed message, Attempt attempt, Lane lane, Instant now) {
        var reply = attempt.reply();
        if (reply.code() == 0 || CREDENTIALS.contains(reply.code())) {
            gate.failed(reply.toString(), now);
        } else {
            gate.heard();
        }
        switch (attempt) {
            case Attempt.Accepted _ -> {
                lane.answered(now);
                tally.count(message.campaign(), lane.name(), Tally.Answer.ACCEPTED);
            }
            case Attempt.Deferred _ -> {
                if (reply.code() >= 400) {
                    lane.deferred(now);
                }
                tally.count(message.campaign(), lane.name(), Tally.Answer.DEFERRED);
            }
            case Attempt.Rejected _ -> {
                lane.answered(now);
                tally.count(message.campaign(), lane.name(), Tally.Answer.REJECTED);
            }
            case Attempt.Unknown _ -> {
                // Nobody knows what to count.
            }
        }
    }

    /** Whether the next mail would be refused as well: for what we are, how we sign, what others say of us, what we write. */
    private static boolean isAboutUs(Attempt.Rejected refusal) {
        var reply = refusal.reply();
        return refusal.what() == Attempt.Refused.SENDER
                || Bounces.isPolicy(reply.code(), reply.enhanced().orElse(null), reply.text());
    }

    private Outcome rejected(Claimed message, Attempt.Rejected refusal) {
        if (refusal.what() == Attempt.Refused.RECIPIENT) {
            // What is said of the content says nothing of the address.
            refused.add(new Refused(message, refusal.reply()));
        }
        return new Outcome(message.id(), MessageState.REJECTED, refusal.reply().toString(), null);
    }

    /** What follows for the addresses that the relay refused; they wait here if the database is away. */
    private void conclude() {
        for (var it = refused.iterator(); it.hasNext(); ) {
            var next = it.next();
            var reply = next.reply;
            bounces.refused(
                    next.message.id(),
                    next.message.customer(),
                    reply.code(),
                    reply.enhanced().orElse(null),
                    reply.text());
            it.remove();
        }
    }

    private Outcome deferred(Claimed message, String why, Instant now) {
        return new Outcome(message.id(), MessageState.DEFERRED, why, again(message, now));
    }

    /** By the schedule; but what expires before is looked at then. */
    private Instant again(Claimed message, Instant now) {
        var next = retry.next(message.id(), message.attempts(), now);
        return next.isBefore(message.expiresAt()) ? next : message.expiresAt();
    }

    /** The house objects to us or to what we write, not to the address: nobody else shall get it before somebody has looked. */
    private Outcome held(Claimed message, String reply) {
        campaigns
                .ofId(message.campaign())
                .map(CampaignDefinition::name)
                .ifPresent(it -> pauses.pause(it, "the relay refuses what it sends: " + reply));
        return new Outcome(message.id(), MessageState.HELD, reply, message.expiresAt());
    }

    private Outcome unknown(Claimed message, String reply, Instant now) {
        var resend = campaigns
                        .ofId(message.campaign())
                        .map(CampaignDefinition::onUnknown)
                        .orElse(OnUnknown.SKIP)
                == OnUnknown.RESEND;
        return resend && message.doubts() < LedgerSql.MOST_DOUBTS
                ? new Outcome(
                        message.id(), MessageState.DEFERRED, reply + "; sent again", again(message, now), null, true)
                : new Outcome(message.id(), MessageState.UNKNOWN, reply, null, null, true);
    }

    private Outcome told(Outcome outcome) {
        metrics.counter("postille.mails", "outcome", outcome.state().code()).increment();
        if (!outcome.state().isFinal() || outcome.state() == MessageState.UNKNOWN) {
            waiting.merge(outcome.state().code() + " (" + outcome.reply() + ")", 1, Integer::sum);
        }
        return outcome;
    }
}
