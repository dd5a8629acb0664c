package org.postille.interest.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.evaluation.measure.Grouped;
import org.postille.interest.evaluation.measure.Targeted;
import org.postille.interest.evaluation.measure.Timed;

/** The outcomes as plots (SVG): the contender to look at is the last one. */
final class Plots {

    /** The colour of what has nothing to do with a contender. */
    private static final int LOT = 2;

    /** Text in SVG knows no line breaks. */
    private static final int LONGEST_NAME = 30;

    private final String data;
    private final List<Outcome> outcomes;
    private final @Nullable Timed timing;

    Plots(String data, List<Outcome> outcomes, @Nullable Timed timing) {
        this.data = data.length() <= LONGEST_NAME ? data : data.substring(0, LONGEST_NAME) + '…';
        this.outcomes = outcomes;
        this.timing = timing;
    }

    /** Draws all that there are figures for. The answer is what was written. */
    List<Path> write(Path folder) throws IOException {
        var written = new ArrayList<Path>();
        lift(folder.resolve("lift-known.svg"), "known products", Outcome::known, written);
        lift(folder.resolve("lift-new.svg"), "new products", Outcome::unseen, written);
        reliability(folder.resolve("calibration.svg"), written);
        groups(folder.resolve("groups.svg"), written);
        if (timing != null) {
            orders(timing, folder.resolve("timing.svg"), written);
        }
        return written;
    }

    /** A line with its name. */
    private record Series(String name, List<Chart.Point> points) {}

    private void lift(Path file, String of, Function<Outcome, @Nullable Targeted> which, List<Path> written)
            throws IOException {
        var series = new ArrayList<Series>();
        var products = 0;
        for (var outcome : outcomes.reversed()) {
            var targeted = which.apply(outcome);
            if (targeted != null && targeted.products() > 0) {
                products = targeted.products();
                series.add(new Series(outcome.name(), points(targeted.curve())));
            }
        }
        if (series.isEmpty()) {
            return;
        }
        var plot = new Chart(
                "Buyers found by writing to the most interested first",
                String.format(
                        Locale.ROOT, "%s: mean of %,d %s, customers who do not have them yet", data, products, of),
                "Share of the customers written to",
                "Share of the buyers found",
                1,
                1);
        draw(plot, series);
        plot.line("by lot", LOT, Chart.Stroke.DOTTED, diagonal(1));
        written.add(Files.writeString(file, plot.svg()));
    }

    private static void draw(Chart plot, List<Series> series) {
        for (var i = 0; i < series.size(); i++) {
            plot.line(series.get(i).name, colour(i), stroke(i), series.get(i).points);
        }
    }

    private static int colour(int place) {
        return place < LOT ? place : Math.min(4, place + 1);
    }

    private static Chart.Stroke stroke(int place) {
        return place == 0 ? Chart.Stroke.BOLD : Chart.Stroke.DASHED;
    }

    private static List<Chart.Point> points(List<Double> curve) {
        return IntStream.range(0, curve.size())
                .mapToObj(it -> new Chart.Point((double) it / (curve.size() - 1), curve.get(it)))
                .toList();
    }

    private static List<Chart.Point> diagonal(double end) {
        return List.of(new Chart.Point(0, 0), new Chart.Point(end, end));
    }

    private void reliability(Path file, List<Path> written) throws IOException {
        var measured = outcomes.stream()
                .filter(it -> !it.calibrations().isEmpty())
                .toList()
                .reversed();
        if (measured.isEmpty()) {
            return;
        }
        var highest = measured.stream()
                .flatMap(it -> it.calibrations().getFirst().tenths().stream())
                .mapToDouble(it -> Math.max(it.told(), it.came()))
                .max()
                .orElse(1);
        var end = Chart.roundedUp(Math.max(1e-4, highest));
        var best = measured.getFirst().calibrations().getFirst();
        var plot = new Chart(
                "How often a told probability comes true",
                String.format(
                        Locale.ROOT,
                        "%s: %,d %s; ECE %.4f, %.0f %% off",
                        data,
                        best.products(),
                        best.of(),
                        best.error(),
                        100 * best.off()),
                "Probability that was told (each point: a tenth of the expected buyers)",
                "Share of customers who bought",
                end,
                end);
        plot.line("as told", LOT, Chart.Stroke.DOTTED, diagonal(end));
        for (var i = 0; i < measured.size(); i++) {
            var points = measured.get(i).calibrations().getFirst().tenths().stream()
                    .map(it -> new Chart.Point(it.told(), it.came()))
                    .toList();
            plot.line(measured.get(i).name(), colour(i), stroke(i), points).dots(colour(i), points);
        }
        written.add(Files.writeString(file, plot.svg()));
    }

    private void groups(Path file, List<Path> written) throws IOException {
        var series = new ArrayList<Series>();
        var most = 1.0;
        var about = "";
        for (var outcome : outcomes.reversed()) {
            for (var grouped : outcome.grouped().stream().limit(1).toList()) {
                for (var it : grouped.groups()) {
                    most = Math.max(most, Math.max(it.told(), it.came()));
                }
                about = about.isEmpty() ? about(grouped) : about;
                series.add(new Series(
                        outcome.name(),
                        grouped.groups().stream()
                                .map(it -> Chart.counted(it.told(), it.came()))
                                .toList()));
            }
        }
        if (series.isEmpty()) {
            return;
        }
        var decades = (int) Math.max(1, Math.ceil(Math.log10(most)));
        var plot = Chart.ofCounts(
                "How many buy any of some products",
                data + ": " + about,
                "Buyers that were told, of each group of products",
                "Buyers that came",
                decades);
        plot.line("as told", LOT, Chart.Stroke.DOTTED, diagonal(decades));
        for (var i = 0; i < series.size(); i++) {
            plot.line(series.get(i).name, colour(i), stroke(i), List.of()).dots(colour(i), series.get(i).points);
        }
        written.add(Files.writeString(file, plot.svg()));
    }

    private static String about(Grouped grouped) {
        return String.format(
                Locale.ROOT,
                "%,d groups; of %,d with ten buyers %.0f %% within a factor of 1.25",
                grouped.groups().size(),
                grouped.counted(),
                100 * grouped.within25());
    }

    private void orders(Timed timing, Path file, List<Path> written) throws IOException {
        var calibration = timing.order();
        var plot = new Chart(
                "How often customers order who are told to",
                String.format(
                        Locale.ROOT,
                        "%s: %,d customers, any order within %d days; ECE %.4f",
                        data,
                        calibration.pairs(),
                        timing.horizon(),
                        calibration.error()),
                "Probability that was told",
                "Share of customers who ordered",
                1,
                1);
        var points = calibration.bins().stream()
                .filter(it -> it.pairs() > 0)
                .map(it -> new Chart.Point(it.told(), it.came()))
                .toList();
        plot.line("as told", LOT, Chart.Stroke.DOTTED, diagonal(1));
        plot.line("any order", 0, Chart.Stroke.BOLD, points).dots(0, points);
        written.add(Files.writeString(file, plot.svg()));
    }
}
