package org.postille.cli;

import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.Progress;
import org.postille.interest.Training;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.RecipeText;
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
        System.out.print(text(summary));
        return summary.refusal().isPresent() ? 1 : 0;
    }

    /** What was learned, for people who know the shop and no statistics. */
    static String text(Training.Summary summary) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "Learned from %,d events of %,d customers and %,d products in %.1f s; %.1f MB are kept.%n",
                summary.interactions(),
                summary.customers(),
                summary.products(),
                summary.seconds(),
                summary.bytes() / 1e6));
        summary.choice().ifPresent(it -> {
            add(text, "Which products a customer wants is told by", it.products());
            add(text, "Which customers want a product is told by", it.customers());
            add(text, "Which customers want a new product is told by", it.newcomers());
        });
        if (!summary.figures().values().isEmpty()) {
            text.append(
                    String.format(
                            "%nHow well the latest part of the history was foretold (0: not tried, or no better than chance):%n"));
            summary.figures()
                    .values()
                    .forEach((question, value) ->
                            text.append(String.format(Locale.ROOT, "  %-28s %6.4f%n", question, value)));
        }
        return text.append(String.format(
                        "%n%s%n",
                        summary.refusal()
                                .map(it -> "Refused; what answered before, if anything, goes on: " + it)
                                .orElse("It answers from now on: " + summary.version())))
                .toString();
    }

    /** Those that count least last, by how much each counts of all; those that differ in settings alone are one. */
    private static void add(StringBuilder text, String question, List<Choice.Weighted> chosen) {
        var weights = chosen.stream()
                .filter(it -> it.weight() > 0)
                .collect(Collectors.groupingBy(
                        it -> RecipeText.of(it.recipe()), Collectors.summingDouble(Choice.Weighted::weight)));
        var all = weights.values().stream().mapToDouble(it -> it).sum();
        text.append(String.format("%n%s%n", question));
        weights.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(it -> text.append(
                        String.format(Locale.ROOT, "  %3.0f %%  %s%n", 100 * it.getValue() / all, it.getKey())));
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
