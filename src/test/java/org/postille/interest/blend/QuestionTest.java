package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final double[] ONE = {1};

    private static Question question(float[] says, boolean... wanted) {
        var positives =
                (int) IntStream.range(0, wanted.length).filter(it -> wanted[it]).count();
        return new Question(new float[][] {says}, wanted, positives, 1);
    }

    @Test
    void what_is_wanted_and_stands_in_front_is_worth_the_most() {
        var best = question(new float[] {3, -1, 2, -5}, true, false, true, false);
        assertThat(best.recommended(ONE)).isCloseTo(1, within(1e-12));

        var worst = question(new float[] {-3, 1, -2, 5}, true, false, true, false);
        // Third and fourth place instead of first and second; both are among the first twenty.
        var gain = (1 / Math.log(4) + 1 / Math.log(5)) / (1 / Math.log(2) + 1 / Math.log(3));
        assertThat(worst.recommended(ONE)).isCloseTo((gain + 1) / 2, within(1e-12));
    }

    @Test
    void what_is_wanted_and_no_candidate_counts_as_not_found() {
        var question = new Question(new float[][] {{2, 1}}, new boolean[] {true, false}, 4, 1);
        var gain = (1 / Math.log(2)) / (1 / Math.log(2) + 1 / Math.log(3) + 1 / Math.log(4) + 1 / Math.log(5));
        assertThat(question.recommended(ONE)).isCloseTo((gain + 0.25) / 2, within(1e-12));
    }

    @Test
    void customers_are_ranked_as_by_counting_pairs() {
        var random = new Random(5);
        var says = new float[300];
        var wanted = new boolean[300];
        for (var i = 0; i < says.length; i++) {
            wanted[i] = random.nextInt(10) == 0;
            says[i] = (float) random.nextGaussian() + (wanted[i] ? 1 : 0);
        }
        var pairs = 0;
        var right = 0;
        for (var i = 0; i < says.length; i++) {
            for (var j = 0; j < says.length; j++) {
                if (wanted[i] && !wanted[j]) {
                    pairs++;
                    right += says[i] > says[j] ? 1 : 0;
                }
            }
        }
        var targeted = question(says, wanted).targeted(ONE);
        assertThat(targeted.auc()).isCloseTo((double) right / pairs, within(1e-12));
        assertThat(targeted.lift5()).isBetween(1.0, 20.0);
        assertThat(question(says, wanted).targeted(new double[] {-1}).auc())
                .isCloseTo(1 - targeted.auc(), within(1e-12));
    }

    @Test
    void methods_are_added_by_their_weights() {
        var question = new Question(new float[][] {{1, 2}, {10, -10}}, new boolean[2], 1, 1);
        assertThat(question.blended(new double[] {2, 0.5})).containsExactly(7, -1);
        assertThat(question.blended(new double[] {1, 0})).containsExactly(1, 2);
    }

    @Test
    void others_that_were_drawn_stand_for_those_that_were_not() {
        // Two buyers among 1 + 99 who did not buy; one of the 99 was drawn for every 33.
        var question =
                new Question(new float[][] {{5, 4, 3, 2, 1}}, new boolean[] {true, false, true, false, false}, 2, 33);
        var targeted = question.targeted(ONE);
        assertThat(targeted.auc()).isCloseTo((3 + 2) / 6.0, within(1e-12));
        // Among the first hundredth of 101 stands the first buyer alone.
        assertThat(targeted.lift1()).isCloseTo(50, within(1e-9));
        assertThat(targeted.gain())
                .isCloseTo((1 / Math.log(2) + 1 / Math.log(36)) / (1 / Math.log(2) + 1 / Math.log(3)), within(1e-9));
    }

    @Test
    void weights_are_pushed_to_what_tells_the_wanted_from_the_rest() {
        var question = new Question(new float[][] {{2, -1, -1}, {-1, 2, -1}}, new boolean[] {true, false, false}, 1, 1);
        assertThat(question.push(new double[] {0, 0})).containsExactly(2, -1);
        var weights = Listwise.fit(java.util.List.of(question), 2);
        assertThat(weights[0]).isGreaterThan(1);
        assertThat(weights[1]).isLessThan(1e-6);
    }

    @Test
    void a_method_that_tells_nothing_apart_does_not_look_as_if_it_knew_all() {
        var open = IntStream.range(0, 1000).toArray();
        var wanted = new java.util.BitSet();
        wanted.set(900, 910);
        var blank = Sheets.inFront(new float[][] {new float[1000]}, open, wanted);
        assertThat(blank.recommended(ONE)).isLessThan(0.05);
        var knowing = new float[1000];
        java.util.Arrays.fill(knowing, 900, 910, 1);
        assertThat(Sheets.inFront(new float[][] {knowing}, open, wanted).recommended(ONE))
                .isCloseTo(1, within(1e-12));
    }
}
