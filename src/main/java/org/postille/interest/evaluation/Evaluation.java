package org.postille.interest.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postille.base.Progress;
import org.postille.interest.evaluation.data.DataFolder;
import org.postille.interest.evaluation.data.DataSet;
import org.postille.interest.evaluation.measure.Calibration;
import org.postille.interest.evaluation.measure.GroupMeasures;
import org.postille.interest.evaluation.measure.Grouped;
import org.postille.interest.evaluation.measure.Measures;
import org.postille.interest.evaluation.measure.Recommended;
import org.postille.interest.evaluation.measure.Targeted;
import org.postille.interest.evaluation.measure.Timed;
import org.postille.interest.evaluation.measure.TimingMeasures;
import org.postille.interest.evaluation.measure.Welcomed;

/** Measures contenders on one data set, each on the same split with the same lots. */
public final class Evaluation {

    /** What can be measured. */
    public enum Task {
        /** Products for customers. */
        A,
        /** Customers for products. */
        B,
        /** Products for customers who were not there at the training. */
        C,
        /** When customers order again, and what they need again. */
        D
    }

    /** So few cold customers in the test part would measure nothing but chance. */
    private static final int ENOUGH_COLD = 50;

    private static final double COLD_SHARE = 0.2;

    private final Set<Task> tasks;
    private final long seed;
    private final List<String> notes = new ArrayList<>();
    private final DataSet inTime;
    private final Optional<DataSet> newcomers;

    /**
     * Reads the folder.
     *
     * @throws org.postille.base.Invalid naming file and line
     */
    public Evaluation(DataFolder folder, Set<Task> tasks, long seed) throws IOException {
        this.tasks = tasks;
        this.seed = seed;
        inTime = folder.inTime();
        if (folder.raised() > 0) {
            notes.add("The weight of %,d rows is 0 or less, expected more than that: each counts as 1."
                    .formatted(folder.raised()));
        }
        if (folder.repeated() > 0) {
            notes.add(
                    "%,d rows of items.csv or users.csv name an item or a user once more: the last row of each counts."
                            .formatted(folder.repeated()));
        }
        if (folder.isBackwards()) {
            notes.add(
                    "test.csv ends before train.csv does, expected what came afterwards: figures of tasks A and B tell nothing"
                            + " of the future.");
        }
        if (!inTime.hasTest() && (tasks.contains(Task.A) || tasks.contains(Task.B))) {
            notes.add("There is no test.csv: tasks A and B are not measured.");
        }
        if (tasks.contains(Task.D) && inTime.horizon().toDays() < 1) {
            notes.add("There is no test part of at least a day after the training part: task D is not measured."
                    + (inTime.hasTest()
                            ? " The last row of train is of %s, the last of test of %s."
                                    .formatted(inTime.trainedUntil(), inTime.testedUntil())
                            : ""));
        }
        newcomers = tasks.contains(Task.C) ? Optional.of(newcomers(folder)) : Optional.empty();
    }

    private DataSet newcomers(DataFolder folder) throws IOException {
        var given = folder.coldCustomers();
        if (given.isPresent()) {
            return given.get();
        }
        var cold = IntStream.range(0, inTime.customers())
                .filter(it -> inTime.train()[it].length == 0 && inTime.test()[it].length > 0)
                .count();
        if (cold >= ENOUGH_COLD) {
            return inTime;
        }
        notes.add(
                "There is no split with cold customers: for task C a fifth of the customers of train.csv, chosen by lot, is"
                        + " held out.");
        return inTime.withoutCustomers(COLD_SHARE, seed);
    }

    public DataSet inTime() {
        return inTime;
    }

    public long seed() {
        return seed;
    }

    /** What a reader of the figures has to know about this data set. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    public Outcome measure(Contender contender, Watch watch) {
        PeakMemory.forget();
        return new Run(contender, watch).outcome();
    }

    /** Task D, which all contenders have in common; empty if not asked for, or if times are not known. */
    public Optional<Timed> timing(Watch watch) {
        if (!tasks.contains(Task.D) || inTime.horizon().toDays() < 1) {
            return Optional.empty();
        }
        return Optional.of(new TimingMeasures(inTime).timed(watch.step("D timing")));
    }

    /** One contender at work. */
    private final class Run {
        private final Contender contender;
        private final Watch watch;
        private final List<Trained> trainings = new ArrayList<>();
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private final List<Calibration> calibrations = new ArrayList<>();
        private @Nullable Recommended recommended;
        private @Nullable Targeted known;
        private @Nullable Targeted unseen;
        private List<Grouped> grouped = List.of();
        private List<Welcomed> welcomed = List.of();

        Run(Contender contender, Watch watch) {
            this.contender = contender;
            this.watch = watch;
        }

        Outcome outcome() {
            var measuresInTime = inTime.hasTest() && (tasks.contains(Task.A) || tasks.contains(Task.B));
            var both = newcomers.filter(it -> it == inTime);
            if (measuresInTime || both.isPresent()) {
                var answers = trained(inTime);
                var measures = new Measures(inTime, seed);
                if (tasks.contains(Task.A)) {
                    recommended = timed("A", () -> measures.recommended(answers::products, step("A products")));
                }
                if (tasks.contains(Task.B)) {
                    targeted(answers, measures);
                }
                both.ifPresent(_ -> welcomed(answers, measures));
            }
            newcomers.filter(it -> it != inTime).ifPresent(it -> welcomed(trained(it), new Measures(it, seed)));
            return new Outcome(
                    contender.name(),
                    List.copyOf(trainings),
                    recommended,
                    known,
                    unseen,
                    welcomed,
                    List.copyOf(calibrations),
                    grouped,
                    seconds,
                    PeakMemory.megabytes());
        }

        private void targeted(Answers answers, Measures measures) {
            known = timed("B known", () -> measures.targeted(false, answers::customers, step("B known products")));
            unseen = timed("B new", () -> measures.targeted(true, answers::customers, step("B new products")));
            measures.calibration(false, answers::probabilities, step("B probabilities"))
                    .ifPresent(calibrations::add);
            measures.calibration(true, answers::probabilities, step("B probabilities, new"))
                    .ifPresent(calibrations::add);
            grouped = new GroupMeasures(inTime, seed)
                    .grouped(answers::probabilities, answers::likely, step("B groups of products"));
        }

        private void welcomed(Answers answers, Measures measures) {
            welcomed = timed("C", () -> measures.welcomed(answers::newCustomer, step("C new customers")));
        }

        private Progress step(String what) {
            return watch.step(what);
        }

        private Answers trained(DataSet data) {
            var started = System.nanoTime();
            var answers = contender.train(data.untested(), seed, step("training"));
            trainings.add(new Trained(
                    data.name(),
                    data.knownCustomers().length,
                    data.knownProducts().length,
                    data.events(),
                    since(started),
                    answers.parameters()));
            return answers;
        }

        private <T> T timed(String task, Supplier<T> work) {
            var started = System.nanoTime();
            var result = work.get();
            seconds.put(task, since(started));
            return result;
        }

        private static double since(long started) {
            return (System.nanoTime() - started) / 1e9;
        }
    }
}
