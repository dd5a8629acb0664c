package org.postille.delivery;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.Campaigns;

/** The sendings of campaigns as a whole: what has become of each, when it was finished, and who was missed. */
@ApplicationScoped
public class Runs {

    private static final Duration LOOK = Duration.ofMinutes(1);

    /** Whom a triggered campaign missed longer ago, nobody wants to write to now. */
    private static final Duration MISSED_LATELY = Duration.ofDays(7);

    private final RunSql sql;
    private final Campaigns campaigns;
    private final Clock clock;
    private Instant looked = Instant.MIN;
    /** One message of each unfinished run that was open when it was looked at. */
    private final Map<RunSql.Key, Long> open = new HashMap<>();

    Runs(RunSql sql, Campaigns campaigns, Clock clock) {
        this.sql = sql;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * One sending of a campaign.
     *
     * @param mails that were planned
     * @param states how many of them are in which state
     * @param finishedAt when nothing of it was open any more; null while something is
     */
    public record Run(
            String occasion,
            Instant plannedAt,
            int mails,
            Map<String, Integer> states,
            @Nullable Instant finishedAt) {}

    /** Marks the runs as finished of which no message is open any more. Looks once a minute at most. */
    synchronized void finish() {
        var now = clock.instant();
        if (!looked.equals(Instant.MIN) && !now.isBefore(looked) && now.isBefore(looked.plus(LOOK))) {
            return;
        }
        var unfinished = sql.unfinished();
        open.keySet().retainAll(unfinished);
        for (var run : unfinished) {
            if (!isOpen(run) && sql.finish(run, now)) {
                Log.infof("%s is finished: %s", run.occasion(), inWords(sql.states(run)));
            }
        }
        looked = now;
    }

    /** Looks at one message only, as long as that is open; then for another one. */
    private boolean isOpen(RunSql.Key run) {
        var known = open.get(run);
        if (known != null && sql.state(known).filter(it -> !it.isFinal()).isPresent()) {
            return true;
        }
        var other = sql.open(run, MessageState.open());
        other.ifPresentOrElse(it -> open.put(run, it), () -> open.remove(run));
        return other.isPresent();
    }

    private static String inWords(Map<MessageState, Integer> states) {
        return states.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(it -> String.format(
                        Locale.ROOT, "%,d %s", it.getValue(), it.getKey().code()))
                .collect(Collectors.joining(", "));
    }

    /**
     * The latest runs of a scheduled campaign, newest first.
     *
     * @throws org.postille.base.NotFound with the nearest known name
     */
    public List<Run> latest(String campaign, int most) {
        var id = campaigns.named(campaign).id();
        return sql.latest(id, most).stream()
                .map(it -> {
                    var states = new TreeMap<String, Integer>();
                    sql.states(new RunSql.Key(id, it.occasion()))
                            .forEach((state, mails) -> states.put(state.code(), mails));
                    return new Run(it.occasion(), it.plannedAt(), it.mails(), states, it.finishedAt());
                })
                .toList();
    }

    /**
     * Whom a campaign should have reached and did not: mails that expired, and mails that could not be written. Not those that
     * the relay refused for good, nor those that a rule suppressed.
     *
     * @param occasion of one run; null: all of the last seven days
     * @param unknown also those that may have arrived
     */
    public record Missed(@Nullable String occasion, boolean unknown) {}

    /**
     * How many were missed, by the reason.
     *
     * @throws org.postille.base.NotFound with the nearest known name
     */
    public Map<String, Integer> missed(String campaign, Missed missed) {
        return sql.missed(campaigns.named(campaign).id(), missed.occasion, since(missed), missed.unknown);
    }

    /**
     * Plans what was missed anew, for now; each rule is asked once more before a mail leaves.
     *
     * @return how many
     * @throws org.postille.base.NotFound with the nearest known name
     */
    public int sendMissed(String campaign, Missed missed) {
        var running = campaigns.named(campaign);
        var now = clock.instant();
        var mails = sql.sendMissed(
                running.id(),
                missed.occasion,
                since(missed),
                missed.unknown,
                now,
                now.plus(running.definition().expires()));
        Log.infof("%s: %d missed mails are planned anew", campaign, mails);
        return mails;
    }

    private Instant since(Missed missed) {
        return missed.occasion == null ? clock.instant().minus(MISSED_LATELY) : Instant.EPOCH;
    }
}
