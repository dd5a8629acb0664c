package org.postille.delivery.pace;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.postille.delivery.smtp.Attempt;
import org.postille.delivery.smtp.Reply;

/** All that decides how many mails may leave now, and learns from every answer. */
@ApplicationScoped
public class Traffic {

    /** The relay wants other credentials, or encryption (RFC 4954 section 6, RFC 3207): it lets nobody in. */
    private static final Set<Integer> CREDENTIALS = Set.of(530, 534, 535, 538);

    private static final int NEGATIVE = 400;

    private final RelayGate gate;
    private final Pace pace;
    private final Destinations destinations;
    private final Tally tally;
    private final Queue queue;

    Traffic(RelayGate gate, Pace pace, Destinations destinations, Tally tally, Queue queue) {
        this.gate = gate;
        this.pace = pace;
        this.destinations = destinations;
        this.tally = tally;
        this.queue = queue;
    }

    /** How many mails the relay may be offered at once: none while it is away, one to find out, or any number. */
    public int width(Instant now) {
        return gate.width(now);
    }

    /**
     * How many more may be taken up now, at most those that are wanted.
     *
     * @param held taken up before, and not {@link #left} yet
     */
    public int permits(int wanted, int held, Instant now) {
        return pace.permits(Math.min(wanted, gate.width(now)), held, now);
    }

    /** How many of those that were taken up just now are too many after all: other nodes were quicker. */
    public int overdrawn(Instant now) {
        return pace.overdrawn(now);
    }

    /** They are leaving. */
    public void left(int mails) {
        pace.sent(mails);
    }

    /** The lane of each domain. */
    public Map<String, Lane> lanes(Collection<String> domains) {
        return destinations.of(domains);
    }

    /** What an answer says about the relay and about the house behind it. */
    public void heard(long campaign, Lane lane, Attempt attempt, Instant now) {
        var reply = attempt.reply();
        if (attempt instanceof Attempt.NotOffered || reply.code() == 0 || CREDENTIALS.contains(reply.code())) {
            gate.failed(Reply.withoutAddresses(reply.toString()), now);
        } else {
            gate.heard();
        }
        switch (attempt) {
            case Attempt.Accepted _ -> {
                lane.answered(now);
                tally.count(campaign, lane.name(), Tally.Answer.ACCEPTED);
            }
            case Attempt.Deferred _ -> {
                if (reply.code() >= NEGATIVE) {
                    lane.deferred(now);
                }
                tally.count(campaign, lane.name(), Tally.Answer.DEFERRED);
            }
            case Attempt.Rejected _ -> {
                lane.answered(now);
                tally.count(campaign, lane.name(), Tally.Answer.REJECTED);
            }
            case Attempt.NotOffered _, Attempt.Unknown _ -> {
                // Nobody knows what to count.
            }
        }
    }

    /** Between two steps of a run: what others must know at once. */
    public void tell(Instant now) {
        pace.tell(now);
    }

    /** Writes down what was counted. */
    public void write() {
        tally.write();
    }

    /** How far it is. */
    public Queue.Progress progress() {
        return queue.progress();
    }
}
