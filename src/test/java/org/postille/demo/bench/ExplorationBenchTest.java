package org.postille.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.postille.interest.appeal.Comparison.Policy;
import picocli.CommandLine;

class ExplorationBenchTest {

    @Test
    void everything_is_measured_in_small() {
        var out = new StringWriter();
        var status = new CommandLine(new ExplorationBench())
                .setOut(new PrintWriter(out))
                .execute("--quick");
        assertThat(status).isEqualTo(0);
        assertThat(out.toString())
                .contains("half right, a quarter new")
                .contains("truth within")
                .contains(Policy.SAMPLED.words())
                .doesNotContain("NaN");
    }

    @Test
    void a_few_lots_cost_hardly_anything_and_what_they_tell_is_true() {
        var setting = new Readership.Setting("half right, a quarter new", 0.5, true);
        var lost = 0.0;
        var within = 0;
        for (var seed = 1; seed <= 6; seed++) {
            var readers = new Readership(setting, 100, 8, 0.2, seed).run();
            lost += 1
                    - readers.clicks(0, 8)
                            / new Readership(setting, 100, 8, 0, seed).run().clicks(0, 8);
            var best = readers.comparison().of(Policy.BEST).orElseThrow();
            within += best.low() <= readers.truth(Policy.BEST) && readers.truth(Policy.BEST) <= best.high() ? 1 : 0;
            assertThat(readers.truth(Policy.SAMPLED)).isGreaterThan(1.3 * readers.truth(Policy.UNIFORM));
        }
        assertThat(lost / 6).isLessThan(0.04);
        assertThat(within).isGreaterThanOrEqualTo(5);
    }
}
