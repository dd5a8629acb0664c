package org.postille.delivery;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postille.base.Invalid;
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Pauses;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.OnUnknown;
import org.postille.delivery.LedgerSql.Claimed;
import org.postille.delivery.LedgerSql.Outcome;
import org.postille.delivery.feedback.Bounces;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Reply;
import org.postille.render.BrokenTemplate;

/** What the relay's answer, or its lack, means for a message: and what follows for its address and its campaign. */
@ApplicationScoped
class Outcomes {

    /** How the reply begins of what never left this house. */
    static final String NOT_WRITTEN = "not written: ";

    private static final int MANY = 3;

    private final Campaigns campaigns;
    private final Pauses pauses;
    private final Bounces bounces;
    private final Retry retry;
    /** Paused since the pauses were read. */
    private final Set<Long> paused = ConcurrentHashMap.newKeySet();
    /** Refusals of us in a row, by campaign. */
    private final Map<Long, Integer> inARow = new ConcurrentHashMap<>();

    /** Refused for good, and not yet looked at what follows from it. */
    private final List<Refused> refused = new ArrayList<>();

    Outcomes(Campaigns campaigns, Pauses pauses, Bounces bounces, DeliveryConfig config) {
        this.campaigns = campaigns;
        this.pauses = pauses;
        this.bounces = bounces;
        retry = new Retry(config.retry());
    }

    private record Refused(Claimed message, Reply reply) {}

    /** Nobody wants it any more; what was in doubt before stays so. */
    static Outcome tooLate(Claimed message) {
        return message.doubts() > 0
                ? new Outcome(
                        message.id(),
                        MessageState.UNKNOWN,
                        "an attempt may have reached the relay; expired before another",
                        null)
                : new Outcome(
                        message.id(), MessageState.EXPIRED, "not wanted any more after " + message.expiresAt(), null);
    }

    /** What a template makes wrong of one reader's data it makes wrong again; anything else may be mended or pass. */
    Outcome unwritten(Claimed message, Throwable why, Instant now) {
        if (why instanceof BrokenTemplate broken) {
            return deferred(message, String.valueOf(broken.getMessage()), now);
        }
        if (why instanceof Invalid invalid) {
            Log.warnf("message %d cannot be written: %s", message.id(), invalid.getMessage());
            return new Outcome(message.id(), MessageState.REJECTED, NOT_WRITTEN + invalid.getMessage(), null);
        }
        Log.errorf(why, "message %d cannot be written now", message.id());
        return deferred(message, NOT_WRITTEN + why, now);
    }

    /** What certainly has not left although it was about to. */
    static Outcome notSent(Claimed message, String why, Instant now) {
        return new Outcome(message.id(), MessageState.DEFERRED, "not sent: " + why, now);
    }

    /** What found no connection: its turn comes again as soon as there is one. */
    private static Outcome notOffered(Claimed message, String why, Instant now) {
        return new Outcome(message.id(), MessageState.DEFERRED, why, now, null, false, false);
    }

    /** What the relay's answer means. */
    Outcome answered(Claimed message, Attempt attempt, Instant now) {
        var reply = attempt.reply().toString();
        if (attempt instanceof Attempt.Accepted) {
            inARow.remove(message.campaign());
        }
        return switch (attempt) {
            case Attempt.Accepted it ->
                new Outcome(
                        message.id(),
                        MessageState.ACCEPTED,
                        reply,
                        null,
                        it.reply().queueId().orElse(null),
                        false,
                        true);
            case Attempt.NotOffered _ -> notOffered(message, reply, now);
            case Attempt.Deferred _ -> deferred(message, reply, now);
            case Attempt.Rejected it -> isAboutUs(it) ? refused(message, reply) : rejected(message, it);
            case Attempt.Unknown _ -> unknown(message, reply, now);
        };
    }

    /** Whether the next mail would be refused as well: for what we are, how we sign, what others say of us, what we write. */
    private static boolean isAboutUs(Attempt.Rejected refusal) {
        var reply = refusal.reply();
        return refusal.what() == Attempt.Refused.SENDER
                || isTooLarge(refusal)
                || Bounces.isPolicy(reply.code(), reply.enhanced().orElse(null), reply.text());
    }

    /** For this relay: the next mail of the campaign is hardly smaller. */
    private static boolean isTooLarge(Attempt.Rejected refusal) {
        return refusal.what() == Attempt.Refused.CONTENT
                && refusal.reply().enhanced().filter("5.3.4"::equals).isPresent();
    }

    private synchronized Outcome rejected(Claimed message, Attempt.Rejected refusal) {
        if (refusal.what() == Attempt.Refused.RECIPIENT) {
            // What is said of the content says nothing of the address.
            refused.add(new Refused(message, refusal.reply()));
        }
        return new Outcome(message.id(), MessageState.REJECTED, refusal.reply().toString(), null);
    }

    /**
     * Does what follows for the addresses that the relay refused; to be called before the outcomes are written, so that a process
     * that dies between the two has lost neither: the mail is in doubt then, and the address suppressed.
     *
     * @throws RuntimeException if the database cannot take it now; what is left waits for the next time
     */
    synchronized void conclude() {
        for (var it = refused.iterator(); it.hasNext(); ) {
            var next = it.next();
            var reply = next.reply;
            try {
                bounces.refused(
                        next.message.id(),
                        next.message.customer(),
                        reply.code(),
                        reply.enhanced().orElse(null),
                        reply.text());
            } catch (RuntimeException e) {
                if (Sql.isOfTheDatabase(e)) {
                    throw e;
                }
                Log.errorf(
                        e,
                        "nothing follows from the refusal of message %d: %s",
                        next.message.id(),
                        Reply.withoutAddresses(reply.toString()));
            }
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

    /**
     * The house objects to us or to what we write, not to the address: nobody else shall get it before somebody has looked. One that
     * was offered before and is refused again while others are taken is not tried a third time, and stops nobody.
     */
    private Outcome refused(Claimed message, String reply) {
        var times = Objects.requireNonNull(inARow.merge(message.campaign(), 1, Integer::sum));
        if (message.attempts() > 0 && times < MANY) {
            return new Outcome(message.id(), MessageState.REJECTED, reply, null);
        }
        paused.add(message.campaign());
        try {
            campaigns
                    .ofId(message.campaign())
                    .map(CampaignDefinition::name)
                    .ifPresent(it ->
                            pauses.pause(it, "the relay refuses what it sends: " + Reply.withoutAddresses(reply)));
        } catch (RuntimeException e) {
            // The next one that is refused pauses it; this answer must not be lost.
            Log.errorf(e, "the campaign of message %d could not be paused", message.id());
        }
        return new Outcome(message.id(), MessageState.HELD, reply, message.expiresAt());
    }

    /** The campaigns that were paused here since {@link #forgetPauses}. */
    Set<Long> paused() {
        return paused;
    }

    /** The pauses have been read anew. */
    void forgetPauses() {
        paused.clear();
    }

    private Outcome unknown(Claimed message, String reply, Instant now) {
        var policy = campaigns
                .ofId(message.campaign())
                .map(CampaignDefinition::onUnknown)
                .orElse(OnUnknown.SKIP);
        return policy == OnUnknown.RESEND && message.doubts() < LedgerSql.MOST_DOUBTS
                ? new Outcome(
                        message.id(),
                        MessageState.DEFERRED,
                        reply + "; sent again",
                        again(message, now),
                        null,
                        true,
                        true)
                : new Outcome(message.id(), MessageState.UNKNOWN, reply, null, null, true, true);
    }
}
