package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postille.interest.history.Rows;

class DemographicsTest {

    private final List<List<String>> people = new ArrayList<>();
    private final Rows rows = new Rows();

    private void people(int count, int product, String... traits) {
        for (var i = 0; i < count; i++) {
            people.add(List.of(traits));
            rows.add(product, 1);
            rows.endRow();
        }
    }

    private float[] of(double regularisation, String... traits) {
        var scores = new float[3];
        Demographics.train(people, rows.trimmed(), 3, regularisation).products(List.of(traits), scores);
        return scores;
    }

    @Test
    void people_of_a_kind_want_what_their_kind_buys() {
        people(50, 0, "country AT");
        people(50, 1, "country DE");
        people(10, 2);
        var austrian = of(1, "country AT");
        assertThat(austrian[0]).isCloseTo(1, within(0.1f)).isGreaterThan(austrian[1] + 0.5f);
        assertThat(of(1, "country DE")[1]).isGreaterThan(0.9f);
    }

    @Test
    void who_is_unknown_gets_what_everybody_buys_and_rare_traits_say_nothing() {
        people(60, 0, "country AT");
        people(20, 1, "country AT");
        people(4, 2, "country AT", "left-handed");
        var unknown = of(1e9, "country FR");
        assertThat(unknown[0]).isCloseTo(60 / 84f, within(0.01f));
        assertThat(of(1, "country AT", "left-handed")).containsExactly(of(1, "country AT"));
    }

    @Test
    void the_map_solves_the_normal_equations_of_ridge_regression() {
        people(7, 0, "a");
        people(6, 1, "a", "b");
        people(9, 1, "b");
        people(8, 2);
        // With x_a, x_b, and a constant: gradient of the squared error plus 2 (x_a² + x_b²) is zero for each product.
        var a = minus(of(2, "a"), of(2));
        var b = minus(of(2, "b"), of(2));
        var c = of(2);
        for (var product = 0; product < 3; product++) {
            double[] bought = {product == 0 ? 7 : 0, product == 1 ? 6 : 0, product == 1 ? 9 : 0, product == 2 ? 8 : 0};
            assertThat(13 * a[product] + 6 * b[product] + 13 * c[product] + 2 * a[product])
                    .isCloseTo((float) (bought[0] + bought[1]), within(1e-3f));
            assertThat(6 * a[product] + 15 * b[product] + 15 * c[product] + 2 * b[product])
                    .isCloseTo((float) (bought[1] + bought[2]), within(1e-3f));
        }
    }

    private static float[] minus(float[] one, float[] other) {
        var difference = one.clone();
        for (var i = 0; i < one.length; i++) {
            difference[i] -= other[i];
        }
        return difference;
    }
}
