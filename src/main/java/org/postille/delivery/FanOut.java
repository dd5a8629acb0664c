package org.postille.delivery;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Audience;
import org.postille.audience.Target;
import org.postille.base.Sql;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Firings;
import org.postille.campaign.Journeys;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.JourneyStep;
import org.postille.campaign.definition.Start;

/**
 * Turns what is due into rows of the outbox. A firing moves on, or a journey takes its step, in the same transaction that plans
 * the messages: both happen or neither.
 */
@ApplicationScoped
class FanOut {

    private static final int JOURNEYS = 200;

    private final Firings firings;
    private final Journeys journeys;
    private final Audience audience;
    private final FanOutSql sql;
    private final OutboxSql outbox;
    private final Clock clock;

    FanOut(Firings firings, Journeys journeys, Audience audience, FanOutSql sql, OutboxSql outbox, Clock clock) {
        this.firings = firings;
        this.journeys = journeys;
        this.audience = audience;
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Plans all that is due now. A campaign that fails is tried again at the next run; it keeps no other from running. */
    void run() {
        var now = clock.instant();
        firings.plan(now);
        for (var campaign : firings.campaigns()) {
            guarded(campaign, () -> {
                while (QuarkusTransaction.requiringNew().call(() -> fire(campaign, now))) {
                    // until no firing is due
                }
            });
        }
        for (var campaign : journeys.campaigns()) {
            guarded(campaign, () -> {
                while (QuarkusTransaction.requiringNew().call(() -> step(campaign, now)) == JOURNEYS) {
                    // until no journey is due
                }
            });
        }
    }

    private static void guarded(Campaigns.Running campaign, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (Sql.isUnreachable(e)) {
                throw e; // nor can any other be planned
            }
            Log.errorf(e, "%s could not be planned", campaign.definition().name());
        }
    }

    private boolean fire(Campaigns.Running campaign, Instant now) {
        var due = firings.due(campaign, now);
        due.ifPresent(firing -> {
            var definition = firing.campaign().definition();
            var planned = sql.plan(
                    new FanOutSql.Run(
                            firing.campaign().id(),
                            firing.occasion(),
                            message(definition),
                            definition.purpose().orElse(null),
                            firing.at(),
                            firing.at().plus(definition.expires()),
                            now,
                            bestHour(definition, firing)),
                    connection -> selection(connection, definition, firing));
            Log.infof(
                    "%s %s: %d mails planned%s",
                    definition.name(),
                    firing.occasion(),
                    planned,
                    firing.zone().map(it -> " for " + it).orElse(""));
        });
        return due.isPresent();
    }

    private static @Nullable BestHour bestHour(CampaignDefinition definition, Firings.Firing firing) {
        var latest = definition.start() instanceof Start.Scheduled scheduled
                ? scheduled.schedule().bestHour()
                : null;
        return latest == null
                ? null
                : new BestHour(firing.at().atZone(firing.zone().orElseThrow()).toLocalTime(), latest);
    }

    private org.postille.audience.Selection selection(
            java.sql.Connection connection, CampaignDefinition definition, Firings.Firing firing) throws SQLException {
        return audience.selection(connection, target(definition, firing.zone().orElse(null)), firing.at());
    }

    private int step(Campaigns.Running campaign, Instant now) {
        var moved = journeys.due(campaign, now, JOURNEYS);
        var planned = new ArrayList<OutboxSql.Planned>();
        for (var step : moved.steps()) {
            planned.add(planned(step, now));
        }
        outbox.plan(planned, now);
        return moved.journeys();
    }

    private OutboxSql.Planned planned(Journeys.Step step, Instant now) {
        var definition = step.campaign().definition();
        var failing = audience.failing(target(definition, null), now, step.customer());
        return new OutboxSql.Planned(
                step.campaign().id(),
                step.occasion(),
                step.message(),
                step.customer(),
                definition.purpose().orElse(null),
                failing.isEmpty() ? MessageState.PLANNED : MessageState.SUPPRESSED,
                step.dueAt(),
                step.dueAt().plus(definition.expires()),
                step.facts(),
                failing.map(it -> "did not hold when the journey came to this message: " + it)
                        .orElse(null));
    }

    static Target target(CampaignDefinition definition, @Nullable ZoneId zone) {
        return new Target(definition.audience(), definition.basis(), definition.holdout(), zone);
    }

    /** The one message of a scheduled campaign; the check of campaign files sees to it that there is one. */
    static String message(CampaignDefinition definition) {
        return definition.journey().stream()
                .flatMap(it -> it instanceof JourneyStep.Send send
                        ? Optional.of(send.message()).stream()
                        : Optional.<String>empty().stream())
                .findFirst()
                .orElseThrow();
    }
}
