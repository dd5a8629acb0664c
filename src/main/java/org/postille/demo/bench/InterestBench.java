package org.postille.demo.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench interest}. Needs no server and no database. */
@Command(
        name = "interest",
        description =
                "The interest model on made-up shops: matrix factors, answers, and with --large a whole training.",
        mixinStandardHelpOptions = true)
final class InterestBench implements Callable<Integer> {

    private static final PowerLaw FACTORS = new PowerLaw(200_000, 50_000, 10_000_000, 1);
    private static final PowerLaw COMPARED = new PowerLaw(20_000, 5_000, 1_000_000, 1);
    private static final PowerLaw ANSWERS = new PowerLaw(1_000_000, 100_000, 10_000_000, 1);
    private static final PowerLaw LARGE = new PowerLaw(1_000_000, 100_000, 50_000_000, 1);
    private static final PowerLaw QUICK = new PowerLaw(2_000, 1_000, 40_000, 1);
    private static final int ROUNDS = 41;
    private static final int FEW = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--quick",
            description = "Everything small, in seconds: shows that it works, its figures say nothing")
    private boolean quick;

    @Option(
            names = "--large",
            description =
                    "Also train 1 million customers, 100,000 products and 50 million events, and answer from that;"
                            + " takes about 15 minutes, with POSTILLE_JAVA_OPTS=-Xmx4g")
    private boolean large;

    @Option(
            names = "--factors",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Matrix factors of 10 million events (default: ${DEFAULT-VALUE})")
    private boolean factors;

    @Option(
            names = "--spark",
            paramLabel = "FILE",
            description = "The classpath of Spark, as docs/performance.md makes it")
    private @Nullable Path spark;

    @Option(
            names = "--spark-events",
            paramLabel = "N",
            defaultValue = "200000",
            description =
                    "Of the comparison with Spark, which takes minutes for each 100,000 (default: ${DEFAULT-VALUE})")
    private int compared;

    @Override
    public Integer call() throws IOException {
        var figures = new Figures();
        var out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%nThe interest model on made-up shops. %s, at most %d MB of heap.%n%n",
                Machine.describe(),
                Runtime.getRuntime().maxMemory() >> 20);
        var folder = Path.of(System.getProperty("postille.home", ""))
                .toAbsolutePath()
                .resolve(".postille")
                .resolve("bench-interest");
        var part = new FactorsPart(figures, spark == null ? null : new SparkProcess(spark, folder));
        if (factors) {
            part.run(quick ? QUICK : FACTORS, quick ? "" : "60 s");
        }
        part.compare(quick ? QUICK : scaled(compared));
        var training = new TrainingPart(figures, folder);
        var learned =
                large && !quick ? training.run(LARGE, "900 s", "300 s") : training.run(quick ? QUICK : ANSWERS, "", "");
        new AnswersPart(figures, learned).run(quick ? FEW : ROUNDS);
        out.print(figures);
        out.println("\n  afterwards " + Machine.describe());
        out.flush();
        return 0;
    }

    private static PowerLaw scaled(int events) {
        var times = (double) events / COMPARED.events();
        return new PowerLaw(
                (int) (COMPARED.customers() * times),
                Math.max(PowerLaw.GROUPS, (int) (COMPARED.products() * times)),
                events,
                COMPARED.seed());
    }
}
