package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.Progress;
import org.postille.interest.Training;
import org.postille.interest.blend.Choice;
import org.postille.interest.evaluation.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fits the interest model to the events that are there, and says what it chose. Servers that run on the same database answer with
 * it from then on.
 */
@Command(
        name = "train",
        description =
                "Fit the interest model to the shop's events; running servers take it. Exit status 1: it was refused.",
        mixinStandardHelpOptions = true)
final class TrainCommand extends InServer {

    @Option(
            names = "--force",
            description = "Take the new model also where it foretells the latest part of the history worse")
    private boolean forced;

    @Override
    protected int run() {
        var steps = new Steps();
        var summary = CDI.current().select(Training.class).get().train(forced, steps, _ -> {});
        steps.end();
        System.out.printf(
                Locale.ROOT,
                "%,d events of %,d customers and %,d products, %.1f s, %.1f MB%n",
                summary.interactions(),
                summary.customers(),
                summary.products(),
                summary.seconds(),
                summary.bytes() / 1e6);
        summary.choice().ifPresent(it -> {
            print("products for a customer", it.products());
            print("customers for a product", it.customers());
            print("customers for a new product", it.newcomers());
        });
        if (!summary.figures().values().isEmpty()) {
            System.out.println("figures: " + summary.figures());
        }
        System.out.println(
                summary.refusal().map(it -> "refused: " + it).orElse("answers from now on: " + summary.version()));
        return summary.refusal().isPresent() ? 1 : 0;
    }

    private static void print(String question, List<Choice.Weighted> chosen) {
        System.out.println(question + ": "
                + chosen.stream()
                        .map(it -> String.format(Locale.ROOT, "%.2f × %s", it.weight(), it.recipe()))
                        .collect(Collectors.joining(", ")));
    }

    /** A bar for each step. */
    private static final class Steps implements Watch {

        private @Nullable Bar bar;

        @Override
        public Progress step(String what) {
            end();
            bar = new Bar(what);
            return bar;
        }

        void end() {
            if (bar != null) {
                bar.end();
            }
            bar = null;
        }
    }
}
