package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LatestTest {

    /** Shows what it was asked with. */
    private static final class Mirror implements Method {
        private final AtomicReference<Taste> seen = new AtomicReference<>(Taste.NONE);

        @Override
        public void products(Taste taste, float[] scores) {
            seen.set(taste);
        }

        @Override
        public void customers(int product, float[] scores) {
            Arrays.fill(scores, product);
        }
    }

    private final Mirror mirror = new Mirror();

    @Test
    void each_product_counts_half_of_one_that_was_touched_so_many_products_later() {
        var taste = new Taste(new int[] {7, 8, 9}, new float[] {1, 1, -0.5f}, new short[] {30, 2, 300});
        new Latest(mirror, 1).products(taste, new float[0]);
        assertThat(mirror.seen.get().products()).containsExactly(7, 8, 9);
        assertThat(mirror.seen.get().strengths()).containsExactly(new float[] {0.5f, 1, -0.125f}, within(1e-6f));
    }

    @Test
    void of_one_day_the_one_touched_first_last_counts_most() {
        new Latest(mirror, 2).products(Taste.ofFirst(new int[] {1, 2, 3}), new float[0]);
        assertThat(mirror.seen.get().strengths()[2]).isEqualTo(1);
        assertThat(mirror.seen.get().strengths()[0]).isEqualTo(0.5f);
    }

    @Test
    void who_wants_a_product_stays_as_it_was() {
        var scores = new float[2];
        new Latest(mirror, 2).customers(5, scores);
        assertThat(scores).containsOnly(5);
    }
}
