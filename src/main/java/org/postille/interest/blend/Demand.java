package org.postille.interest.blend;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postille.event.EventKind;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;

/**
 * How many customers will buy each product for the first time within a horizon: a sum of how many did in the last eighth, half and
 * whole of such a time, in all the time before and at this time of the last year, and of what its department and its category sold
 * of late, with weights that foretold the past best (Poisson regression without negative weights).
 *
 * <p>Weights that suit every month of a year know neither growth nor season. Where the history is longer than a year and a horizon,
 * all parts are brought nearer to how much the shop sells now, and to what the season did to its sales a year ago.
 *
 * @param weights of everybody's share, the last eighth, half and whole, all the time before, the same time of the last year, and its
 *     part in the department and in the category
 * @param launched how many buy a product, within the horizon in which it is bought first
 * @param heed how far growth and season are heeded
 */
public record Demand(double[] weights, double launched, Level.Heed heed) {

    private static final int PARTS = 8;
    private static final int LATELY = 3;
    private static final int BEFORE = 4;
    private static final int LAST_YEAR = 5;
    private static final int DEPARTMENT = 6;
    private static final int CATEGORY = 7;
    private static final int ROUNDS = 200;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int A_YEAR = 365 * MINUTES_A_DAY;

    static Demand learned(List<Cut> cuts, Content content) {
        return of(cuts.stream().map(it -> Lesson.of(it, content)).toList());
    }

    static Demand of(List<Lesson> lessons) {
        var heed = Level.learned(lessons.stream().flatMap(Lesson::asCase).toList());
        var rows = lessons.stream()
                .map(it -> it.parts.heeding(heed))
                .flatMap(Arrays::stream)
                .toArray(double[][]::new);
        var came = lessons.stream()
                .map(Lesson::came)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        var launches = 0;
        var buyers = 0.0;
        for (var row = 0; row < rows.length; row++) {
            if (!known(rows[row]) && came[row] > 0) {
                launches++;
                buyers += came[row];
            }
        }
        return new Demand(fitted(rows, came), (buyers + 1) / (launches + 1), heed);
    }

    /** What one cut teaches of each product. */
    record Lesson(Parts parts, double[] came) {

        static Lesson of(Cut cut, Content content) {
            return new Lesson(Parts.of(cut.earlier(), content, cut.minutes()), Demand.came(cut));
        }

        /** What a demand tells of groups of products, and what came of those that were known. */
        Stream<Spread.Case> told(Demand demand, List<int[]> groups) {
            var rows = parts.heeding(demand.heed);
            return groups.stream().map(products -> {
                var known = IntStream.of(products).filter(it -> known(rows[it])).toArray();
                return new Spread.Case(
                        IntStream.of(known)
                                .mapToDouble(it -> expected(demand.weights, rows[it]))
                                .sum(),
                        IntStream.of(known).mapToDouble(it -> came[it]).sum());
            });
        }

        Stream<Level.Case> asCase() {
            var all = IntStream.range(0, came.length)
                    .filter(it -> known(parts.rows[it]))
                    .mapToDouble(it -> came[it])
                    .sum();
            return Stream.ofNullable(parts.level)
                    .map(it -> new Level.Case(it, Level.ratio(all, sum(parts.column(BEFORE)))));
        }
    }

    /** First purchases of each product, by customers who did anything before. */
    static double[] came(Cut cut) {
        var came = new double[cut.earlier().products.size()];
        for (var customer = 0; customer < cut.wanted().length; customer++) {
            if (cut.earlier().start(customer + 1) > cut.earlier().start(customer)) {
                for (var product : cut.wanted()[customer]) {
                    came[product]++;
                }
            }
        }
        return came;
    }

    /** The same where there are so many times as many customers: only what is counted and no share of something grows. */
    Demand grown(double times) {
        var more = weights.clone();
        more[0] *= times;
        return new Demand(more, launched * times, heed);
    }

    /** By multiplicative updates, of which each makes what came likelier (Lee and Seung 2001, for the Poisson likelihood). */
    private static double[] fitted(double[][] rows, double[] came) {
        var weights = new double[PARTS];
        Arrays.fill(weights, 0.2);
        var totals = new double[PARTS];
        for (var row : rows) {
            for (var k = 0; known(row) && k < PARTS; k++) {
                totals[k] += row[k];
            }
        }
        for (var round = 0; round < ROUNDS; round++) {
            var pulls = new double[PARTS];
            for (var row = 0; row < rows.length; row++) {
                if (known(rows[row]) && came[row] > 0) {
                    var ratio = came[row] / Math.max(1e-12, expected(weights, rows[row]));
                    for (var k = 0; k < PARTS; k++) {
                        pulls[k] += ratio * rows[row][k];
                    }
                }
            }
            for (var k = 0; k < PARTS; k++) {
                weights[k] *= totals[k] > 0 ? pulls[k] / totals[k] : 0;
            }
        }
        return weights;
    }

