package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code missed}: whom a campaign should have reached and did not; with {@code --send}, they are written to. */
@Command(
        name = "missed",
        description = "Whom a campaign should have reached and did not, and why; --send plans their mails anew.",
        mixinStandardHelpOptions = true)
final class MissedCommand extends InServer {

    @Parameters(paramLabel = "CAMPAIGN")
    private String campaign;

    @Option(
            names = "--run",
            paramLabel = "OCCASION",
            description = "Of that run, such as birthday@2026-05-01 (default: all of the last seven days)")
    private @Nullable String run;

    @Option(names = "--unknown", description = "Also those whose mail may have arrived")
    private boolean unknown;

    @Option(names = "--send", description = "Send to them: a running server does so at its next heartbeat")
    private boolean send;

    @Override
    protected int run() {
        var runs = CDI.current().select(Runs.class).get();
        var missed = new Runs.Missed(run, unknown);
        var reasons = runs.missed(campaign, missed);
        reasons.forEach((reason, mails) -> System.out.printf(Locale.ROOT, "%,10d  %s%n", mails, reason));
        if (reasons.isEmpty()) {
            System.out.println("nobody was missed");
        } else if (send) {
            System.out.printf(Locale.ROOT, "%,10d  planned anew%n", runs.sendMissed(campaign, missed));
        } else {
            System.out.println("--send sends to them");
        }
        return 0;
    }
}
