package org.postille.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class InterestBenchTest {

    @Test
    void everything_is_measured_in_small() {
        var out = new StringWriter();
        var status = new CommandLine(new InterestBench())
                .setOut(new PrintWriter(out))
                .execute("--quick");
        assertThat(status).isEqualTo(0);
        assertThat(out.toString())
                .contains("iALS, 64 factors, 16 iterations")
                .contains("nDCG@10")
                .contains("training from scratch")
                .contains("snapshot read")
                .contains("training again, from that one")
                .containsPattern("top [\\d,]+ of 2,000 customers for a product")
                .containsPattern("top 12 of 1,000 products for a customer")
                .contains("folded into a customer's factors")
                .contains("bare scan of all customers' factors");
    }
}
