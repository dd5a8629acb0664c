package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AscentTest {

    @Test
    void weights_come_close_to_the_best_ones_and_what_only_harms_gets_none() {
        var found = Ascent.climb(
                new double[] {1, 0, 0.3},
                it -> 10 - Math.pow(it[0] - 0.5, 2) - Math.pow(it[1] - 1, 2) - it[2],
                1e-4,
                50);
        assertThat(found[0]).isCloseTo(0.5, within(0.15));
        assertThat(found[1]).isCloseTo(1, within(0.15));
        assertThat(found[2]).isZero();
    }

    @Test
    void what_helps_less_than_enough_is_left() {
        assertThat(Ascent.climb(new double[] {1, 0}, it -> 10 + 0.001 * it[1], 0.001, 50))
                .containsExactly(1, 0);
    }

    @Test
    void it_ends_after_so_many_changes() {
        var asked = new AtomicInteger();
        Ascent.climb(
                new double[] {1},
                it -> {
                    asked.incrementAndGet();
                    return it[0];
                },
                0,
                3);
        assertThat(asked).hasValue(1 + 3 * 5);
    }
}
