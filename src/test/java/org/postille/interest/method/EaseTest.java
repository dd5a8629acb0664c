package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;

class EaseTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    /** More than one panel and no multiple of a block. */
    private static final int PRODUCTS = 75;

    private static final int CUSTOMERS = 200;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Material material = material();

    @Test
    void the_weights_are_those_of_the_formula() {
        var ease = Ease.train(material, new Ease.Parameters(PRODUCTS, 5, true, 0.3, NEVER));
        var weights = naive(5, 0.3);
        for (var had = 0; had < PRODUCTS; had++) {
            for (var wanted = 0; wanted < PRODUCTS; wanted++) {
                assertThat((double) ease.weight(had, wanted)).isCloseTo(weights[had][wanted], within(1e-6));
            }
        }
    }

    @Test
    void one_count_serves_several_regularisations() {
        var overlaps = Overlaps.of(material, PRODUCTS, true, 0);
        for (var added : new double[] {1, 10, 100}) {
            var weights = naive(added, 0);
            assertThat((double) Ease.train(overlaps, added).weight(3, 4)).isCloseTo(weights[3][4], within(1e-6));
        }
    }

    @Test
    void scores_are_sums_of_weights() {
        var ease = Ease.train(material, new Ease.Parameters(PRODUCTS, 5, true, 0, NEVER));
        var products = new float[PRODUCTS];
        var customers = new float[CUSTOMERS];
        for (var customer = 0; customer < CUSTOMERS; customer += 17) {
            var taste = Taste.of(material.profiles(), customer);
            ease.products(taste, products);
            for (var product = 0; product < PRODUCTS; product++) {
                var sum = 0.0;
                for (var i = 0; i < taste.size(); i++) {
                    sum += taste.strengths()[i] * ease.weight(taste.products()[i], product);
                }
                assertThat((double) products[product]).isCloseTo(sum, within(1e-5));
                ease.customers(product, customers);
                assertThat((double) customers[customer]).isCloseTo(sum, within(1e-5));
            }
        }
    }

    @Test
    void what_is_long_ago_counts_less() {
        var ease = Ease.train(Overlaps.of(material, PRODUCTS, true, 0), 5);
        var taste = new Taste(new int[] {3, 8}, new float[] {1, 1}, new short[] {0, 30});
        var scores = new float[PRODUCTS];
        ease.forgetting(30).products(taste, scores);
        assertThat(scores[11]).isCloseTo(ease.weight(3, 11) + ease.weight(8, 11) / 2, within(1e-6f));
    }

    @Test
    void only_the_most_wanted_products_are_known() {
        var ease = Ease.train(material, new Ease.Parameters(10, 5, true, 0, NEVER));
        var scores = new float[PRODUCTS];
        ease.products(Taste.of(material.profiles(), 0), scores);
        var known = 0;
        for (var score : scores) {
            known += score == 0 ? 0 : 1;
        }
        assertThat(known).isEqualTo(10);
        // The first half is bought twice as often as the second.
        assertThat(scores[PRODUCTS - 1]).isZero();
        var customers = new float[CUSTOMERS];
        ease.customers(PRODUCTS - 1, customers);
        assertThat(customers).containsOnly(0);
    }

    @Test
    void products_of_one_group_speak_for_each_other() {
        var ease = Ease.train(material, new Ease.Parameters(PRODUCTS, 50, true, 0, NEVER));
        var scores = new float[PRODUCTS];
        ease.products(new Taste(new int[] {0, 3, 6}, new float[] {1, 1, 1}, new short[3]), scores);
        assertThat(scores[9]).isGreaterThan(scores[10]).isGreaterThan(scores[11]);
    }

    @Test
    void one_thread_and_two_train_the_same() throws Exception {
        var taste = Taste.of(material.profiles(), 0);
        assertThat(scoredBy(2, taste)).isEqualTo(scoredBy(1, taste));
    }

    private float[] scoredBy(int threads, Taste taste) throws Exception {
        try (var pool = new ForkJoinPool(threads)) {
            var scores = new float[PRODUCTS];
            pool.submit(() -> Ease.train(material, new Ease.Parameters(PRODUCTS, 5, false, 0.5, NEVER))
                            .products(taste, scores))
                    .get();
            return scores;
        }
    }

    @Test
    void a_shop_without_events_scores_nothing() {
        var history = new History();
        history.products.add(1);
        var empty = Material.of(history.sorted(), new Content(List.of(), history.products));
        var scores = new float[] {5};
        Ease.train(empty, new Ease.Parameters(10, 5, true, 0, NEVER)).products(Taste.NONE, scores);
        assertThat(scores).containsExactly(0);
    }

    @Test
    void the_inverse_of_a_large_matrix_is_exact() {
        var random = new Random(5);
        var size = 150;
        var matrix = new double[size][size];
        for (var sample = 0; sample < 2 * size; sample++) {
            var row = random.doubles(size).toArray();
            for (var i = 0; i < size; i++) {
                for (var j = 0; j < size; j++) {
                    matrix[i][j] += row[i] * row[j];
                }
            }
        }
        var lower = new double[size][];
        for (var i = 0; i < size; i++) {
            lower[i] = Arrays.copyOf(matrix[i], i + 1);
        }
        Inverse.invert(lower);
        var expected = Gauss.inverse(matrix);
        for (var i = 0; i < size; i++) {
            for (var j = 0; j <= i; j++) {
                assertThat(lower[i][j]).isCloseTo(expected[i][j], within(1e-9));
            }
        }
    }

    @Test
    void what_cannot_be_inverted_is_refused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Inverse.invert(new double[][] {{1}, {2, 1}}))
                .withMessageContaining("pivot of row 1");
        assertThatIllegalStateException().isThrownBy(() -> Inverse.invert(new double[][] {{Double.NaN}}));
    }

    private double[][] naive(double added, double lengthPower) {
        var gram = new double[PRODUCTS][PRODUCTS];
        var rows = material.profiles().rows;
        for (var customer = 0; customer < rows.size(); customer++) {
            var says = Math.pow(rows.end(customer) - rows.start(customer), -lengthPower);
            for (var i = rows.start(customer); i < rows.end(customer); i++) {
                for (var j = rows.start(customer); j < rows.end(customer); j++) {
                    if (rows.weight(i) > 0 && rows.weight(j) > 0) {
                        gram[rows.product(i)][rows.product(j)] += says;
                    }
                }
            }
        }
        for (var i = 0; i < PRODUCTS; i++) {
            gram[i][i] += added;
        }
        var inverse = Gauss.inverse(gram);
        var weights = new double[PRODUCTS][PRODUCTS];
        for (var i = 0; i < PRODUCTS; i++) {
            for (var j = 0; j < PRODUCTS; j++) {
                weights[i][j] = i == j ? 0 : -inverse[i][j] / inverse[j][j];
            }
        }
        return weights;
    }

    /** Three groups of products by their number; every customer buys mostly of one. */
    private static Material material() {
        var random = new Random(1);
        var history = new History();
        for (var product = 0; product < PRODUCTS; product++) {
            history.products.add(product);
        }
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            for (var product = 0; product < PRODUCTS; product++) {
                var often = (product % 3 == customer % 3 ? 0.4 : 0.05) * (product < PRODUCTS / 2 ? 1 : 0.5);
                if (random.nextDouble() < often) {
                    var at = START.plus(Duration.ofHours(random.nextInt(2000)));
                    history.add(new Interaction(customer, product, EventKind.ORDERED, 1, at));
                    if (random.nextInt(15) == 0) {
                        history.add(
                                new Interaction(customer, product, EventKind.RETURNED, 1, at.plus(Duration.ofDays(1))));
                    }
                }
            }
        }
        return Material.of(history.sorted(), new Content(List.of(), history.products));
    }
}
