package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.postille.interest.appeal.Comparison;
import org.postille.interest.appeal.Comparisons;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Override
    protected AutoCloseable prepare() throws Exception {
        if (days < 1) {
            throw new ParameterException(spec.commandLine(), "--days " + days + ": expected a number from 1");
        }
        return super.prepare();
    }

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
            System.out.printf(
                    "Nothing to compare: within the last %d days, no slot was decided with exploration"
                            + " (postille.opentime.exploration) and seen by somebody who consents to the purpose \"tracking\".%n",
                    days);
            return 1;
        }
        compared.forEach(CompareCommand::print);
        System.out.println("""
                Clicks are of 100 slots that were seen, with the range in which the truth lies in 95 of 100 cases. "evidence" is
                as if so many slots had been filled in that way: below 30, nothing is told. What is compared, and what is not:
                docs/interest.md, "What mails teach".""");
        return 0;
    }

    private static void print(String name, Comparison comparison) {
        System.out.printf(
                Locale.ROOT,
                "%s: %,d slots of %,d mails seen, %,d of them filled by lot; %,d clicks%n",
                name,
                comparison.slots(),
                comparison.mails(),
                comparison.explored(),
                comparison.clicks());
        for (var policy : Comparison.Policy.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-34s %s%n",
                    policy.words(),
                    comparison.of(policy).map(it -> told(policy, it)).orElse("not known"));
        }
        System.out.println();
    }

    private static String told(Comparison.Policy policy, Comparison.Estimate it) {
        if (!it.isSound()) {
            return String.format(Locale.ROOT, "too little to tell (evidence %.0f)", it.evidence());
        }
        return String.format(
                Locale.ROOT,
                "%5.1f clicks of 100, between %4.1f and %4.1f; evidence %,.0f%s",
                100 * it.rate(),
                100 * it.low(),
                100 * it.high(),
                it.evidence(),
                policy == Comparison.Policy.AS_SENT ? "" : "; " + against(it));
    }

    private static String against(Comparison.Estimate it) {
        var difference = String.format(
                Locale.ROOT, "%+.1f against as sent, give or take %.1f", 100 * it.gain(), 100 * it.gainError());
        return it.isBetter() ? "BETTER: " + difference : it.isWorse() ? "WORSE: " + difference : "no clear difference";
    }
}
