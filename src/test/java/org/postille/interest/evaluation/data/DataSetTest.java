package org.postille.interest.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postille.base.Invalid;

class DataSetTest {

    private static final int CUSTOMERS = 40;
    private static final int PRODUCTS = 30;

    private final DataSet data = Samples.random(CUSTOMERS, PRODUCTS, 400, true, 3);

    @Test
    void the_latest_part_comes_after_everything_else() {
        var cut = data.latest(0.25, 1);

        assertThat(cut.events()).isEqualTo(300);
        assertThat(pairs(cut.test())).isGreaterThan(90).isLessThanOrEqualTo(100);
        assertThat(cut.horizon()).isPositive();
        assertThat(cut.span().plus(cut.horizon())).isEqualTo(data.span());
        assertThat(cut.customers()).isEqualTo(data.customers());
        assertThat(cut.product(7)).isEqualTo(data.product(7));
        assertThat(cut.attributes(3)).isEqualTo(data.attributes(3));
    }

    @Test
    void a_cut_never_sees_the_test_part() {
        for (var cut : new DataSet[] {
            data.latest(0.5, 1),
            data.latestWithColdProducts(0.5, 0.5, 1),
            data.withoutProducts(0.5, 1),
            data.withoutCustomers(0.5, 1)
        }) {
            for (var customer = 0; customer < CUSTOMERS; customer++) {
                var whole = set(data.train()[customer]);
                assertThat(whole).containsAll(set(cut.train()[customer])).containsAll(set(cut.test()[customer]));
            }
        }
    }

    @Test
    void without_its_test_part_a_data_set_tells_nothing_but_the_horizon() {
        assertThat(data.hasTest()).isTrue();
        assertThat(data.untested().hasTest()).isFalse();
        assertThat(data.untested().horizon()).isEqualTo(data.horizon()).isPositive();
        assertThat(data.untested().train()).isDeepEqualTo(data.train());
    }

    @Test
    void rows_of_one_time_are_cut_by_lot_and_the_same_each_time() {
        var timeless = Samples.random(CUSTOMERS, PRODUCTS, 400, false, 3);
        var cut = timeless.latest(0.25, 9);

        assertThat(cut.events()).isEqualTo(300);
        assertThat(cut.test()).isDeepEqualTo(timeless.latest(0.25, 9).test());
        assertThat(Arrays.deepEquals(cut.test(), timeless.latest(0.25, 10).test()))
                .isFalse();
    }

    @Test
    void the_earliest_rows_stay_however_many_are_of_one_time() {
        var past = new Events();
        for (var row = 0; row < 10; row++) {
            past.add(row, 0, 1, row < 9 ? 100 : 200);
        }
        var cut = Samples.of(past, new Events(), 10, 1).latest(0.5, 1);
        assertThat(cut.events()).isEqualTo(9);
        assertThat(cut.test()[9]).containsExactly(0);
    }

    @Test
    void cold_products_are_in_the_test_only() {
        var cut = data.withoutProducts(0.2, 5);
        assertThat(cut.knownProducts()).hasSize((int) Math.rint(data.knownProducts().length * 0.8));
        assertThat(Arrays.stream(cut.test()).flatMapToInt(Arrays::stream)).noneMatch(cut::known);
        assertThat(pairs(cut.test())).isEqualTo(data.events() - cut.events());
        assertThat(data.withoutProducts(0.2, 5).train()).isDeepEqualTo(cut.train());
    }

    @Test
    void the_latest_part_can_hold_warm_and_cold_products() {
        var latest = data.latest(0.25, 1);
        var cut = data.latestWithColdProducts(0.25, 0.2, 1);

        assertThat(cut.test()).isDeepEqualTo(latest.test());
        assertThat(cut.events()).isLessThan(latest.events());
        assertThat(Arrays.stream(cut.test()).flatMapToInt(Arrays::stream).distinct())
                .anyMatch(cut::known)
                .anyMatch(it -> !cut.known(it));
    }

    @Test
    void cold_customers_have_no_past() {
        var cut = data.withoutCustomers(0.3, 5);
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            assertThat(cut.train()[customer].length > 0 && cut.test()[customer].length > 0)
                    .isFalse();
        }
        assertThat(cut.knownCustomers()).hasSize((int) (data.knownCustomers().length * 0.7));
    }

    @Test
    void a_share_that_is_none_is_refused() {
        assertThatThrownBy(() -> data.latest(1, 1)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> data.latest(Double.NaN, 1)).isInstanceOf(Invalid.class);
    }

    @Test
    void a_lot_has_each_number_once() {
        for (var n : new int[] {0, 1, 2, 100}) {
            assertThat(Arrays.stream(Lot.shuffled(n, 4)).sorted().toArray())
                    .isEqualTo(IntStream.range(0, n).toArray());
        }
        assertThat(Lot.drawn(new int[] {3, 5, 9}, 3, 1)).containsExactly(3, 5, 9);
        assertThat(Arrays.stream(Lot.drawn(new int[] {3, 5, 9, 12}, 2, 1)).boxed())
                .hasSize(2)
                .isSorted()
                .isSubsetOf(3, 5, 9, 12);
    }

    @Test
    void every_product_has_about_the_same_chance() {
        var drawn = new int[10];
        var seeds = new Random(1);
        for (var i = 0; i < 2000; i++) {
            for (var number : Lot.drawn(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, seeds.nextLong())) {
                drawn[number]++;
            }
        }
        assertThat(Arrays.stream(drawn)).allMatch(it -> it > 500 && it < 700);
    }

    private static long pairs(int[][] products) {
        return Arrays.stream(products).mapToLong(it -> it.length).sum();
    }

    private static HashSet<Integer> set(int[] products) {
        var set = new HashSet<Integer>();
        Arrays.stream(products).forEach(set::add);
        return set;
    }
}
