package org.postille.interest.evaluation.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.postille.base.Progress;
import org.postille.interest.evaluation.data.DataSet;
import org.postille.interest.evaluation.data.Lot;
import org.postille.interest.evaluation.data.Samples;

/** Small cases by hand; large ones against definitions written down as plainly as can be. */
class MeasuresTest {

    private static final Offset<Double> CLOSE = within(1e-9);
    private static final long SEED = 11;

    /** Customer 0 has product 0; products 1 to 5 are known from customer 1, product 6 is not known. */
    private static DataSet shelf(int... wanted) {
        var past = new ArrayList<int[]>();
        past.add(new int[] {0, 0, 0});
        IntStream.rangeClosed(1, 5).forEach(it -> past.add(new int[] {1, it, 0}));
        var future = new ArrayList<int[]>();
        Arrays.stream(wanted).forEach(it -> future.add(new int[] {0, it, 0}));
        return Samples.of(past, future, 3, 7);
    }

    private static Measures.Scoring always(float... scores) {
        return (_, filled) -> System.arraycopy(scores, 0, filled, 0, scores.length);
    }

    @Test
    void products_by_hand() {
        // The order is 2, 1, 4, 3, 5; what is owned or unknown has the best score and is not looked at.
        var quality =
                new Measures(shelf(1, 3, 3, 0, 6), SEED).recommended(always(99, 7, 8, 5, 6, 4, 98), Progress.UNSEEN);

        assertThat(quality.customers()).isEqualTo(1);
        assertThat(quality.recall20()).isEqualTo(1);
        assertThat(quality.hit10()).isEqualTo(1);
        // (1/log2(3) + 1/log2(5)) / (1 + 1/log2(3))
        assertThat(quality.ndcg10()).isCloseTo(0.650920, within(1e-6));
        assertThat(quality.ndcg20()).isEqualTo(quality.ndcg10());
    }

    @Test
    void a_customer_who_went_for_nothing_new_is_left_out() {
        assertThat(new Measures(shelf(0, 6), SEED)
                        .recommended(always(1, 1, 1, 1, 1, 1, 1), Progress.UNSEEN)
                        .customers())
                .isZero();
    }

    /** 21 customers, of whom the last has the product; buyers stand at places 1, 2, 5, 10 and 20, and the owner bought again. */
    private static DataSet street() {
        var past = new ArrayList<int[]>();
        var future = new ArrayList<int[]>();
        for (var customer = 0; customer < 20; customer++) {
            past.add(new int[] {customer, 1, 0});
        }
        past.add(new int[] {20, 0, 0});
        for (var customer : new int[] {0, 1, 4, 9, 19, 20, 4}) {
            future.add(new int[] {customer, 0, 0});
        }
        return Samples.of(past, future, 22, 2);
    }

    @Test
    void customers_by_hand() {
        var quality = new Measures(street(), SEED)
                .targeted(
                        false,
                        (_, scores) -> IntStream.range(0, 22).forEach(it -> scores[it] = it == 20 ? 99 : -it),
                        Progress.UNSEEN);

        assertThat(quality.products()).isEqualTo(1);
        assertThat(quality.lift1()).isCloseTo(4, CLOSE);
        assertThat(quality.lift5()).isCloseTo(4, CLOSE);
        assertThat(quality.lift10()).isCloseTo(4, CLOSE);
        // 15 + 15 + 13 + 9 + 0 of 5 times 15 pairs.
        assertThat(quality.auc()).isCloseTo(52 / 75.0, CLOSE);
        // (1 + 1/log2(3) + 1/log2(6) + 1/log2(11) + 1/log2(21)) / (1 + 1/log2(3) + 1/2 + 1/log2(5) + 1/log2(6))
        assertThat(quality.ndcg100()).isCloseTo(0.859608, within(1e-6));
        assertThat(quality.curve()).hasSize(201).startsWith(0.0).endsWith(1.0);
        assertThat(quality.curve().get(50)).isEqualTo(0.6);
    }

    @Test
    void equals_have_an_auc_of_one_half_and_an_order_by_lot() {
        Measures.Scoring equal = (_, scores) -> Arrays.fill(scores, 3);
        var lifts = new HashSet<Double>();
        for (var seed = 0; seed < 20; seed++) {
            var quality = new Measures(street(), seed).targeted(false, equal, Progress.UNSEEN);
            assertThat(quality.auc()).isEqualTo(0.5);
            assertThat(quality).isEqualTo(new Measures(street(), seed).targeted(false, equal, Progress.UNSEEN));
            lifts.add(quality.lift10());
        }
        assertThat(lifts).hasSizeGreaterThan(1);
    }

