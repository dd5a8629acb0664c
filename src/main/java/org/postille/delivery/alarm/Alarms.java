package org.postille.delivery.alarm;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.postille.campaign.Campaigns;
import org.postille.campaign.Pauses;
import org.postille.campaign.definition.CampaignDefinition;
import org.postille.delivery.intake.MailboxPoll;
import org.postille.delivery.pace.Destinations;
import org.postille.delivery.pace.Queue;
import org.postille.delivery.pace.RelayGate;
import org.postille.delivery.pace.Tally;
import org.postille.interest.Takeover;

/**
 * Looks at what mail houses look at: how many readers complain, how many addresses do not exist, how much mail is
 * put off or does not leave. Too many complaints, and too many houses that object to us, pause the campaign.
 */
@ApplicationScoped
public class Alarms {

    private static final Duration LOOK = Duration.ofMinutes(1);
    /** Fewer may be the whims of single readers' filters. */
    private static final int LEAST_REFUSALS = 20;

    private final AlarmConfig config;
    private final AlarmSql sql;
    private final Queue queue;
    private final Tally tally;
    private final Destinations destinations;
    private final RelayGate gate;
    private final MailboxPoll mailbox;
    private final Takeover interest;
    private final Campaigns campaigns;
    private final Pauses pauses;
    private final Clock clock;
    private final MultiGauge complaints;
    private final AtomicInteger due = new AtomicInteger();
    private final AtomicInteger age = new AtomicInteger();
    private volatile List<Alarm> current = List.of();
    private List<Alarm> rates = List.of();
    private Instant looked = Instant.MIN;

    Alarms(
            AlarmConfig config,
            AlarmSql sql,
            Queue queue,
            Tally tally,
            Destinations destinations,
            RelayGate gate,
            MailboxPoll mailbox,
            Takeover interest,
            Campaigns campaigns,
            Pauses pauses,
            MeterRegistry metrics,
            Clock clock) {
        this.config = config;
        this.sql = sql;
        this.queue = queue;
        this.tally = tally;
        this.destinations = destinations;
        this.gate = gate;
        this.mailbox = mailbox;
        this.interest = interest;
        this.campaigns = campaigns;
        this.pauses = pauses;
        this.clock = clock;
        complaints = MultiGauge.builder("postille.complaints.rate")
                .description("Complaints per accepted mail, by campaign")
                .register(metrics);
        Gauge.builder("postille.queue.due", due, AtomicInteger::get)
                .description("Mails that are due and have not left")
                .register(metrics);
        Gauge.builder("postille.queue.age", age, AtomicInteger::get)
                .baseUnit("seconds")
                .description("How long the mail waits that has been due the longest")
                .register(metrics);
        Gauge.builder("postille.alarms", this, it -> it.current.size())
                .description("Alarms at this moment")
                .register(metrics);
    }

    /** As they were found the last time. */
    public List<Alarm> current() {
        return current;
    }

    /** Looks at what has stopped, and once a minute at rates. */
    public void look() {
        look(Optional.empty());
    }

    /** @param clock what is wrong with it, if anything is */
    public synchronized void look(Optional<String> clock) {
        var now = this.clock.instant();
        if (looked.equals(Instant.MIN) || now.isBefore(looked) || !now.isBefore(looked.plus(LOOK))) {
            looked = now;
            var found = new ArrayList<Alarm>();
            rates(found, now);
            queue(found, now);
            rates = List.copyOf(found);
        }
        var found = new ArrayList<>(rates);
        clock.ifPresent(it -> found.add(new Alarm(Alarm.Level.STOPPED, "clock", it)));
        gate.trouble()
                .ifPresent(it -> found.add(new Alarm(Alarm.Level.STOPPED, "relay", "it does not take mail: " + it)));
        mailbox.trouble()
                .ifPresent(it -> found.add(new Alarm(
                        Alarm.Level.WARNING, "bounces", "the mailbox that they come to cannot be read: " + it)));
        interest.trouble().ifPresent(it -> found.add(new Alarm(Alarm.Level.WARNING, "interest", it)));
        for (var lane : destinations.slowed()) {
            found.add(new Alarm(Alarm.Level.WARNING, "deferrals", lane.why()));
        }
        for (var pause : pauses.all().values()) {
            found.add(new Alarm(
                    Alarm.Level.STOPPED,
                    "paused",
                    pause.campaign() + " since " + pause.since() + ", " + pause.why()
                            + " (go on: POST /api/v1/campaigns/" + pause.campaign() + "/resume)"));
        }
        found.stream().filter(it -> !current.contains(it)).forEach(it -> Log.warnf("alarm: %s", it));
        current = List.copyOf(found);
    }

