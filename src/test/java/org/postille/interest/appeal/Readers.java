package org.postille.interest.appeal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Made-up readers whose tastes are known: a product is clicked with its rate times the chance that its slot is examined. The model
 * that chooses for them is half right.
 */
final class Readers {

    static final int PRODUCTS = 15;
    static final double[] EXAMINED = {1, 0.7, 0.45, 0.25};

    private static final int MAILS_A_DAY = 500;

    final double[] rates = new double[PRODUCTS];
    final long[] ranking;
    final List<Comparison.Logged> log = new ArrayList<>();
    private final Map<List<Long>, double[]> counted = new HashMap<>();
    private final SplittableRandom random;
    private Appeals appeals = Appeals.NONE;
    private long message;
    private double expected;
    private double best;
    private double any;

    Readers(long seed) {
        random = new SplittableRandom(seed);
        var believed = new double[PRODUCTS];
        for (var product = 0; product < PRODUCTS; product++) {
            rates[product] = 0.02 + 0.2 * Math.pow(random.nextDouble(), 3);
            believed[product] = rates[product] + 0.06 * random.nextGaussian();
        }
        ranking = IntStream.range(0, PRODUCTS)
                .boxed()
                .sorted((a, b) -> Double.compare(believed[b], believed[a]))
                .mapToLong(it -> it)
                .toArray();
    }

    /** How a slot is filled. */
    interface Choice {
        Lottery.Odds of(Lottery lottery, int slot, long[] left);
    }

    /** Days of mails; each night is learned from them. @return clicks a mail that were to be expected */
    double days(int days, double share, Choice choice) {
        var before = expected;
        for (var day = 0; day < days; day++) {
            for (var mail = 0; mail < MAILS_A_DAY; mail++) {
                mail(share, choice);
            }
            appeals = new Appeals(AppealTraining.appeals(exposures(), Examination.of(exposures(), 4), Map.of()));
        }
        return (expected - before) / days / MAILS_A_DAY;
    }

    private void mail(double share, Choice choice) {
        var lottery = new Lottery(++message, share, appeals);
        var used = new HashSet<Long>();
        for (var slot = 0; slot < EXAMINED.length; slot++) {
            var left = IntStream.range(0, PRODUCTS)
                    .mapToLong(it -> ranking[it])
                    .filter(it -> !used.contains(it))
                    .toArray();
            var odds = choice.of(lottery, slot, left);
            var product = left[odds.place()];
            used.add(product);
            var chance = EXAMINED[slot] * rates[(int) product];
            expected += chance;
            best += EXAMINED[slot] * rates[(int) left[0]];
            any += EXAMINED[slot]
                    * LongStream.of(left)
                            .mapToDouble(it -> rates[(int) it])
                            .average()
                            .orElseThrow();
            var clicked = random.nextDouble() < chance;
            var sampled = odds.sampled();
            if (sampled != null) {
                log.add(new Comparison.Logged(message, odds, sampled, clicked));
            }
            var count = counted.computeIfAbsent(
                    List.of(product, (long) slot, odds.explored() ? 1L : 0L), _ -> new double[3]);
            count[0]++;
            count[2] += Appeals.fit(odds.place());
            count[1] += clicked ? 1 : 0;
        }
    }

    List<Exposure> exposures() {
        return counted.entrySet().stream()
                .map(it -> new Exposure(
                        it.getKey().get(0),
                        it.getKey().get(1).intValue(),
                        it.getKey().get(2) == 1,
                        (long) it.getValue()[0],
                        it.getValue()[2],
                        (long) it.getValue()[1]))
                .toList();
    }

    /** Clicks a slot if each slot had the best of what was left for it, by what is true. */
    double truthOfBest() {
        return best / message / EXAMINED.length;
    }

    /** Clicks a slot if each slot had any of what was left for it, by what is true. */
    double truthOfUniform() {
        return any / message / EXAMINED.length;
    }
}
