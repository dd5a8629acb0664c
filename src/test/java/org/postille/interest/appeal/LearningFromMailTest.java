package org.postille.interest.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postille.interest.appeal.Comparison.Policy;

class LearningFromMailTest {

    private static final Readers.Choice LOTTERY = (lottery, slot, left) -> lottery.draw("block", slot, left);

    private static Readers.Choice uniform(double share, long seed) {
        var random = new SplittableRandom(seed);
        return (_, _, left) -> {
            var explored = random.nextDouble() < share;
            var place = explored ? random.nextInt(left.length) : 0;
            return new Lottery.Odds(
                    share / left.length + (place == 0 ? 1 - share : 0),
                    1.0 / left.length,
                    explored,
                    place,
                    left.length,
                    null);
        };
    }

    /** Readers of twenty days of mails whose slots were all filled by lot: made once, as that takes long. */
    private record Sampled(Readers readers, double clicks) {

        private static final Map<Long, Sampled> MADE = new ConcurrentHashMap<>();

        static Sampled of(long seed) {
            return MADE.computeIfAbsent(seed, it -> {
                var readers = new Readers(it);
                return new Sampled(readers, readers.days(20, 1, LOTTERY));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sampling_costs_less_than_exploring_at_random_and_brings_more_than_never_exploring(long seed) {
        var sampled = Sampled.of(seed).clicks();
        var random = new Readers(seed).days(20, 1, uniform(1, seed));
        var never = new Readers(seed).days(20, 0, LOTTERY);
        assertThat(sampled).isGreaterThan(random).isGreaterThan(never);

        var littleSampled = new Readers(seed).days(20, 0.1, LOTTERY);
        var littleRandom = new Readers(seed).days(20, 0.1, uniform(0.1, seed));
        assertThat(littleSampled).isGreaterThan(littleRandom);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void finds_out_how_likely_each_slot_is_looked_at(long seed) {
        var examined = Examination.of(Sampled.of(seed).readers().exposures(), 4);
        for (var slot = 0; slot < 4; slot++) {
            assertThat(examined[slot]).as("slot " + slot).isCloseTo(Readers.EXAMINED[slot], within(0.1));
        }
    }

    @Test
    void tells_from_what_was_sent_what_other_ways_of_choosing_would_have_brought() {
        var shops = 20;
        var found = new int[2];
        for (var seed = 1; seed <= shops; seed++) {
            var readers = new Readers(seed);
            readers.days(4, 0.2, LOTTERY);
            var comparison = new Comparison();
            readers.log.forEach(comparison::add);

            var best = comparison.of(Policy.BEST).orElseThrow();
            var uniform = comparison.of(Policy.UNIFORM).orElseThrow();
            found[0] += best.low() <= readers.truthOfBest() && readers.truthOfBest() <= best.high() ? 1 : 0;
            found[1] += uniform.low() <= readers.truthOfUniform() && readers.truthOfUniform() <= uniform.high() ? 1 : 0;
            assertThat(uniform.evidence()).isLessThan(best.evidence());
            assertThat(best.high() - best.low()).isLessThan(0.02);
            assertThat(comparison.of(Policy.TOP_SELLERS))
                    .as("sales are not known")
                    .isEmpty();
        }
        // Of intervals of 95 %, 19 of 20; the rarest looks make those of few lots a little too narrow.
        assertThat(found[0]).isGreaterThanOrEqualTo(17);
        assertThat(found[1]).isGreaterThanOrEqualTo(16);
    }

    @Test
    void every_product_has_a_chance_and_the_chances_are_those_of_the_draws() {
        var times = new int[5];
        var chances = new double[5];
        var mails = 20_000;
        for (var mail = 1; mail <= mails; mail++) {
            var lottery = new Lottery(mail, 0.5, Appeals.NONE);
            var odds = lottery.draw("block", 0, new long[] {11, 12, 13, 14, 15});
            times[odds.place()]++;
            chances[odds.place()] += 1 / odds.propensity() / mails;
            assertThat(odds.propensity()).isPositive().isLessThanOrEqualTo(1);
        }
        assertThat(times[0]).isGreaterThan(mails / 2);
        // Weighted by its propensity, each product was shown exactly once a mail.
        assertThat(chances).satisfies(it -> {
            for (var chance : it) {
                assertThat(chance).isCloseTo(1, within(0.1));
            }
        });
    }

    @Test
    void without_exploration_the_best_is_shown_for_certain() {
        var odds = new Lottery(7, 0, Appeals.NONE).draw("block", 0, new long[] {3, 4});
        assertThat(odds).isEqualTo(new Lottery.Odds(1, null, false, 0, 2, null));
    }

    @Test
    void appeal_stays_within_bounds_and_is_average_where_nothing_is_known() {
        var appeals = new Appeals(
                Map.of(1L, new Appeal(5_000, 600, 0), 2L, new Appeal(5_000, 0, 0), 3L, new Appeal(5_000, 150, 0)));
        assertThat(appeals.factor(1)).isEqualTo(Appeals.MOST);
        assertThat(appeals.factor(2)).isEqualTo(Appeals.LEAST);
        assertThat(appeals.factor(4)).isEqualTo(1);
    }
}
