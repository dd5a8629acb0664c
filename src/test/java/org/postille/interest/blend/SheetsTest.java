package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheetsTest {

    private static final int PRODUCTS = 500;
    private static final int IN_FRONT = 60;

    @Test
    void what_is_wanted_but_in_nobody_s_front_is_missed_and_bends_no_weight() {
        var says = new float[1][PRODUCTS];
        for (var product = 0; product < PRODUCTS; product++) {
            says[0][product] = -product;
        }
        var wanted = new BitSet();
        wanted.set(3);
        wanted.set(400);
        var question = Sheets.inFront(says, IntStream.range(0, PRODUCTS).toArray(), wanted);
        assertThat(question.wanted()).hasSize(IN_FRONT);
        assertThat(question.positives()).isEqualTo(2);
        assertThat(question.push(new double[] {0})[0]).isPositive();
    }

    @Test
    void what_all_methods_together_put_in_front_is_a_candidate_though_none_alone_does() {
        var says = new float[2][PRODUCTS];
        for (var product = 0; product < PRODUCTS; product++) {
            says[0][product] = product < 100 ? 2 : -2;
            says[1][product] = product >= 100 && product < 200 ? 2 : -2;
        }
        says[0][300] = 1.5f;
        says[1][300] = 1.5f;
        var wanted = new BitSet();
        wanted.set(300);
        var question = Sheets.inFront(says, IntStream.range(0, PRODUCTS).toArray(), wanted);
        assertThat(question.wanted()).contains(true);
    }
}
