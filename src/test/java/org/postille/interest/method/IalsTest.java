package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.postille.interest.history.Rows;

class IalsTest {

    private static final int CUSTOMERS = 60;
    private static final int PRODUCTS = 30;
    private static final Ials.Parameters PARAMETERS = new Ials.Parameters(6, 20, 0.1, 0.05, 0.8, 7);

    /** Customers of an even number buy of the first half of the products, the others of the second. */
    private final Rows rows = rows(CUSTOMERS, 11);

    private final Rows columns = rows.transposed(PRODUCTS);
    private final Ials trained = Ials.train(rows, columns, PARAMETERS, null, null);

    @Test
    void the_factors_solve_the_normal_equations() {
        var naive = naive(PARAMETERS);
        naive.customers = doubles(trained.customerFactors());
        naive.products = doubles(trained.productFactors());
        naive.solveCustomers();
        assertThat(largestDifference(naive.customers, trained.customerFactors()))
                .isLessThan(1e-4);

        var reached = naive.loss();
        naive.solveProducts();
        assertThat(naive.loss()).isLessThanOrEqualTo(reached).isCloseTo(reached, within(1e-3 * reached));
    }

    @Test
    void the_loss_is_that_of_an_exact_solution_in_double() {
        var naive = naive(PARAMETERS);
        var random = new Random(3);
        naive.products = new double[PRODUCTS * PARAMETERS.factors()];
        for (var i = 0; i < naive.products.length; i++) {
            naive.products[i] = 0.04 * random.nextGaussian();
        }
        for (var iteration = 0; iteration < 60; iteration++) {
            naive.solveCustomers();
            naive.solveProducts();
        }
        assertThat(loss(trained)).isCloseTo(naive.loss(), within(0.01 * naive.loss()));
    }

    @Test
    void the_loss_never_rises() {
        var before = Double.POSITIVE_INFINITY;
        for (var iterations = 1; iterations <= 12; iterations++) {
            var loss = loss(Ials.train(rows, columns, with(iterations), null, null));
            assertThat(loss).isLessThanOrEqualTo(before * (1 + 1e-6));
            before = loss;
        }
    }

    @Test
    void a_training_that_starts_from_an_earlier_one_needs_a_part_of_the_iterations() {
        var numbers = new int[PRODUCTS];
        Arrays.setAll(numbers, it -> it);
        // It never knew this one.
        numbers[3] = -1;
        var renewed = Ials.renewed(rows, columns, PARAMETERS, trained, numbers);
        assertThat(renewed.parameters()).isEqualTo(PARAMETERS);
        var few = Ials.train(rows, columns, with(PARAMETERS.iterations() / 4), null, null);
        assertThat(loss(renewed)).isLessThan(loss(few)).isCloseTo(loss(trained), within(0.02 * loss(trained)));
    }