    @Test
    void infinite_scores_have_their_place_and_what_is_no_number_is_refused() {
        var measures = new Measures(street(), SEED);
        var quality = measures.targeted(
                false,
                (_, scores) -> {
                    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
                    scores[0] = Float.POSITIVE_INFINITY;
                    scores[1] = 0f;
                    scores[2] = -0f;
                },
                Progress.UNSEEN);
        assertThat(quality.lift10()).isGreaterThanOrEqualTo(2);
        // 15 + 14.5 + 3 times 14/2 of 75: the zeros are equals, and so are those who never would.
        assertThat(quality.auc()).isCloseTo((15 + 14.5 + 3 * 7) / 75.0, CLOSE);
        assertThatThrownBy(
                        () -> measures.targeted(false, (_, scores) -> Arrays.fill(scores, Float.NaN), Progress.UNSEEN))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() ->
                        new Measures(shelf(1), SEED).recommended(always(0, 1, Float.NaN, 0, 0, 0, 0), Progress.UNSEEN))
                .hasMessageContaining("NaN");
    }

    @Test
    void products_by_definition() {
        var data = Samples.random(120, 80, 900, true, 5);
        var scoring = coarse(80, 17);
        var sums = new double[5];
        var tie = Lot.shuffled(80, SEED);
        for (var customer : data.knownCustomers()) {
            var has = set(data.train()[customer]);
            var wanted = set(data.test()[customer]);
            wanted.removeAll(has);
            wanted.removeIf(it -> !data.known(it));
            if (!wanted.isEmpty()) {
                var scores = new float[80];
                scoring.score(customer, scores);
                var ranking = Arrays.stream(data.knownProducts())
                        .boxed()
                        .filter(it -> !has.contains(it))
                        .sorted(Comparator.comparingDouble((Integer it) -> -scores[it])
                                .thenComparing(it -> tie[it]))
                        .toList();
                sums[0]++;
                sums[1] += hits(ranking, wanted, 20) / (double) wanted.size();
                sums[2] += ndcg(ranking, wanted, 10);
                sums[3] += ndcg(ranking, wanted, 20);
                sums[4] += hits(ranking, wanted, 10) > 0 ? 1 : 0;
            }
        }
        var quality = new Measures(data, SEED).recommended(scoring, Progress.UNSEEN);

        assertThat(quality.customers()).isEqualTo((int) sums[0]).isGreaterThan(50);
        assertThat(quality.recall20()).isCloseTo(sums[1] / sums[0], CLOSE);
        assertThat(quality.ndcg10()).isCloseTo(sums[2] / sums[0], CLOSE);
        assertThat(quality.ndcg20()).isCloseTo(sums[3] / sums[0], CLOSE);
        assertThat(quality.hit10()).isCloseTo(sums[4] / sums[0], CLOSE).isLessThan(1);
    }

    @Test
    void customers_by_definition() {
        for (var cold : new boolean[] {false, true}) {
            var whole = Samples.random(700, 40, 6000, true, 8);
            var data = cold ? whole.latestWithColdProducts(0.4, 0.4, 2) : whole;
            var scoring = coarse(700, 19);
            var quality = new Measures(data, SEED).targeted(cold, scoring, Progress.UNSEEN);
            var expected = byDefinition(data, cold, scoring);

            assertThat(quality.products()).isEqualTo((int) expected[0]).isGreaterThan(8);
            assertThat(quality.lift1()).isCloseTo(expected[1] / expected[0], CLOSE);
            assertThat(quality.lift5()).isCloseTo(expected[2] / expected[0], CLOSE);
            assertThat(quality.lift10()).isCloseTo(expected[3] / expected[0], CLOSE);
            assertThat(quality.auc()).isCloseTo(expected[4] / expected[0], CLOSE);
            assertThat(quality.ndcg100()).isCloseTo(expected[5] / expected[0], CLOSE);
            assertThat(quality.curve().get(20)).isCloseTo(expected[6] / expected[0], CLOSE);
        }
    }

    private static double[] byDefinition(DataSet data, boolean cold, Measures.Scoring scoring) {
        var sums = new double[7];
        var tie = Lot.shuffled(data.customers(), SEED + 1);
        for (var product = 0; product < data.products(); product++) {
            var wanted = product;
            var candidates = Arrays.stream(data.knownCustomers())
                    .boxed()
                    .filter(it -> !set(data.train()[it]).contains(wanted))
                    .toList();
            var buyers = new HashSet<>(candidates);
            buyers.removeIf(it -> !set(data.test()[it]).contains(wanted));
            if (data.known(product) == cold || buyers.size() < 5) {
                continue;
            }
            var scores = new float[data.customers()];
            scoring.score(product, scores);
            var ranking = new ArrayList<>(candidates);
            ranking.sort(Comparator.comparingDouble((Integer it) -> -scores[it]).thenComparing(it -> tie[it]));
            sums[0]++;
            sums[1] += lift(ranking, buyers, 0.01);
            sums[2] += lift(ranking, buyers, 0.05);
            sums[3] += lift(ranking, buyers, 0.10);
            var won = 0.0;
            for (var buyer : buyers) {
                for (var other : candidates) {
                    if (!buyers.contains(other)) {
                        won += scores[buyer] > scores[other] ? 1 : scores[buyer] == scores[other] ? 0.5 : 0;
                    }
                }
            }
            sums[4] += won / buyers.size() / (candidates.size() - buyers.size());
            sums[5] += ndcg(ranking, buyers, 100);
            sums[6] += hits(ranking, buyers, (int) Math.rint(0.1 * ranking.size())) / (double) buyers.size();
        }
        return sums;
    }

    private static double lift(List<Integer> ranking, Set<Integer> wanted, double part) {
        var top = (int) Math.max(1, Math.rint(part * ranking.size()));
        return (double) hits(ranking, wanted, top) / wanted.size() / ((double) top / ranking.size());
    }

    private static long hits(List<Integer> ranking, Set<Integer> wanted, int top) {
        return ranking.stream().limit(top).filter(wanted::contains).count();
    }

    private static double ndcg(List<Integer> ranking, Set<Integer> wanted, int top) {
        var gain = 0.0;
        var ideal = 0.0;
        for (var rank = 1; rank <= top; rank++) {
            var discount = Math.log(2) / Math.log(rank + 1);
            gain += rank <= ranking.size() && wanted.contains(ranking.get(rank - 1)) ? discount : 0;
            ideal += rank <= wanted.size() ? discount : 0;
        }
        return gain / ideal;
    }

    /** Random scores with many equals, the same for a number each time. */
    private static Measures.Scoring coarse(int size, long seed) {
        return (number, scores) -> {
            var random = new Random(seed + number);
            for (var i = 0; i < size; i++) {
                scores[i] = random.nextInt(12) - 6;
            }
        };
    }

    private static Set<Integer> set(int[] numbers) {
        var set = new HashSet<Integer>();
        Arrays.stream(numbers).forEach(set::add);
        return set;
    }

    @Test
    void few_of_many_products_are_measured_and_a_lot_decides_which() {
        var past = new ArrayList<int[]>();
        var future = new ArrayList<int[]>();
        var products = Measures.MOST_PRODUCTS + 100;
        for (var product = 0; product < products; product++) {
            past.add(new int[] {9, product, 0});
            for (var customer = 0; customer < 5; customer++) {
                future.add(new int[] {customer, product, 0});
            }
        }
        IntStream.range(0, 9).forEach(it -> past.add(new int[] {it, products, 0}));
        var data = Samples.of(past, future, 10, products + 1);

        var chosen = new Measures(data, 1).measurable(false);
        assertThat(chosen).hasSize(Measures.MOST_PRODUCTS).isSorted().doesNotHaveDuplicates();
        assertThat(new Measures(data, 1).measurable(false)).isEqualTo(chosen);
        assertThat(new Measures(data, 2).measurable(false)).isNotEqualTo(chosen);
    }

    @Test
    void new_customers_reveal_their_first_events() {
        var past = new ArrayList<int[]>();
        IntStream.range(0, 6).forEach(it -> past.add(new int[] {0, it, 0}));
        var future = new ArrayList<int[]>();
        // Not in the order of time; product 6 is not known.
        var events = new int[][] {{2, 30}, {1, 20}, {1, 25}, {6, 40}, {3, 50}};
        Arrays.stream(events).forEach(it -> future.add(new int[] {1, it[0], it[1]}));
        var data = Samples.of(past, future, 3, 7);
        var asked = new ArrayList<List<Integer>>();

        var welcomed = new Measures(data, SEED)
                .welcomed(
                        (attributes, first, scores) -> {
                            assertThat(attributes).isEqualTo(data.attributes(1)).isNotEmpty();
                            synchronized (asked) {
                                asked.add(Arrays.stream(first).boxed().toList());
                            }
                            IntStream.range(0, 7).forEach(it -> scores[it] = it);
                        },
                        Progress.UNSEEN);

        assertThat(asked).containsExactlyInAnyOrder(List.of(), List.of(1), List.of(1, 1), List.of(1, 1, 2));
        assertThat(welcomed).extracting(Welcomed::revealed).containsExactly(0, 1, 2, 3, 5, 10);
        assertThat(welcomed).extracting(it -> it.quality().customers()).containsExactly(1, 1, 1, 1, 0, 0);
        // Of 5, 4, 3, 2, 1, 0 they went for 3, 2 and 1, at ranks 3, 4 and 5; after three events for 3 alone.
        var ideal = 1 + 1 / log2(3) + 1 / log2(4);
        assertThat(welcomed.getFirst().quality().ndcg10())
                .isCloseTo((1 / log2(4) + 1 / log2(5) + 1 / log2(6)) / ideal, CLOSE);
        assertThat(welcomed.get(3).quality().ndcg10()).isCloseTo(1 / log2(4), CLOSE);
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }

    @Test
    void calibration_by_hand() {
        var one = new Reliability();
        var other = new Reliability();
        for (var i = 0; i < 10; i++) {
            (i % 2 == 0 ? one : other).add(0.05f, i == 3);
        }
        one.add(0.95f, true);
        one.add(1, false);
        one.add(0.0f, false);
        one.endProduct();
        other.endProduct();
        one.add(other);
        var calibration = one.calibration("by hand");

        assertThat(calibration.pairs()).isEqualTo(13);
        assertThat(calibration.products()).isEqualTo(2);
        assertThat(calibration.expected()).isCloseTo(2.45, within(1e-6));
        assertThat(calibration.buyers()).isEqualTo(2);
        // 11 pairs told 0.5/11 where 1/11 came, 2 pairs told 0.975 where one half came.
        assertThat(calibration.error()).isCloseTo(11 / 13.0 * (0.5 / 11) + 2 / 13.0 * 0.475, within(1e-6));
        // Each tenth is one of the four probabilities that were told: 0, 0.05, 0.95 and 1.
        assertThat(calibration.off()).isCloseTo((0.5 + 0.05 + 1) / 2.45, within(1e-6));
        assertThat(calibration.bins()).hasSize(10);
        assertThat(calibration.bins().getLast().pairs()).isEqualTo(2);
        assertThat(calibration.bins().get(5).pairs()).isZero();
        assertThat(calibration.tenths().stream()
                        .mapToLong(Calibration.Bin::pairs)
                        .sum())
                .isEqualTo(13);
    }

    @Test
    void honest_probabilities_of_known_products_have_no_error() {
        var data = Samples.random(300, 40, 4000, true, 8);
        var buyers = new boolean[40][300];
        for (var customer = 0; customer < 300; customer++) {
            for (var product : data.test()[customer]) {
                buyers[product][customer] = true;
            }
        }
        var measures = new Measures(data, SEED);
        Measures.Chances oracle = (product, chances) -> {
            for (var customer = 0; customer < 300; customer++) {
                chances[customer] = buyers[product][customer] ? 1 : 0;
            }
            return true;
        };
        var calibration = measures.calibration(false, oracle, Progress.UNSEEN).orElseThrow();
        assertThat(calibration.error()).isCloseTo(0, within(1e-6));
        assertThat(calibration.expected()).isCloseTo(calibration.buyers(), within(1e-3));

        assertThat(measures.calibration(false, (_, _) -> false, Progress.UNSEEN))
                .isEmpty();
        assertThatThrownBy(() -> measures.calibration(
                        false,
                        (_, chances) -> {
                            Arrays.fill(chances, 1.5f);
                            return true;
                        },
                        Progress.UNSEEN))
                .hasMessageContaining("1.5");
    }
}
