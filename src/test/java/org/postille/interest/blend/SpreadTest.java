package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadTest {

    /** What comes lies around what was told by a factor that varies, and by chance. */
    private static List<Spread.Case> cases(long seed, double deviation) {
        var random = new Random(seed);
        var cases = new ArrayList<Spread.Case>();
        for (var i = 0; i < 2_000; i++) {
            var told = Math.exp(1 + 6 * random.nextDouble());
            var mean = told * Math.exp(deviation * random.nextGaussian());
            cases.add(new Spread.Case(told, Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()))));
        }
        return cases;
    }

    private static double covered(Spread spread, List<Spread.Case> cases) {
        return cases.stream()
                .filter(it -> it.told() >= 10)
                .mapToInt(it -> spread.around(it.told()).contains(it.came()) ? 1 : 0)
                .average()
                .orElse(0);
    }

    @Test
    void eight_of_ten_lie_within_also_of_those_it_was_not_learned_from() {
        for (var deviation : new double[] {0.1, 0.3, 0.6}) {
            assertThat(covered(Spread.learned(cases(1, deviation)), cases(2, deviation)))
                    .as("deviation %s", deviation)
                    .isBetween(0.76, 0.87);
        }
    }

    @Test
    void what_came_as_told_makes_a_range_of_chance_alone() {
        var exact = new ArrayList<Spread.Case>();
        for (var told = 5; told < 100; told++) {
            exact.add(new Spread.Case(told, told));
        }
        var spread = Spread.learned(exact);

        assertThat(spread.variance()).isZero();
        assertThat(spread.around(100)).isEqualTo(new Spread.Likely(88, 114));
        assertThat(spread.around(0.1).least()).isZero();
    }

    @Test
    void a_range_is_as_wide_as_more_cases_ask_for_and_never_narrower() {
        var calm = Spread.learned(cases(1, 0.1));
        var wild = Spread.learned(cases(2, 0.6));

        assertThat(calm.widened(cases(2, 0.6))).isEqualTo(wild);
        assertThat(wild.widened(cases(1, 0.1))).isEqualTo(wild);
        assertThat(calm.widened(cases(2, 0.9).subList(0, 10))).isEqualTo(calm);
    }

    @Test
    void from_a_few_cases_nothing_is_learned() {
        assertThat(Spread.learned(cases(1, 0.9).subList(0, 10))).isEqualTo(Spread.ORDINARY);
    }
}
