package org.postille.demo.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.postille.demo.bench.Readership.Setting;
import org.postille.interest.appeal.Comparison.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench exploration}. Needs no server and no database. */
@Command(
        name = "exploration",
        description =
                "What slots filled by lot cost and bring, and whether comparisons tell the truth, on made-up readers.",
        mixinStandardHelpOptions = true)
final class ExplorationBench implements Callable<Integer> {

    private static final double[] SHARES = {0, 0.05, 0.2};
    private static final List<Setting> SETTINGS = List.of(
            new Setting("model right about products", 0, false),
            new Setting("half right", 0.5, false),
            new Setting("half right, a quarter new", 0.5, true),
            new Setting("wrong about products", 1.5, false),
            new Setting("wrong, a quarter new", 1.5, true));
    private static final double SIGMAS = 1.96;

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "Few readers, in seconds: shows that it works, its figures say little")
    private boolean quick;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Readerships for each line (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "100",
            description = "Readerships that the comparisons are checked with (default: ${DEFAULT-VALUE})")
    private int runs;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.println(paying(quick ? 60 : 200, quick ? 6 : 20, quick ? 2 : seeds));
        out.println(telling(quick ? 100 : 300, 6, quick ? 8 : runs));
        out.flush();
        return 0;
    }

    private String paying(int readers, int rounds, int count) {
        var table =
                new Table().row("", "share", "clicks/1000", "spread", "to 0", "spread", "95 % +-", "later half, to 0");
        for (var setting : SETTINGS) {
            var none = new double[0];
            var noneLater = new double[0];
            for (var share : SHARES) {
                var ran = LongStream.rangeClosed(1, count)
                        .mapToObj(it -> new Readership(setting, readers, rounds, share, it).run())
                        .toList();
                var all = each(ran, it -> 1000 * it.clicks(0, rounds));
                var later = each(ran, it -> 1000 * it.clicks(rounds / 2, rounds));
                if (share == 0) {
                    none = all;
                    noneLater = later;
                    table.row(setting.name(), "0", number(mean(all)), number(spread(all)), "", "", "", "");
                } else {
                    var gained = less(all, none);
                    table.row(
                            "",
                            Double.toString(share),
                            number(mean(all)),
                            number(spread(all)),
                            signed(mean(gained)),
                            number(spread(gained)),
                            number(SIGMAS * spread(gained) / Math.sqrt(count)),
                            signed(mean(less(later, noneLater))));
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "Clicks to be expected of 1,000 slots seen, %d readers, %d mails each, %d seeds%n%s",
                readers,
                rounds,
                count,
                table);
    }

    private static String telling(int readers, int rounds, int count) {
        var table =
                new Table().row("chosen", "share", "true", "told", "interval", "truth within", "too high", "too low");
        for (var share : new double[] {0.05, 0.2}) {
            var ran = LongStream.rangeClosed(1, count)
                    .mapToObj(it -> new Readership(SETTINGS.get(2), readers, rounds, share, 1000 + it).run())
                    .toList();
            for (var policy : List.of(Policy.AS_SENT, Policy.BEST, Policy.SAMPLED, Policy.UNIFORM)) {
                var low =
                        each(ran, it -> it.comparison().of(policy).orElseThrow().low());
                var high =
                        each(ran, it -> it.comparison().of(policy).orElseThrow().high());
                var told =
                        each(ran, it -> it.comparison().of(policy).orElseThrow().rate());
                var truth = each(ran, it -> it.truth(policy));
                var tooHigh = 0;
                var tooLow = 0;
                for (var i = 0; i < count; i++) {
                    tooHigh += truth[i] < low[i] ? 1 : 0;
                    tooLow += truth[i] > high[i] ? 1 : 0;
                }
                table.row(
                        policy.words(),
                        Double.toString(share),
                        percent(mean(truth)),
                        percent(mean(told)),
                        percent(mean(less(high, low))),
                        percent((count - tooHigh - tooLow) / (double) count),
                        Integer.toString(tooHigh),
                        Integer.toString(tooLow));
            }
        }
        return String.format(
                Locale.ROOT,
                "What a comparison tells of %,d slots, and what is true, %d seeds%n%s",
                readers * rounds * 4,
                count,
                table);
    }

    private static double[] each(List<Readership> ran, ToDoubleFunction<Readership> figure) {
        return ran.stream().mapToDouble(figure).toArray();
    }

    private static double[] less(double[] a, double[] b) {
        var difference = a.clone();
        Arrays.setAll(difference, it -> a[it] - b[it]);
        return difference;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double spread(double[] values) {
        var mean = mean(values);
        return Math.sqrt(
                Arrays.stream(values).map(it -> (it - mean) * (it - mean)).sum() / (values.length - 1));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * value);
    }
}
