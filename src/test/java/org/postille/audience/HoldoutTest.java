package org.postille.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

    private static final int CUSTOMERS = 20_000;

    @Test
    void the_share_is_as_asked_for() {
        for (var share : new double[] {0.01, 0.1, 0.5}) {
            var deviation = Math.sqrt(CUSTOMERS * share * (1 - share));
            assertThat((double) count(new Holdout("birthday", share)))
                    .isBetween(CUSTOMERS * share - 4 * deviation, CUSTOMERS * share + 4 * deviation);
        }
    }

    @Test
    void campaigns_hold_out_independently_of_each_other() {
        var birthday = new Holdout("birthday", 0.1);
        var newsletter = new Holdout("newsletter", 0.1);
        var both = IntStream.range(0, CUSTOMERS)
                .filter(it -> birthday.contains("c-" + it) && newsletter.contains("c-" + it))
                .count();
        assertThat(both).isBetween(130L, 270L);
    }

    @Test
    void a_larger_share_holds_out_the_same_customers_and_more() {
        var small = new Holdout("birthday", 0.1);
        var large = new Holdout("birthday", 0.2);
        assertThat(IntStream.range(0, CUSTOMERS).filter(it -> small.contains("c-" + it)))
                .allMatch(it -> large.contains("c-" + it));
    }

    private static long count(Holdout holdout) {
        return IntStream.range(0, CUSTOMERS)
                .filter(it -> holdout.contains("c-" + it))
                .count();
    }
}
