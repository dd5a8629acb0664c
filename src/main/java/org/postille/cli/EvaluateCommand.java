package org.postille.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postille.base.Progress;
import org.postille.interest.Blended;
import org.postille.interest.evaluation.Baseline;
import org.postille.interest.evaluation.Contender;
import org.postille.interest.evaluation.Evaluation;
import org.postille.interest.evaluation.Evaluation.Task;
import org.postille.interest.evaluation.Report;
import org.postille.interest.evaluation.Watch;
import org.postille.interest.evaluation.data.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How well the interest model predicts what is known to have happened. Needs no server and no database. */
@Command(
        name = "evaluate",
        description = "Measure the interest model on a data set; writes tables, figures and plots.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    private static final List<Contender> CONTENDERS = List.of(new Baseline(), new Blended());

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            description = "Folder with train.csv and test.csv, and perhaps items.csv, users.csv, colduser_train.csv and"
                    + " colduser_test.csv; each may be gzipped")
    private Path given;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where figures and plots go (default: evaluation/ and the name of DIR)")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all that is left to chance (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--tasks",
            paramLabel = "TASK",
            split = ",",
            defaultValue = "A,B,C,D",
            description =
                    "A products for customers, B customers for products, C new customers, D when they order again (default:"
                            + " ${DEFAULT-VALUE})")
    private Set<Task> tasks;

    @Override
    public Integer call() throws IOException {
        var folder = new DataFolder(given);
        var evaluation = new Evaluation(folder, tasks, seed);
        var steps = new Steps();
        var outcomes = contenders().stream()
                .map(it -> {
                    steps.of(it);
                    return evaluation.measure(it, steps);
                })
                .toList();
        steps.ofAll();
        var timing = evaluation.timing(steps).orElse(null);
        steps.end();
        var report = new Report(folder.name(), seed, evaluation.notes(), outcomes, timing);
        var written = report.write(out == null ? Path.of("evaluation", folder.name()) : out);
        spec.commandLine().getOut().print(report.text());
        spec.commandLine().getOut().flush();
        written.forEach(spec.commandLine().getErr()::println);
        return 0;
    }

    /** Nobody where only timing is asked for, of which there is one model. */
    private List<Contender> contenders() {
        return tasks.equals(Set.of(Task.D)) ? List.of() : CONTENDERS;
    }

    /** A bar for each step. */
    private static final class Steps implements Watch {

        private String who = "";
        private @Nullable Bar bar;

        void of(Contender contender) {
            who = contender.name() + ": ";
        }

        void ofAll() {
            who = "";
        }

        @Override
        public Progress step(String what) {
            end();
            bar = new Bar(who + what);
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
