package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UptakeTest {

    private static final double[] ONE = {1};

    /** Customers who buy the likelier the larger their score. */
    private static List<Question> questions(int seed) {
        var random = new Random(seed);
        var questions = new ArrayList<Question>();
        for (var product = 0; product < 200; product++) {
            var says = new float[1000];
            var wanted = new boolean[1000];
            var positives = 0;
            for (var i = 0; i < says.length; i++) {
                says[i] = (float) random.nextGaussian();
                wanted[i] = random.nextDouble() < 0.02 * Math.exp(says[i]);
                positives += wanted[i] ? 1 : 0;
            }
            questions.add(new Question(new float[][] {says}, wanted, positives, 1));
        }
        return questions;
    }

    @Test
    void what_is_told_comes_true_among_customers_it_was_not_learned_from() {
        var uptake = Uptake.learned(questions(1), ONE);
        var told = new double[5];
        var came = new int[5];
        for (var question : questions(2)) {
            var chances = question.says()[0].clone();
            uptake.probabilities(chances, question.positives());
            for (var i = 0; i < chances.length; i++) {
                var fifth = chances[i] < 0.01
                        ? 0
                        : chances[i] < 0.03 ? 1 : chances[i] < 0.06 ? 2 : chances[i] < 0.1 ? 3 : 4;
                told[fifth] += chances[i];
                came[fifth] += question.wanted()[i] ? 1 : 0;
            }
        }
        for (var fifth = 0; fifth < 5; fifth++) {
            assertThat(told[fifth])
                    .as("%d of %s", fifth, told[fifth])
                    .isCloseTo(came[fifth], within(0.12 * came[fifth]));
        }
    }

    @Test
    void all_together_are_as_many_as_are_expected_and_who_cannot_buy_does_not() {
        var scores = new float[] {3, Float.NEGATIVE_INFINITY, 1, 2, -4, 0, 0};
        var uptake = Uptake.learned(questions(1), ONE);
        uptake.probabilities(scores, 0.01);
        assertThat(scores[1]).isZero();
        assertThat(scores[0]).isGreaterThan(scores[3]);
        assertThat(scores[3]).isGreaterThan(scores[2]);
        assertThat(scores[5]).isEqualTo(scores[6]).isGreaterThan(scores[4]);
        var sum = 0.0;
        for (var it : scores) {
            sum += it;
        }
        assertThat(sum).isCloseTo(0.01, within(1e-4));
    }

    @Test
    void nobody_is_likelier_than_certain_however_many_are_expected() {
        var scores = new float[] {3, 1, 2};
        Uptake.learned(questions(1), ONE).probabilities(scores, 1000);
        assertThat(scores).containsExactly(1, 1, 1);
    }

    @Test
    void a_ranking_by_chance_lifts_nobody() {
        var random = new Random(4);
        var questions = questions(3).stream()
                .map(it -> {
                    var says = new float[it.wanted().length];
                    for (var i = 0; i < says.length; i++) {
                        says[i] = random.nextFloat();
                    }
                    return new Question(new float[][] {says}, it.wanted(), it.positives(), 1);
                })
                .toList();
        var uptake = Uptake.learned(questions, ONE);
        assertThat(uptake.lift(0.7)).isCloseTo(1, within(0.1));
        assertThat(uptake.lift(0.1)).isCloseTo(1, within(0.2));
    }

    /** Groups in which customers come the likelier the further in front they stand; up to a third of all come. */
    private static List<Gathering> groups(int seed) {
        var random = new Random(seed);
        var groups = new ArrayList<Gathering>();
        for (var group = 0; group < 100; group++) {
            var places = new double[Uptake.PARTS];
            var came = 0;
            var rate = 0.5 * random.nextDouble();
            for (var place = 0; place < 1000; place++) {
                if (random.nextDouble() < -Math.expm1(-rate * Math.min(8, 0.25 / ((place + 0.5) / 1000)))) {
                    places[Uptake.part((place + 0.5) / 1000)]++;
                    came++;
                }
            }
            groups.add(new Gathering(came, came, came, 1000, places));
        }
        return groups;
    }

    @Test
    void in_groups_that_many_buy_as_many_come_in_front_as_are_told() {
        var uptake = Uptake.ofGroups(groups(1));
        var told = 0.0;
        var came = 0.0;
        for (var group : groups(2)) {
            var chances = new float[1000];
            for (var i = 0; i < chances.length; i++) {
                chances[i] = -i;
            }
            uptake.probabilities(chances, group.came());
            for (var i = 0; i < 62; i++) {
                told += chances[i];
            }
            for (var part = 0; part < 7; part++) {
                came += group.places()[part];
            }
        }
        assertThat(told).isCloseTo(came, within(0.04 * came));
    }

    @Test
    void nobody_further_back_is_likelier() {
        var uptake = Uptake.learned(questions(1), ONE);
        assertThat(uptake.lifts()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(uptake.lifts()[0]).isGreaterThan(5);
    }

    @Test
    void without_anything_to_learn_from_all_are_alike() {
        assertThat(Uptake.learned(List.of(), ONE).lifts()).containsOnly(1.0);
    }

    @Test
    void where_most_will_buy_the_first_are_nearly_certain_and_the_sum_still_holds() {
        var scores = new float[1000];
        for (var i = 0; i < scores.length; i++) {
            scores[i] = i;
        }
        Uptake.learned(questions(1), ONE).probabilities(scores, 600);
        var sum = 0.0;
        for (var it : scores) {
            sum += it;
        }
        assertThat(sum).isCloseTo(600, within(2.0));
        assertThat(scores[999]).isGreaterThan(0.95f);
    }
}
