package org.postille.campaign;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.postille.campaign.definition.Schedule;
import org.postille.campaign.definition.Start;

/**
 * When scheduled campaigns fire.
 *
 * <p>The next firing of each campaign, and of each zone where it goes by the customers' own clocks, is a row. It moves on in the
 * transaction that plans the mails, so a firing is worked on by one node, once, also if that node dies in the middle.
 */
@ApplicationScoped
public class Firings {

    private static final Duration ZONES_KEPT = Duration.ofHours(1);

    private final Campaigns campaigns;
    private final CampaignSql sql;
    private volatile Zones customers = new Zones(0, Instant.MIN, List.of());

    Firings(Campaigns campaigns, CampaignSql sql) {
        this.campaigns = campaigns;
        this.sql = sql;
    }

    /** The zones that customers live in, as they were read after the campaigns were the last time. */
    private record Zones(int campaigns, Instant readAt, List<String> zones) {}

    /**
     * A campaign is to be sent now.
     *
     * @param occasion names this run for ever
     * @param at when it was due
     * @param zone only customers who live there; nothing: everywhere
     */
    public record Firing(Campaigns.Running campaign, String occasion, Instant at, Optional<ZoneId> zone) {}

    /**
     * Makes sure that every scheduled campaign has its next firing, in every zone that customers live in, and none by a schedule
     * that its file does not say any more. A zone that somebody is the first to live in is seen within the hour.
     */
    public void plan(Instant now) {
        for (var campaign : campaigns.all()) {
            schedule(campaign).ifPresent(schedule -> {
                var known = sql.scheduled(campaign.id(), rule(schedule));
                for (var zone : zones(schedule, now)) {
                    var planned = known.get(zone);
                    var next = schedule.next(now, ZoneId.of(zone));
                    if (next.isPresent() && planned == null) {
                        sql.schedule(campaign.id(), zone, rule(schedule), next.get());
                    } else if (next.isPresent() && next.get().isBefore(planned)) {
                        // The clock was ahead for a while; what was sent meanwhile is not sent again.
                        Log.warnf(
                                "%s in %s is due at %s, and was planned for %s by a clock that was ahead",
                                campaign.definition().name(), zone, next.get(), planned);
                        sql.bringForward(campaign.id(), zone, next.get());
                    }
                }
                sql.unschedule(campaign.id(), rule(schedule));
            });
        }
    }

    /** The campaigns that the clock starts. */
    public List<Campaigns.Running> campaigns() {
        return campaigns.all().stream().filter(it -> schedule(it).isPresent()).toList();
    }

    /** The campaign's next firing that is due, moved on in the caller's transaction, in which its mails must be planned too. */
    public Optional<Firing> due(Campaigns.Running campaign, Instant now) {
        while (true) {
            var due = sql.claimFiring(List.of(campaign.id()), now);
            if (due.isEmpty()) {
                return Optional.empty();
            }
            var firing = firing(campaign, due.get());
            var schedule = schedule(firing.campaign).orElseThrow();
            var zone = ZoneId.of(due.get().zone());
            var next = schedule.next(due.get().at(), zone);
            sql.moveOn(due.get(), next);
            var missed = missed(firing, schedule, next, zone, now);
            if (missed.isEmpty()) {
                campaigns.warn(firing.campaign.definition(), firing.occasion);
                return Optional.of(firing);
            }
            Log.warnf(
                    "%s of %s in %s is left out: %s",
                    firing.campaign.definition().name(), firing.at, zone, missed.get());
        }
    }

    /** Why a firing that a downtime has delayed is not made up for; nothing if it is. */
    private static Optional<String> missed(
            Firing firing, Schedule schedule, Optional<Instant> next, ZoneId zone, Instant now) {
        var at = firing.at;
        var expires = firing.campaign.definition().expires();
        if (Duration.between(at, now).compareTo(expires) > 0) {
            return Optional.of("it is more than " + expires + " late");
        }
        if (next.filter(it -> !it.isAfter(now)).isPresent()) {
            return Optional.of("a later one is due as well, and nobody wants both");
        }
        if (schedule.when() instanceof Schedule.When.Daily
                && now.atZone(zone).toLocalDate().isAfter(at.atZone(zone).toLocalDate())) {
            return Optional.of("its day is over");
        }
        return Optional.empty();
    }

    private static Firing firing(Campaigns.Running campaign, CampaignSql.Due due) {
        var schedule = schedule(campaign).orElseThrow();
        var zone = ZoneId.of(due.zone());
        return new Firing(
                campaign,
                schedule.occasion(due.at(), zone),
                due.at(),
                schedule.inCustomersZone() ? Optional.of(zone) : Optional.empty());
    }

    /** When something is to happen next: a firing, or a step of a journey. The demo moves its clock there. */
    public Optional<Instant> next() {
        return sql.nextDue();
    }

    private static String rule(Schedule schedule) {
        var zone = schedule.zone();
        return schedule.when() + " " + (zone == null ? "everywhere" : zone.getId());
    }

    private List<String> zones(Schedule schedule, Instant now) {
        var zone = schedule.zone();
        return zone == null ? customerZones(now) : List.of(zone.getId());
    }

    private List<String> customerZones(Instant now) {
        var known = customers;
        var reading = campaigns.readings();
        if (known.campaigns != reading
                || now.isBefore(known.readAt)
                || known.readAt.plus(ZONES_KEPT).isBefore(now)) {
            known = new Zones(reading, now, sql.zones());
            customers = known;
        }
        return known.zones;
    }

    private static Optional<Schedule> schedule(Campaigns.Running campaign) {
        return campaign.definition().start() instanceof Start.Scheduled scheduled
                ? Optional.of(scheduled.schedule())
                : Optional.empty();
    }
}
