package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Audience;
import org.postille.audience.Target;
import org.postille.campaign.Campaigns;
import org.postille.delivery.Outbox;
import org.postille.interest.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who would get a campaign: how many drop out at each rule, and why one customer is in or out. */
@Command(
        name = "audience",
        description = "Who would get a campaign, how many drop out at each rule and why.",
        mixinStandardHelpOptions = true)
final class AudienceCommand extends InServer {

    private static final int MESSAGES = 10;
    /** So few that parts of one matter. */
    private static final int FEW = 10;

    @Parameters(paramLabel = "CAMPAIGN")
    private String campaign;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = Moment.class,
            description = "As of that moment, 2026-05-01T10:00:00Z (default: now)")
    private @Nullable Instant at;

    @Option(names = "--explain", paramLabel = "ID", description = "The shop's number of one customer")
    private @Nullable String explain;

    @Override
    protected int run() {
        var definition =
                CDI.current().select(Campaigns.class).get().named(campaign).definition();
        CDI.current().select(Training.class).get().ready();
        var moment = at == null ? CDI.current().select(Clock.class).get().instant() : at;
        var target = new Target(definition.audience(), definition.basis(), definition.holdout(), null);
        var audience = CDI.current().select(Audience.class).get();
        if (explain != null) {
            var explanation = audience.explain(target, moment, explain);
            System.out.println(explanation);
            var history = CDI.current().select(Outbox.class).get().history(definition.name(), explain, MESSAGES);
            System.out.println(history.isEmpty() ? "No mail of this campaign so far." : "Mails of this campaign:");
            history.forEach(it -> System.out.println("  " + it));
            return explanation.holds() ? 0 : 1;
        }
        System.out.printf(Locale.ROOT, "%10s %10s  %s%n", "left", "dropped", "rule");
        var reach = audience.count(target, moment);
        for (var step : reach.steps()) {
            System.out.printf(Locale.ROOT, "%,10d %,10d  %s%n", step.left(), step.dropped(), step.rule());
        }
        if (reach.buyers() > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "About %s of them are expected to buy what they are chosen for, within the horizon of the model; in eight of"
                            + " ten cases %,d to %,d.%n",
                    String.format(Locale.ROOT, reach.buyers() < FEW ? "%.1f" : "%,.0f", reach.buyers()),
                    reach.likely().least(),
                    reach.likely().most());
        }
        return 0;
    }
}
