package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumsTest {

    private static final int PRODUCTS = 300;

    /** Few different values, so that many are even. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100, 299, 300, 1_000})
    void the_best_are_the_first_of_all_sorted(int most) {
        var random = new Random(most);
        var sums = new Sums(PRODUCTS);
        for (var round = 0; round < 3; round++) {
            var expected = new float[PRODUCTS];
            for (var i = 0; i < 500; i++) {
                var product = random.nextInt(PRODUCTS);
                var amount = random.nextInt(3) / 2f;
                sums.add(product, amount);
                expected[product] += amount;
            }
            for (var product = 0; product < PRODUCTS; product += 5) {
                if (sums.of(product) > 0) {
                    sums.set(product, -1);
                    expected[product] = -1;
                }
            }
            assertThat(sums.best(most))
                    .containsExactly(IntStream.range(0, PRODUCTS)
                            .filter(it -> expected[it] > 0)
                            .boxed()
                            .sorted(Comparator.comparingDouble(it -> -expected[it]))
                            .limit(most)
                            .mapToInt(it -> it)
                            .toArray());
            sums.clear();
        }
    }
}