    @Test
    void customers_want_what_their_group_buys() {
        var scores = new float[PRODUCTS];
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            trained.products(taste(customer), scores);
            var own = mean(scores, customer % 2 == 0 ? 0 : PRODUCTS / 2);
            var foreign = mean(scores, customer % 2 == 0 ? PRODUCTS / 2 : 0);
            assertThat(own).isGreaterThan(foreign + 0.1);
        }
    }

    @Test
    void a_product_is_wanted_by_the_customers_of_its_group() {
        var scores = new float[CUSTOMERS];
        trained.customers(3, scores);
        var sums = new double[2];
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            sums[customer % 2] += scores[customer];
        }
        assertThat(sums[0]).isGreaterThan(3 * sums[1]);
    }

    @Test
    void a_customer_folded_in_is_where_the_training_put_them() {
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            var factors = PARAMETERS.factors();
            var vector = trained.fold(taste(customer));
            for (var k = 0; k < factors; k++) {
                assertThat(vector[k]).isCloseTo(trained.customerFactors()[customer * factors + k], within(1e-6f));
            }
        }
    }

    @Test
    void a_restored_model_says_the_same() {
        var restored = Ials.restored(
                PARAMETERS,
                trained.customerFactors().clone(),
                trained.productFactors().clone());
        assertThat(restored.fold(taste(5))).isEqualTo(trained.fold(taste(5)));
    }

    @Test
    void both_scans_are_inner_products() {
        var products = new float[PRODUCTS];
        var customers = new float[CUSTOMERS];
        trained.products(taste(8), products);
        for (var product = 0; product < PRODUCTS; product++) {
            trained.customers(product, customers);
            // That of products goes by 16 bits, see HalvesTest.
            assertThat(customers[8]).isCloseTo(products[product], within(1e-3f));
        }
    }

    @Test
    void nobody_known_wants_nothing() {
        var scores = new float[PRODUCTS];
        trained.products(Taste.NONE, scores);
        assertThat(scores).containsOnly(0);
    }

    @Test
    void products_that_came_after_the_training_are_passed_over() {
        var taste = new Taste(new int[] {1, PRODUCTS + 5}, new float[] {1, 1}, new short[2]);
        assertThat(trained.fold(taste))
                .isEqualTo(trained.fold(new Taste(new int[] {1}, new float[] {1}, new short[1])));
    }

    @Test
    void one_thread_and_two_train_the_same() throws Exception {
        // Several chunks of rows, so that there is something to share out.
        var many = rows(5000, 2);
        assertThat(trainedBy(2, many).customerFactors())
                .isEqualTo(trainedBy(1, many).customerFactors());
    }

    @Test
    void another_seed_starts_elsewhere() {
        var other = new Ials.Parameters(6, 1, 0.1, 0.05, 0.8, 8);
        assertThat(Ials.train(rows, columns, other, null, null).productFactors())
                .isNotEqualTo(Ials.train(rows, columns, with(1), null, null).productFactors());
    }

    @Test
    void what_was_sent_back_pushes_away() {
        var taste = new Taste(new int[] {0, 2, 4}, new float[] {1, 1, 1}, new short[3]);
        var returned = new Taste(new int[] {0, 2, 4, 6}, new float[] {1, 1, 1, -0.5f}, new short[4]);
        var scores = new float[PRODUCTS];
        trained.products(taste, scores);
        var before = scores[6];
        trained.products(returned, scores);
        assertThat(scores[6]).isLessThan(before - 0.05f);
    }

    @Test
    void a_trained_model_is_a_better_start_than_chance() {
        var warm = Ials.train(rows, columns, with(1), trained, null);
        assertThat(loss(warm))
                .isLessThan(loss(Ials.train(rows, columns, with(1), null, null)))
                .isCloseTo(loss(trained), within(1e-3 * loss(trained)));
    }

    @Test
    void products_may_have_been_added_since_the_model_to_start_from() {
        var more = rows.transposed(PRODUCTS + 4);
        assertThat(Ials.train(rows, more, with(1), trained, null).productFactors())
                .hasSize((PRODUCTS + 4) * PARAMETERS.factors());
    }

    @Test
    void a_model_with_other_factors_is_no_start() {
        var wider = new Ials.Parameters(8, 1, 0.1, 0.05, 0.8, 7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ials.train(rows, columns, wider, trained, null))
                .withMessageContaining("30 products with 6 factors");
    }

    @Test
    void rows_longer_than_what_is_held_at_hand_are_solved_too() {
        var wide = new Rows();
        var random = new Random(9);
        for (var customer = 0; customer < 4; customer++) {
            for (var product = 0; product < 6000; product++) {
                if (random.nextInt(3) > 0) {
                    wide.add(product, random.nextBoolean() ? 1 : -0.5f);
                }
            }
            wide.endRow();
        }
        var model = Ials.train(wide, wide.transposed(6000), PARAMETERS, null, null);
        var naive = new NaiveIals(wide, wide.transposed(6000), PARAMETERS);
        naive.products = doubles(model.productFactors());
        naive.solveCustomers();
        assertThat(largestDifference(naive.customers, model.customerFactors())).isLessThan(1e-4);
    }

    @Test
    void factors_that_overflow_are_refused() {
        var broken = new Rows();
        broken.add(0, Float.POSITIVE_INFINITY);
        broken.endRow();
        assertThatIllegalStateException()
                .isThrownBy(() -> Ials.train(broken, broken.transposed(1), PARAMETERS, null, null))
                .withMessageContaining("not finite");
    }

    @Test
    void progress_counts_the_iterations() {
        var told = new ArrayList<Integer>();
        Ials.train(rows, columns, with(3), null, told::add);
        assertThat(told).containsExactly(1, 2, 3);
    }

    private static Ials trainedBy(int threads, Rows rows) throws Exception {
        try (var pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> Ials.train(rows, rows.transposed(PRODUCTS), with(3), null, null))
                    .get();
        }
    }

    private static Ials.Parameters with(int iterations) {
        return new Ials.Parameters(6, iterations, 0.1, 0.05, 0.8, 7);
    }

    private static Rows rows(int customers, long seed) {
        var random = new Random(seed);
        var rows = new Rows();
        for (var customer = 0; customer < customers; customer++) {
            for (var product = 0; product < PRODUCTS; product++) {
                var own = (product < PRODUCTS / 2) == (customer % 2 == 0);
                if (random.nextDouble() < (own ? 0.5 : 0.03)) {
                    rows.add(product, random.nextInt(10) == 0 ? -0.5f : random.nextBoolean() ? 1 : 0.4f);
                }
            }
            rows.endRow();
        }
        return rows.trimmed();
    }

    private Taste taste(int customer) {
        return taste(rows, customer);
    }

    private static Taste taste(Rows rows, int customer) {
        var from = rows.start(customer);
        var size = rows.end(customer) - from;
        var products = new int[size];
        var strengths = new float[size];
        for (var i = 0; i < size; i++) {
            products[i] = rows.product(from + i);
            strengths[i] = rows.weight(from + i);
        }
        return new Taste(products, strengths, new short[size]);
    }

    private static double mean(float[] scores, int from) {
        var sum = 0.0;
        for (var i = from; i < from + PRODUCTS / 2; i++) {
            sum += scores[i];
        }
        return sum / (PRODUCTS / 2.0);
    }

    private NaiveIals naive(Ials.Parameters parameters) {
        return new NaiveIals(rows, columns, parameters);
    }

    private double loss(Ials model) {
        var naive = naive(model.parameters());
        naive.customers = doubles(model.customerFactors());
        naive.products = doubles(model.productFactors());
        return naive.loss();
    }

    private static double[] doubles(float[] floats) {
        var doubles = new double[floats.length];
        for (var i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    private static double largestDifference(double[] one, float[] other) {
        var largest = 0.0;
        for (var i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }
}
