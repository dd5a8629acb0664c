package org.postille.interest.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_best_are_those_that_sorting_all_would_find(long seed) {
        var random = new Random(seed);
        var scores = new float[500];
        var left = new BitSet();
        for (var i = 0; i < scores.length; i++) {
            // Many are even.
            scores[i] = random.nextInt(40) - 10;
            left.set(i, random.nextInt(5) == 0);
        }
        for (var most : new int[] {0, 1, 7, 100, 1000}) {
            var sorted = IntStream.range(0, scores.length)
                    .filter(it -> !left.get(it) && scores[it] > 0)
                    .boxed()
                    .sorted(Comparator.comparing((Integer it) -> -scores[it]).thenComparing(it -> it))
                    .limit(most)
                    .mapToInt(Integer::intValue)
                    .toArray();
            var best = Best.of(scores, left, most, 0);
            assertThat(best).as("seed %d, %d of them", seed, most).isEqualTo(sorted);
            for (var place = 0; place < best.length; place++) {
                assertThat(Best.before(scores, left, best[place])).isEqualTo(place);
            }
        }
    }

    /** So many that it guesses first from where on to look; with scores that lead the guess astray. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000, 40_000})
    void of_many_the_best_are_found_wherever_they_stand(int most) {
        var random = new Random(most);
        for (var spread : new double[] {1, 1e-9}) {
            var scores = new float[300_000];
            var left = new BitSet();
            for (var i = 0; i < scores.length; i++) {
                scores[i] = i < 20_000 ? 2 + random.nextInt(9) : (float) (random.nextGaussian() * spread);
                left.set(i, i % 18 == 0 || random.nextInt(9) == 0);
            }
            var sorted = IntStream.range(0, scores.length)
                    .filter(it -> !left.get(it) && scores[it] > 0)
                    .boxed()
                    .sorted(Comparator.comparing((Integer it) -> -scores[it]).thenComparing(it -> it))
                    .limit(most)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Best.of(scores, left, most, 0)).isEqualTo(sorted);
        }
    }
}
