package org.postille.interest.evaluation;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.evaluation.measure.Calibration;
import org.postille.interest.evaluation.measure.Recommended;
import org.postille.interest.evaluation.measure.Targeted;
import org.postille.interest.evaluation.measure.Timed;

/**
 * How contenders did on one data set, for people and for programs.
 *
 * @param seed of all lots
 * @param notes what a reader of the figures has to know
 * @param outcomes one for each contender, what has to be beaten first
 * @param timing task D; null if it was not measured
 */
public record Report(
        String data,
        long seed,
        List<String> notes,
        List<Outcome> outcomes,
        @Nullable Timed timing) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Tables for a terminal. */
    public String text() {
        var text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s, seed %d%n", data, seed));
        notes.forEach(it -> text.append(it).append(System.lineSeparator()));
        recommended(text);
        targeted(text, "B  customers for known products", "B known", Outcome::known);
        targeted(text, "B  customers for new products", "B new", Outcome::unseen);
        calibrated(text);
        grouped(text);
        welcomed(text);
        timed(text);
        trained(text);
        return text.toString();
    }

    private void recommended(StringBuilder text) {
        if (outcomes.stream().allMatch(it -> it.recommended() == null)) {
            return;
        }
        head(text, "A  products for customers", "customers", "Recall@20", "nDCG@10", "nDCG@20", "HR@10", "seconds");
        for (var outcome : outcomes) {
            if (outcome.recommended() != null) {
                products(text, outcome.name(), outcome.recommended(), seconds(outcome, "A"));
            }
        }
    }

    private static void products(StringBuilder text, String name, Recommended it, String seconds) {
        row(
                text,
                name,
                String.format(Locale.ROOT, "%,d", it.customers()),
                share(it.recall20()),
                share(it.ndcg10()),
                share(it.ndcg20()),
                String.format(Locale.ROOT, "%.3f", it.hit10()),
                seconds);
    }

    private void targeted(StringBuilder text, String title, String task, Function<Outcome, @Nullable Targeted> which) {
        if (outcomes.stream().map(which).allMatch(it -> it == null || it.products() == 0)) {
            return;
        }
        head(text, title, "products", "lift@1 %", "lift@5 %", "lift@10 %", "AUC", "nDCG@100", "seconds");
        for (var outcome : outcomes) {
            var it = which.apply(outcome);
            if (it != null) {
                row(
                        text,
                        outcome.name(),
                        String.format(Locale.ROOT, "%,d", it.products()),
                        String.format(Locale.ROOT, "%.2f", it.lift1()),
                        String.format(Locale.ROOT, "%.2f", it.lift5()),
                        String.format(Locale.ROOT, "%.2f", it.lift10()),
                        String.format(Locale.ROOT, "%.3f", it.auc()),
                        String.format(Locale.ROOT, "%.3f", it.ndcg100()),
                        seconds(outcome, task));
            }
        }
    }

    private void calibrated(StringBuilder text) {
        if (outcomes.stream().allMatch(it -> it.calibrations().isEmpty())) {
            return;
        }
        head(text, "B  probabilities", "products", "expected", "buyers", "ECE", "off");
        for (var outcome : outcomes) {
            for (var it : outcome.calibrations()) {
                calibration(text, outcome.name() + ": " + it.of(), it);
            }
        }
    }

    private void grouped(StringBuilder text) {
        if (outcomes.stream().allMatch(it -> it.grouped().isEmpty())) {
            return;
        }
        head(
                text,
                "B  told numbers",
                "of",
                "expected",
                "buyers",
                "ECE",
                "off",
                "+- 25 %",
                "+- 50 %",
                "in range",
                "counted");
        for (var outcome : outcomes) {
            for (var it : outcome.grouped()) {
                calibration(
                        text,
                        outcome.name() + ": " + it.calibration().of(),
                        it.calibration(),
                        percent(it.within25()),
                        percent(it.within50()),
                        it.covered() == null ? "" : percent(it.covered()),
                        String.format(Locale.ROOT, "%,d", it.counted()));
                for (var front : it.fronts()) {
                    row(
                            text,
                            String.format(
                                    Locale.ROOT,
                                    "    told with at least %.1f: %,d pairs",
                                    front.atLeast(),
                                    front.pairs()),
                            "",
                            String.format(Locale.ROOT, "%,.0f", front.told()),
                            String.format(Locale.ROOT, "%,d", front.came()));
                }
            }
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static void calibration(StringBuilder text, String name, Calibration it, String... more) {
        var cells = Stream.of(
                String.format(Locale.ROOT, "%,d", it.products()),
                String.format(Locale.ROOT, "%,.0f", it.expected()),
                String.format(Locale.ROOT, "%,d", it.buyers()),
                share(it.error()),
                String.format(Locale.ROOT, "%.1f %%", 100 * it.off()));
        row(text, name, Stream.concat(cells, Stream.of(more)).toArray(String[]::new));
    }

    private void welcomed(StringBuilder text) {
        if (outcomes.stream().allMatch(it -> it.welcomed().isEmpty())) {
            return;
        }
        head(text, "C  new customers", "customers", "Recall@20", "nDCG@10", "nDCG@20", "HR@10");
        for (var outcome : outcomes) {
            for (var it : outcome.welcomed()) {
                var known =
                        it.revealed() == 0 ? "no event" : it.revealed() == 1 ? "1 event" : it.revealed() + " events";
                if (it.quality().customers() > 0) {
                    products(text, outcome.name() + ", " + known, it.quality(), "");
                }
            }
        }
    }

    private void timed(StringBuilder text) {
        if (timing == null) {
            return;
        }
        head(text, "D  timing, " + timing.horizon() + " days", "of", "came", "model", "instead", "or");
        for (var line : timing.lines()) {
            row(
                    text,
                    line.what(),
                    String.format(Locale.ROOT, "%,d", line.of()),
                    figure(line.came()),
                    figure(line.model()),
                    figure(line.instead()),
                    figure(line.or()));
        }
        timing.notes().forEach(it -> text.append("    ").append(it).append(System.lineSeparator()));
    }

    private static String figure(@Nullable Double figure) {
        return figure == null ? "" : String.format(Locale.ROOT, figure < 10 ? "%.4f" : "%,.1f", figure);
    }

    private void trained(StringBuilder text) {
        if (outcomes.stream().allMatch(it -> it.trainings().isEmpty())) {
            return;
        }
        head(text, "Training", "customers", "products", "events", "seconds", "peak MB");
        for (var outcome : outcomes) {
            for (var it : outcome.trainings()) {
                row(
                        text,
                        outcome.name() + ": " + it.data(),
                        String.format(Locale.ROOT, "%,d", it.customers()),
                        String.format(Locale.ROOT, "%,d", it.products()),
                        String.format(Locale.ROOT, "%,d", it.events()),
                        String.format(Locale.ROOT, "%.1f", it.seconds()),
                        String.format(Locale.ROOT, "%,d", outcome.peakMegabytes()));
                it.parameters()
                        .forEach((name, value) -> text.append(String.format(Locale.ROOT, "    %s: %s%n", name, value)));
            }
        }
    }

    private static void head(StringBuilder text, String title, String... columns) {
        text.append(System.lineSeparator());
        row(text, title, columns);
    }

    private static void row(StringBuilder text, String name, String... cells) {
        text.append(String.format(Locale.ROOT, "%-58s", name));
        for (var cell : cells) {
            text.append(String.format(Locale.ROOT, " %10s", cell));
        }
        while (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append(System.lineSeparator());
    }

    private static String seconds(Outcome outcome, String task) {
        return String.format(Locale.ROOT, "%.1f", outcome.scoringSeconds().getOrDefault(task, 0.0));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }

    /** Writes {@code figures.json} and the plots there are figures for. The answer is what was written. */
    public List<Path> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var written = new ArrayList<Path>();
        written.add(Files.writeString(folder.resolve("figures.json"), JSON.writeValueAsString(this) + '\n'));
        written.addAll(new Plots(data, outcomes, timing).write(folder));
        return List.copyOf(written);
    }
}
