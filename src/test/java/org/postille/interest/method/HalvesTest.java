package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvesTest {

    /** Rows within a block, of whole blocks and of some more; factors that do and do not fill up the last loop. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 6, 1", "4096, 4, 1", "9000, 64, 1", "500, 64, 1e-20f", "500, 64, 1e15f", "201000, 3, 1"})
    void a_scan_is_off_by_what_16_bits_leave_out(int rows, int factors, float size) {
        var random = new Random(rows);
        var side = new Side(rows, factors);
        for (var i = 0; i < side.flat.length; i++) {
            // Some factors are far smaller than others.
            side.flat[i] = (float) (size * random.nextGaussian() * Math.pow(10, -random.nextInt(4)));
        }
        var vector = new float[factors];
        for (var k = 0; k < factors; k++) {
            vector[k] = (float) random.nextGaussian();
        }
        var scores = new float[rows];
        new Halves(side).dots(vector, scores);
        for (var row = 0; row < rows; row++) {
            var exact = 0.0;
            var terms = 0.0;
            for (var k = 0; k < factors; k++) {
                var term = (double) vector[k] * side.flat[row * factors + k];
                exact += term;
                terms += Math.abs(term);
            }
            assertThat((double) scores[row]).isCloseTo(exact, within(terms / 2000));
        }
    }

    @Test
    void nothing_but_zeros_and_nothing_at_all_are_scanned() {
        var scores = new float[] {5, 5};
        new Halves(new Side(2, 3)).dots(new float[] {1, 2, 3}, scores);
        assertThat(scores).containsOnly(0);
        new Halves(new Side(0, 3)).dots(new float[] {1, 2, 3}, new float[0]);
    }
}