    private void queue(List<Alarm> found, Instant now) {
        due.set(queue.due());
        var waiting = queue.oldestDue().map(it -> Duration.between(it, now)).orElse(Duration.ZERO);
        age.set((int) waiting.toSeconds());
        if (waiting.compareTo(config.queueAge()) > 0 && !queue.isDoneForToday()) {
            found.add(new Alarm(
                    Alarm.Level.WARNING,
                    "queue",
                    String.format(
                            Locale.ROOT,
                            "%,d mails are due; the oldest has waited for %d minutes",
                            due.get(),
                            waiting.toMinutes())));
        }
    }

    /** Which mails of a campaign: those to one house, or all of them where it is empty. */
    private record Stream(long campaign, String house) {}

    /** What was counted of a stream. */
    private static final class Figures {
        private int accepted;
        private int answers;
        private int deferredLately;
        private int answersLately;
        private int complaints;
        private int hard;
        private int refusals;
    }

    private void rates(List<Alarm> found, Instant now) {
        var figures = figures(now);
        figures.forEach((stream, it) -> campaigns
                .ofId(stream.campaign)
                .map(CampaignDefinition::name)
                .ifPresent(name -> judge(found, name, stream.house, it)));
        complaints.register(
                figures.entrySet().stream()
                        .filter(it -> it.getKey().house.isEmpty() && it.getValue().accepted > 0)
                        .flatMap(it -> campaigns.ofId(it.getKey().campaign).stream()
                                .map(campaign -> MultiGauge.Row.of(
                                        Tags.of("campaign", campaign.name()),
                                        (double) it.getValue().complaints / it.getValue().accepted)))
                        .collect(Collectors.toList()),
                true);
    }

    private Map<Stream, Figures> figures(Instant now) {
        var figures = new HashMap<Stream, Figures>();
        var since = now.minus(config.window());
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (var sum : tally.since(LocalDate.ofInstant(since, ZoneOffset.UTC))) {
            var own = figures.computeIfAbsent(new Stream(sum.campaign(), sum.domain()), it -> new Figures());
            own.accepted += sum.accepted();
            own.answers += sum.accepted() + sum.rejected();
            if (!sum.day().isBefore(today.minusDays(1))) {
                own.deferredLately += sum.deferred();
                own.answersLately += sum.answers();
            }
        }
        var returned = sql.returned(since);
        var lanes =
                destinations.of(returned.stream().map(AlarmSql.Returned::domain).collect(Collectors.toSet()));
        for (var it : returned) {
            var lane = lanes.get(it.domain());
            for (var house : List.of("", lane == null ? it.domain() : lane.name())) {
                var own = figures.computeIfAbsent(new Stream(it.campaign(), house), key -> new Figures());
                own.complaints += it.complaints();
                own.hard += it.hard();
                own.refusals += it.refusals();
            }
        }
        return figures;
    }

    private void judge(List<Alarm> found, String campaign, String house, Figures figures) {
        var what = campaign + (house.isEmpty() ? "" : " to " + house);
        if (figures.accepted >= config.leastMails()) {
            var rate = (double) figures.complaints / figures.accepted;
            if (rate >= config.complaintsPause()) {
                pauses.pause(campaign, what + ": " + share("complaints", figures.complaints, figures.accepted));
            } else if (rate >= config.complaintsWarning()) {
                found.add(warning("complaints", what, figures.complaints, figures.accepted));
            }
        }
        // Seldom houses are counted only together: of theirs alone it is not known how many mails they got.
        if (figures.refusals >= LEAST_REFUSALS
                && figures.accepted >= figures.refusals
                && figures.refusals >= config.refusalsPause() * figures.accepted) {
            pauses.pause(
                    campaign,
                    what + ": " + share("refusals", figures.refusals, figures.accepted)
                            + ", see /api/v1/bounces for what the houses say");
        } else if (figures.accepted >= config.leastMails()
                && figures.refusals >= config.refusalsWarning() * figures.accepted) {
            found.add(warning("refusals", what, figures.refusals, figures.accepted));
        }
        if (figures.answers >= config.leastMails() && figures.hard >= config.bounces() * figures.answers) {
            found.add(warning("bounces", what, figures.hard, figures.answers));
        }
        if (figures.answersLately >= config.leastMails()
                && figures.deferredLately >= config.deferrals() * figures.answersLately) {
            found.add(warning("deferrals", what, figures.deferredLately, figures.answersLately));
        }
    }

    private static Alarm warning(String subject, String what, int count, int of) {
        return new Alarm(Alarm.Level.WARNING, subject, what + ": " + share(subject, count, of));
    }

    private static String share(String subject, int count, int of) {
        return String.format(Locale.ROOT, "%,d %s of %,d mails (%.2f %%)", count, subject, of, 100.0 * count / of);
    }
}
