package org.postille.demo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.history.Rows;
import org.postille.interest.method.Ials;

/** How long matrix factors take, and how well they tell what was kept back; by us, and by Spark. */
record FactorsPart(Figures figures, @Nullable SparkProcess spark) {

    /** By how many times a purchase says more than none: tried for both, each with three regularisations. */
    private static final List<Double> ALPHAS = List.of(1.0, 3.0, 10.0);

    private static final List<Double> REGULARISATIONS = List.of(0.03, 0.1, 0.2);
    private static final List<Double> LAMBDAS = List.of(0.03, 0.1, 0.2);
    private static final int PERCENT = 100;
    /** Standard errors to either side within which a difference lies in 95 of 100 cases. */
    private static final double LIKELY = 1.96;

    /** @param aim in words, for whoever reads the table */
    void run(PowerLaw law, String aim) throws IOException {
        var rows = law.rows();
        var columns = rows.transposed(law.products());
        var parameters = MadeUpShop.factors();
        figures.once(
                "iALS, " + parameters.factors() + " factors, " + parameters.iterations() + " iterations, "
                        + law.inWords(),
                aim,
                () -> Ials.train(rows, columns, parameters, null, null));
    }

    /** One setting, as it was tried. */
    private record Tried(String setting, SparkProcess.Fit fit, double[] validation, double[] test) {

        double chosenBy() {
            return mean(validation);
        }
    }

    /** The same purchases, factors and iterations for both; each is tried with as many settings, and judged by other customers. */
    void compare(PowerLaw law) throws IOException {
        var held = HeldOut.of(law.rows(), law.seed());
        figures.title("iALS, " + law.inWords());
        var ours = best("ours", ours(law, held));
        if (spark != null) {
            var theirs = best("Spark MLlib, local[2]", theirs(spark, law, held));
            figures.note("  Spark's time by ours", theirs.fit.seconds() / ours.fit.seconds(), "times (aim 5)");
            figures.note("  Spark's processor time by ours", theirs.fit.processor() / ours.fit.processor(), "times");
            var differences = new double[ours.test.length];
            Arrays.setAll(differences, it -> ours.test[it] - theirs.test[it]);
            figures.note("  nDCG@10 by which ours is higher", PERCENT * mean(differences), "points");
            figures.note("    of which it may be wrong by", PERCENT * LIKELY * error(differences), "points");
        }
    }

    private List<Tried> ours(PowerLaw law, HeldOut held) {
        var columns = held.kept().transposed(law.products());
        // Once for nothing, so that it is warm: the same is done for Spark.
        fitted(held.kept(), columns, setting(ALPHAS.getFirst(), REGULARISATIONS.getFirst()));
        var tried = new ArrayList<Tried>();
        for (var alpha : ALPHAS) {
            for (var regularisation : REGULARISATIONS) {
                var parameters = setting(alpha, regularisation);
                var fit = fitted(held.kept(), columns, parameters);
                tried.add(tried(
                        held,
                        law.products(),
                        "unobserved 1/%.0f, regularisation %.3f".formatted(alpha, regularisation),
                        fit));
            }
        }
        return tried;
    }

    private static Ials.Parameters setting(double alpha, double regularisation) {
        var it = MadeUpShop.factors();
        return new Ials.Parameters(it.factors(), it.iterations(), 1 / alpha, regularisation, it.breadth(), it.seed());
    }

    private static SparkProcess.Fit fitted(Rows rows, Rows columns, Ials.Parameters parameters) {
        var processor = Figures.processor();
        var start = System.nanoTime();
        var ials = Ials.train(rows, columns, parameters, null, null);
        return new SparkProcess.Fit((System.nanoTime() - start) / 1e9, Figures.processor() - processor, ials);
    }

    private static List<Tried> theirs(SparkProcess spark, PowerLaw law, HeldOut held) throws IOException {
        var settings = new ArrayList<SparkProcess.Setting>();
        settings.add(new SparkProcess.Setting(LAMBDAS.getFirst(), ALPHAS.getFirst()));
        for (var alpha : ALPHAS) {
            LAMBDAS.forEach(lambda -> settings.add(new SparkProcess.Setting(lambda, alpha)));
        }
        var fits = spark.fits(held.kept(), law.products(), MadeUpShop.factors(), settings);
        return IntStream.range(1, settings.size())
                .mapToObj(it -> tried(
                        held,
                        law.products(),
                        "alpha %.0f, lambda %.2f"
                                .formatted(
                                        settings.get(it).alpha(),
                                        settings.get(it).lambda()),
                        fits.get(it)))
                .toList();
    }

    private static Tried tried(HeldOut held, int products, String setting, SparkProcess.Fit fit) {
        return new Tried(setting, fit, held.validation(fit.factors(), products), held.test(fit.factors(), products));
    }

    private Tried best(String whose, List<Tried> all) {
        for (var it : all) {
            figures.step("  " + whose + ", " + it.setting, it.fit.seconds(), it.fit.processor(), Figures.load());
            figures.note("    nDCG@10 of the validation", PERCENT * it.chosenBy(), "%");
        }
        var best = all.stream().max(Comparator.comparingDouble(Tried::chosenBy)).orElseThrow();
        figures.note(
                String.format(Locale.ROOT, "  nDCG@10 of the test, by %s, %s", whose, best.setting),
                PERCENT * mean(best.test),
                "%");
        return best;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** The standard error of the mean. */
    private static double error(double[] values) {
        var mean = mean(values);
        var squares = Arrays.stream(values).map(it -> (it - mean) * (it - mean)).sum();
        return Math.sqrt(squares / Math.max(1, values.length - 1) / Math.max(1, values.length));
    }
}
