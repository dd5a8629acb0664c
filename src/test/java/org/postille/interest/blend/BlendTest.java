package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendTest {

    /** Also so many that several threads take part, and a number that nothing divides. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20_011, 300_007})
    void what_is_added_has_mean_0_and_the_weight_as_its_standard_deviation(int size) {
        var random = new Random(size);
        var values = new float[size];
        for (var i = 0; i < size; i++) {
            values[i] = (float) (100 + 7 * random.nextGaussian());
        }
        var sums = new float[size];
        Arrays.fill(sums, 5);
        Blend.addStandardised(values, 0.5, sums);
        var mean = 0.0;
        var squares = 0.0;
        for (var it : sums) {
            mean += (it - 5) / size;
            squares += (it - 5.0) * (it - 5.0) / size;
        }
        assertThat(mean).isCloseTo(0, within(1e-4));
        assertThat(Math.sqrt(squares)).isCloseTo(size == 1 ? 0 : 0.5, within(1e-4));
    }
}