    private static double sum(double[] column) {
        return Arrays.stream(column).sum();
    }

    private static boolean known(double[] row) {
        return row[BEFORE] > 0;
    }

    private static double expected(double[] weights, double[] row) {
        var sum = 0.0;
        for (var k = 0; k < PARTS; k++) {
            sum += weights[k] * row[k];
        }
        return sum;
    }

    /**
     * What is known of each product.
     *
     * @param rows products × parts, each as a rate for the whole horizon; all before as it is where there are no times
     * @param level null where the history is too short to tell
     */
    record Parts(double[][] rows, @Nullable Level level) {

        static Parts of(History history, Content content, long horizon) {
            var end = history.end();
            var began = end;
            for (var i = 0; i < history.size(); i++) {
                began = Math.min(began, history.minute(i));
            }
            var rows = new double[history.products.size()][PARTS];
            var yearBefore = new double[rows.length];
            var lastBuyer = new int[rows.length];
            Arrays.fill(lastBuyer, -1);
            for (var customer = 0; customer < history.customers.size(); customer++) {
                for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                    var product = history.product(i);
                    if (history.kind(i) == EventKind.ORDERED && lastBuyer[product] != customer) {
                        lastBuyer[product] = customer;
                        var age = (long) end - history.minute(i);
                        var row = rows[product];
                        row[1] += age < horizon / 8 ? 8 : 0;
                        row[2] += age < horizon / 2 ? 2 : 0;
                        row[LATELY] += age < horizon ? 1 : 0;
                        row[BEFORE]++;
                        row[LAST_YEAR] += age <= A_YEAR && age > A_YEAR - horizon ? 1 : 0;
                        yearBefore[product] += age > A_YEAR && age <= A_YEAR + horizon ? 1 : 0;
                    }
                }
            }
            var lasted = Math.max(MINUTES_A_DAY, end - began);
            for (var row : rows) {
                row[0] = 1;
                // Part of such a time would count for too little.
                row[LAST_YEAR] = lasted >= A_YEAR ? row[LAST_YEAR] : 0;
                row[BEFORE] *= horizon > 0 ? Math.min(1, (double) horizon / lasted) : 1;
            }
            var known = new Parts(rows, null);
            var departments = Departments.of(content, rows.length);
            known.share(DEPARTMENT, departments.departments());
            known.share(CATEGORY, departments.categories());
            if (horizon == 0 || lasted < A_YEAR + horizon) {
                return known;
            }
            return new Parts(
                    rows,
                    Level.of(
                            sum(known.column(LATELY)),
                            sum(known.column(BEFORE)),
                            known.column(LAST_YEAR),
                            yearBefore,
                            departments));
        }

        /** What all of a kind sold of late, parted as it was in all the time before. */
        private void share(int part, int[] kinds) {
            var lately = Departments.together(kinds, column(LATELY));
            var before = Departments.together(kinds, column(BEFORE));
            for (var product = 0; product < rows.length; product++) {
                rows[product][part] =
                        before[product] > 0 ? lately[product] * rows[product][BEFORE] / before[product] : 0;
            }
        }

        double[] column(int part) {
            return Arrays.stream(rows).mapToDouble(it -> it[part]).toArray();
        }

        /** The rows as they are expected to be at this level. */
        double[][] heeding(Level.Heed heed) {
            if (level == null) {
                return rows;
            }
            var heeding = new double[rows.length][];
            for (var product = 0; product < rows.length; product++) {
                var row = rows[product].clone();
                for (var part = 0; part < PARTS; part++) {
                    row[part] *= switch (part) {
                        case 0, BEFORE -> heed.timesBefore(level, product);
                        case LAST_YEAR -> heed.timesLastYear(level);
                        default -> heed.timesLately(level, product);
                    };
                }
                heeding[product] = row;
            }
            return heeding;
        }
    }

    /**
     * Of each product.
     *
     * @param history sorted
     * @param horizon minutes; 0 where the question is not about a later time
     */
    public float[] expected(History history, Content content, long horizon) {
        var rows = Parts.of(history, content, horizon).heeding(heed);
        var expected = new float[rows.length];
        for (var product = 0; product < expected.length; product++) {
            expected[product] = (float) (known(rows[product]) ? expected(weights, rows[product]) : launched);
        }
        return expected;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Demand it
                && Arrays.equals(weights, it.weights)
                && launched == it.launched
                && heed.equals(it.heed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "demand " + Arrays.toString(weights) + ", launched " + launched + ", " + heed;
    }
}
