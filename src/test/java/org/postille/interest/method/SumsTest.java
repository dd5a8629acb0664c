package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumsTest {

    private static final int PRODUCTS = 300;

    /** Few different values, so that many are even. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100, 299, 300, 1_000})
    void it_ranks_as_scores_do_that_remember_their_sources(int most) {
        var random = new Random(most);
        var sums = new Sums(PRODUCTS);
        for (var round = 0; round < 3; round++) {
            var scores = new Scores(PRODUCTS);
            for (var i = 0; i < 500; i++) {
                var product = random.nextInt(PRODUCTS);
                var amount = random.nextInt(3) / 2f;
                sums.add(product, amount);
                scores.add(product, amount, 0);
            }
            for (var product = 0; product < PRODUCTS; product += 5) {
                if (sums.of(product) > 0) {
                    sums.set(product, -1);
                    scores.set(product, -1);
                }
            }
            assertThat(sums.best(most)).containsExactly(scores.best(most, _ -> true));
            sums.clear();
        }
    }
}
