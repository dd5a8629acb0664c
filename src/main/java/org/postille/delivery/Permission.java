package org.postille.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Basis;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Journeys;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.campaign.definition.Limits;
import org.postille.consent.Consents;
import org.postille.consent.Suppressions;
import org.postille.customer.Customer;
import org.postille.delivery.LedgerSql.Claimed;

/**
 * The rules that a message must meet at the moment it is handed over, whatever was true when it was planned: the campaign still
 * exists, the customer still agrees, it is not too much, not too late, and not in the middle of the night. A few statements a
 * batch.
 */
@ApplicationScoped
class Permission {

    static final String PAUSED = "the campaign is paused";
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final Campaigns campaigns;
    private final Journeys journeys;
    private final Consents consents;
    private final Suppressions suppressions;
    private final OutboxSql outbox;

    Permission(Campaigns campaigns, Journeys journeys, Consents consents, Suppressions suppressions, OutboxSql outbox) {
        this.campaigns = campaigns;
        this.journeys = journeys;
        this.consents = consents;
        this.suppressions = suppressions;
        this.outbox = outbox;
    }

    /**
     * The verdict on each message, by its id.
     *
     * @param paused campaigns that send nothing now
     */
    Map<Long, Verdict> of(Collection<Claimed> messages, Map<Long, Customer> customers, Set<Long> paused, Instant now) {
        var verdicts = new HashMap<Long, Verdict>();
        var byBasis = messages.stream().collect(Collectors.groupingBy(this::basis));
        byBasis.forEach((basis, same) -> {
            var people = same.stream().map(Claimed::customer).collect(Collectors.toSet());
            var agreeing = agreeing(basis, people);
            same.forEach(it -> verdicts.put(it.id(), verdict(it, customers.get(it.customer()), agreeing, paused, now)));
            if (agreeing.size() < people.size()) {
                suppress(same, suppressions.of(people, purpose(basis)), verdicts);
            }
        });
        limit(messages, verdicts, now);
        return verdicts;
    }

    /** By the purpose it was planned under, on the ground that the campaign's file gives now. */
    private Basis basis(Claimed message) {
        var purpose = message.purpose();
        if (purpose == null) {
            return new Basis.Transactional();
        }
        var now = campaigns.ofId(message.campaign()).map(CampaignDefinition::basis);
        return now.isPresent() && now.get() instanceof Basis.ExistingCustomer
                ? new Basis.ExistingCustomer(purpose)
                : new Basis.Consent(purpose);
    }

    private static @Nullable String purpose(Basis basis) {
        return switch (basis) {
            case Basis.Consent consent -> consent.purpose();
            case Basis.ExistingCustomer customer -> customer.purpose();
            case Basis.Transactional _ -> null;
        };
    }

    /** Tells why where an address gets no mail; that comes before what a consent says. */
    private static void suppress(
            Collection<Claimed> messages, Map<Long, Suppressions.Suppression> suppressed, Map<Long, Verdict> verdicts) {
        for (var message : messages) {
            var why = suppressed.get(message.customer());
            if (why != null && !(verdicts.get(message.id()) instanceof Verdict.TooLate)) {
                verdicts.put(message.id(), new Verdict.Forbidden(why.text()));
            }
        }
    }

    private Set<Long> agreeing(Basis basis, Set<Long> people) {
        return switch (basis) {
            case Basis.Consent consent -> consents.mayBeWritten(people, consent.purpose());
            case Basis.ExistingCustomer customer -> consents.withoutObjection(people, customer.purpose());
            case Basis.Transactional _ -> consents.mayBeWritten(people, null);
        };
    }

    private Verdict verdict(
            Claimed message, @Nullable Customer customer, Set<Long> agreeing, Set<Long> paused, Instant now) {
        if (!now.isBefore(message.expiresAt())) {
            return new Verdict.TooLate();
        }
        var campaign = campaigns.ofId(message.campaign());
        if (campaign.isEmpty()) {
            // Whoever mends the file within the mail's time loses nothing.
            return new Verdict.NotNow("the campaign's file is gone or has an error", now.plus(LOOK_AGAIN));
        }
        if (campaign.get().messages().get(message.name()) == null) {
            return new Verdict.Forbidden("the campaign has no message '" + message.name() + "' any more");
        }
        if (customer == null) {
            return new Verdict.Forbidden("the customer is gone");
        }
        if (!agreeing.contains(message.customer())) {
            return new Verdict.Forbidden("no consent to '" + message.purpose() + "' at the moment of sending");
        }
        var calledOff = journeys.calledOff(campaign.get(), message.occasion(), message.customer(), message.plannedAt());
        if (calledOff.isPresent()) {
            return new Verdict.Forbidden(calledOff.get() + " came meanwhile");
        }
        return paused.contains(message.campaign()) ? new Verdict.Paused(PAUSED) : quiet(campaign.get(), customer, now);
    }

    private static Verdict quiet(CampaignDefinition campaign, Customer customer, Instant now) {
        var hours = campaign.limits().quietHours();
        if (hours == null) {
            return new Verdict.Allowed();
        }
        var allowed = hours.nextAllowed(now, customer.zone());
        return allowed.isAfter(now) ? new Verdict.NotNow("quiet hours", allowed) : new Verdict.Allowed();
    }

    /** At most so many mails of a campaign in a window, those of this batch included. */
    private void limit(Collection<Claimed> messages, Map<Long, Verdict> verdicts, Instant now) {
        var byCampaign = messages.stream()
                .filter(it -> verdicts.get(it.id()) instanceof Verdict.Allowed)
                .collect(Collectors.groupingBy(Claimed::campaign));
        byCampaign.forEach((campaign, same) -> campaigns
                .ofId(campaign)
                .map(CampaignDefinition::limits)
                .map(Limits::perCustomer)
                .ifPresent(frequency -> limit(frequency, campaign, same, verdicts, now)));
    }

    private void limit(
            Limits.Frequency frequency,
            long campaign,
            List<Claimed> messages,
            Map<Long, Verdict> verdicts,
            Instant now) {
        var customers = messages.stream().map(Claimed::customer).collect(Collectors.toSet());
        var sent = new HashMap<>(outbox.sentSince(
                campaign,
                customers,
                frequency.since(now),
                messages.stream().mapToLong(Claimed::id).min().orElse(0)));
        for (var message : messages) {
            var count = Objects.requireNonNull(sent.merge(message.customer(), 1, Integer::sum));
            if (count > frequency.count()) {
                verdicts.put(
                        message.id(),
                        new Verdict.Forbidden("limit of " + frequency.count() + " per "
                                + frequency.window().code() + " and customer"));
            }
        }
    }
}
