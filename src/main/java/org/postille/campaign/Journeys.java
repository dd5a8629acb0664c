package org.postille.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postille.base.NotFound;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.JourneyStep;
import org.postille.campaign.definition.Start;
import org.postille.customer.Customer;
import org.postille.event.EventKind;
import org.postille.event.Recorded;

/**
 * Customers on their way through triggered campaigns.
 *
 * <p>An event starts a journey in the transaction that writes the event. Whether something called it off is asked of the event
 * log when its time has come, so it does not matter in which order events arrive.
 */
@ApplicationScoped
public class Journeys {

    private static final Pattern OCCASION = Pattern.compile("journey:(\\d{1,18})/(\\d{1,4})");

    private final Campaigns campaigns;
    private final CampaignSql sql;

    Journeys(Campaigns campaigns, CampaignSql sql) {
        this.campaigns = campaigns;
        this.sql = sql;
    }

    /** A message that a journey has come to. The occasion is unique to this step of this journey. */
    public record Step(
            Campaigns.Running campaign, String occasion, String message, long customer, String facts, Instant dueAt) {}

    void on(@Observes Recorded event) {
        for (var campaign : campaigns.all()) {
            if (campaign.definition().start() instanceof Start.Triggered trigger && trigger.on() == event.kind()) {
                take(campaign, trigger, event);
            }
        }
    }

    /**
     * A newer event of the kind replaces the older one: the wait begins again, with the new cart. One that arrives after a newer
     * one tells what is not so any more.
     */
    private void take(Campaigns.Running campaign, Start.Triggered trigger, Recorded event) {
        if (sql.happened(event.customerId(), Set.of(event.kind()), event.at().plus(1, ChronoUnit.MICROS))
                .isPresent()) {
            return;
        }
        var waiting = sql.waiting(campaign.id(), event.customerId());
        var products = event.lines().stream().map(Recorded.Line::productId).toList();
        if (!trigger.where().admits(event.value(), sql.categories(products))) {
            waiting.ifPresent(it ->
                    sql.end(it.id(), "dropped", "the newest " + event.kind().code() + " does not fit 'where'"));
            return;
        }
        var facts = Facts.of(event).json();
        var due = event.at().plus(trigger.delay());
        if (waiting.isPresent() && waiting.get().step() == 0) {
            sql.restart(waiting.get().id(), event.key(), facts, event.at(), due);
            return;
        }
        waiting.ifPresent(
                it -> sql.end(it.id(), "dropped", "a newer " + event.kind().code() + " began a new journey"));
        if (!sql.start(campaign.id(), event.customerId(), event.key(), facts, event.at(), due)) {
            // Another event of this customer was quicker by a moment; its journey can be seen now.
            sql.waiting(campaign.id(), event.customerId())
                    .ifPresent(it -> sql.restart(it.id(), event.key(), facts, event.at(), due));
        }
    }

    /**
     * Moves the campaign's journeys on whose time has come, within the caller's transaction, in which the messages must be stored too.
     *
     * @param most journeys to take
     * @return the messages they have come to; and how many journeys were taken
     */
    public Moved due(Campaigns.Running campaign, Instant now, int most) {
        var steps = new ArrayList<Step>();
        var claimed = sql.claimJourneys(List.of(campaign.id()), now, most);
        for (var journey : claimed) {
            steps.addAll(move(journey, campaign, now));
        }
        return new Moved(claimed.size(), steps);
    }

    /** @param journeys that were taken, with or without a message */
    public record Moved(int journeys, List<Step> steps) {}

    /** The campaigns that events start. */
    public List<Campaigns.Running> campaigns() {
        return campaigns.all().stream()
                .filter(it -> it.definition().start() instanceof Start.Triggered)
                .toList();
    }

    /**
     * What the customer has done since a message was planned, or before it but unknown then, that makes the message pointless:
     * it may have waited for the end of the quiet hours, or for the relay.
     *
     * @param occasion of the message, as {@link Step} named it
     */
    public Optional<String> calledOff(CampaignDefinition campaign, String occasion, long customer, Instant plannedAt) {
        var name = OCCASION.matcher(occasion);
        if (!name.matches() || !(campaign.start() instanceof Start.Triggered trigger)) {
            return Optional.empty();
        }
        var step = Math.min(Integer.parseInt(name.group(2)), campaign.journey().size());
        for (var before = step - 1; before >= 0; before--) {
            if (campaign.journey().get(before) instanceof JourneyStep.Wait wait) {
                return sql.happened(customer, wait.unless(), plannedAt.minus(wait.duration()))
                        .map(EventKind::code);
            }
        }
        return sql.startOf(Long.parseLong(name.group(1)))
                .flatMap(start -> sql.happened(customer, others(trigger), start))
                .map(EventKind::code);
    }

    private Collection<Step> move(CampaignSql.DueJourney journey, Campaigns.Running campaign, Instant now) {
        var expires = campaign.definition().expires();
        if (Duration.between(journey.dueAt(), now).compareTo(expires) > 0) {
            sql.end(journey.id(), "dropped", "it was more than " + expires + " late");
            return List.of();
        }
        var calledOff = calledOff(journey, campaign.definition());
        if (calledOff.isPresent()) {
            sql.end(journey.id(), "dropped", calledOff.get().code() + " came meanwhile");
            return List.of();
        }
        var steps = new ArrayList<Step>();
        var journeySteps = campaign.definition().journey();
        for (var next = journey.step(); next < journeySteps.size(); next++) {
            switch (journeySteps.get(next)) {
                case JourneyStep.Send send ->
                    steps.add(new Step(
                            campaign,
                            "journey:" + journey.id() + "/" + next,
                            send.message(),
                            journey.customer(),
                            journey.facts(),
                            journey.dueAt()));
                case JourneyStep.Wait wait -> {
                    sql.advance(journey.id(), next + 1, journey.dueAt().plus(wait.duration()));
                    return steps;
                }
            }
        }
        sql.end(journey.id(), "done", "");
        return steps;
    }

    /** What the customer did, since the wait that is over now began, that makes the rest of the journey pointless. */
    private Optional<EventKind> calledOff(CampaignSql.DueJourney journey, CampaignDefinition definition) {
        if (journey.step() == 0) {
            return definition.start() instanceof Start.Triggered trigger
                    ? sql.happened(journey.customer(), others(trigger), journey.startedAt())
                    : Optional.empty();
        }
        return definition.journey().get(journey.step() - 1) instanceof JourneyStep.Wait wait
                ? sql.happened(
                        journey.customer(), wait.unless(), journey.dueAt().minus(wait.duration()))
                : Optional.empty();
    }

    /** The event that began the journey does not end it; a newer one of its kind replaces it anyway. */
    private static Set<EventKind> others(Start.Triggered trigger) {
        return trigger.unless().stream().filter(it -> it != trigger.on()).collect(Collectors.toSet());
    }

    /**
     * What the customer's latest event says that could have started this campaign: for a preview.
     *
     * @return nothing for a campaign that the clock starts
     * @throws NotFound if there was no such event
     */
    public Optional<Facts> latest(CampaignDefinition campaign, Customer customer, Instant at) {
        if (!(campaign.start() instanceof Start.Triggered trigger)) {
            return Optional.empty();
        }
        var facts = sql.latest(customer.id, trigger.on(), at);
        if (facts.items().isEmpty()) {
            throw new NotFound("customer '" + customer.key + "' has no "
                    + trigger.on().code() + " before " + at + ", which this campaign starts from");
        }
        return Optional.of(facts);
    }
}
