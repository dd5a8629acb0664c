package org.postille.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TimingsTest {

    /** 100 ms, 99 ms … 1 ms. */
    private static final Timings HUNDRED = Timings.of(
            LongStream.rangeClosed(1, 100).map(it -> (101 - it) * 1_000_000).toArray(), 4_000_000_000L);

    @Test
    void a_quantile_is_the_nearest_rank() {
        assertThat(HUNDRED.millis(0.5)).isEqualTo(50);
        assertThat(HUNDRED.millis(0.95)).isEqualTo(95);
        assertThat(HUNDRED.millis(0.99)).isEqualTo(99);
        assertThat(HUNDRED.millis(1)).isEqualTo(100);
        assertThat(HUNDRED.millis(0.001)).isEqualTo(1);
    }

    @Test
    void few_times_have_quantiles_too() {
        var three = Timings.of(new long[] {3_000_000, 1_000_000, 2_500_000}, 1);
        assertThat(three.millis(0.5)).isEqualTo(2.5);
        assertThat(three.millis(0.95)).isEqualTo(3);
        assertThat(Timings.of(new long[] {7_000_000}, 1).millis(0.5)).isEqualTo(7);
        assertThat(Timings.of(new long[0], 1).millis(0.5)).isNaN();
    }

    @Test
    void a_share_is_no_percentage() {
        assertThatIllegalArgumentException().isThrownBy(() -> HUNDRED.millis(95));
        assertThatIllegalArgumentException().isThrownBy(() -> HUNDRED.millis(0));
    }

    @Test
    void the_rate_is_that_of_the_wall_clock_and_not_of_the_sum() {
        assertThat(HUNDRED.perSecond()).isEqualTo(25);
        assertThat(Timings.rate(2_000, 500_000_000)).isEqualTo(4_000);
        assertThat(Timings.rate(1, 0)).isNaN();
    }

    @Test
    void the_median_of_rounds_lies_in_the_middle() {
        assertThat(Timings.median(9, 1, 5)).isEqualTo(5);
        assertThat(Timings.median(1, 2, 4, 100)).isEqualTo(3);
        assertThat(Timings.median()).isNaN();
    }

    @Test
    void the_times_given_stay_in_their_order() {
        var nanos = new long[] {3, 1, 2};
        Timings.of(nanos, 1);
        assertThat(nanos).containsExactly(3, 1, 2);
    }
}
