package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.postille.interest.appeal.Comparison;
import org.postille.interest.appeal.Comparisons;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How often products in mails would have been clicked, had they been chosen in another way. */
@Command(
        name = "compare",
        description =
                "How often slots would have been clicked with other ways of choosing. Exit status 1: nothing was explored.",
        mixinStandardHelpOptions = true)
final class CompareCommand extends InServer {

    @Option(names = "--days", paramLabel = "N", description = "Mails seen in the last N days (default: 30)")
    private int days = 30;

    /** What is told apart. */
    enum By {
        all,
        block,
        strategy,
        model
    }

    @Option(
            names = "--by",
            paramLabel = "all|block|strategy|model",
            description = "Apart for each of them (default: all)")
    private By by = By.all;

    @Override
    protected int run() {
        var part = switch (by) {
            case all -> Comparisons.Part.ALL;
            case block -> Comparisons.Part.BLOCK;
            case strategy -> Comparisons.Part.STRATEGY;
            case model -> Comparisons.Part.MODEL;
        };
        var since = CDI.current().select(Clock.class).get().instant().minus(Duration.ofDays(days));
        var compared = CDI.current().select(Comparisons.class).get().since(since, part);
        if (compared.isEmpty()) {
            System.out.println("No slot was decided with exploration and seen by somebody who consents to tracking.");
            return 1;
        }
        compared.forEach(CompareCommand::print);
        return 0;
    }

    private static void print(String name, Comparison comparison) {
        System.out.printf(Locale.ROOT, "%s: %,d slots seen%n", name, comparison.slots());
        System.out.printf(Locale.ROOT, "  %-34s %8s %19s %10s%n", "chosen", "clicks", "95 % between", "evidence");
        for (var policy : Comparison.Policy.values()) {
            comparison
                    .of(policy)
                    .ifPresentOrElse(
                            it -> System.out.printf(
                                    Locale.ROOT,
                                    "  %-34s %7.3f%% %8.3f%% %8.3f%% %10.0f%s%n",
                                    policy.words(),
                                    100 * it.rate(),
                                    100 * it.low(),
                                    100 * it.high(),
                                    it.evidence(),
                                    it.isSound() ? "" : "  too little to tell"),
                            () -> System.out.printf(Locale.ROOT, "  %-34s not known%n", policy.words()));
        }
    }
}
