package org.postille.interest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Products 0 to 99, of which 0 is the best; ten of each brand, two categories. */
class ShopWindowTest {

    private static final IntPredicate NONE = _ -> false;

    private static List<Integer> chosen(
            int n, IntPredicate wanted, IntPredicate late, IntToDoubleFunction boost, double most, Variety variety) {
        var window = new ShopWindow(
                n,
                new ShopWindow.Rules(wanted, late, boost, most, variety),
                it -> new ShopWindow.Kind("brand " + it / 10, it < 50 ? "first" : "second"));
        for (var product = 99; product >= 0; product--) {
            window.offer(product, -product / 10f);
        }
        return window.best(n).stream().map(ShopWindow.Chosen::product).toList();
    }

    @Test
    void without_rules_the_best_come_first() {
        assertThat(chosen(3, _ -> true, NONE, _ -> 1, 1, Variety.ANY)).containsExactly(0, 1, 2);
        assertThat(chosen(3, it -> it % 7 == 5, NONE, _ -> 1, 1, Variety.ANY)).containsExactly(5, 12, 19);
    }

    @Test
    void what_is_late_is_chosen_where_nothing_else_is_left() {
        assertThat(chosen(3, it -> it < 4, it -> it < 2, _ -> 1, 1, Variety.ANY))
                .containsExactly(2, 3, 0);
    }

    @Test
    void a_boost_multiplies_and_a_small_one_buries() {
        var e = Math.E;
        assertThat(chosen(2, _ -> true, NONE, it -> it == 9 ? e : 1, e, Variety.ANY))
                .containsExactly(9, 0);
        assertThat(chosen(2, _ -> true, NONE, it -> it == 11 ? e : 1, e, Variety.ANY))
                .containsExactly(0, 1);
        assertThat(chosen(2, _ -> true, NONE, it -> it == 0 ? 0.5 : 1, 1, Variety.ANY))
                .containsExactly(1, 2);
    }

    @Test
    void at_most_so_many_are_of_one_brand_or_category() {
        assertThat(chosen(5, _ -> true, NONE, _ -> 1, 1, new Variety(2, 99, 0))).containsExactly(0, 1, 10, 11, 20);
        assertThat(chosen(5, _ -> true, NONE, _ -> 1, 1, new Variety(99, 2, 0))).containsExactly(0, 1, 50, 51);
    }

    @Test
    void what_is_like_something_chosen_counts_for_less() {
        assertThat(chosen(3, _ -> true, NONE, _ -> 1, 1, new Variety(99, 99, 2.05)))
                .containsExactly(0, 10, 50);
    }
}
