package org.postille.interest.appeal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * How likely readers look at each slot, by the position-based model of Craswell et al. (2008) and Richardson et al. (2007): a click
 * needs that the slot is examined and that the product appeals. Both are found in turn so that each slot and each product has as
 * many clicks as expected, which takes fewer rounds than expectation maximisation (Wang et al. 2018) where clicks are rare.
 *
 * <p>What the model thinks best stands first, so that a slot owes a part of its clicks to whom it was chosen for. Slots filled by
 * lot do not have that fault, and count alone as soon as they have clicks enough.
 */
final class Examination {

    private static final int ROUNDS = 200;

    /** The average product counts like so many looks. */
    private static final double SHRINKAGE = 20;

    /** Clicks in explored slots that count as much as all others. */
    private static final double ENOUGH = 50;

    private Examination() {}

    /** Of each slot, between 0 and 1, where 1 is the slot that is looked at most; 1 for all where nothing was clicked. */
    static double[] of(List<Exposure> exposures, int slots) {
        var all = fitted(exposures, slots);
        var explored = exposures.stream().filter(Exposure::explored).toList();
        var lots = fitted(explored, slots);
        var clicks = new double[slots];
        explored.forEach(it -> clicks[it.slot()] += it.clicked());
        var most = 0.0;
        for (var slot = 0; slot < slots; slot++) {
            var known = Math.min(clicks[slot], clicks[0]);
            all[slot] = (known * lots[slot] + ENOUGH * all[slot]) / (known + ENOUGH);
            most = Math.max(most, all[slot]);
        }
        for (var slot = 0; slot < slots; slot++) {
            all[slot] = Math.min(1, all[slot] / most);
        }
        return all;
    }

    private static double[] fitted(List<Exposure> exposures, int slots) {
        var examined = new double[slots];
        Arrays.fill(examined, 1);
        var shown = 0.0;
        var clicked = 0.0;
        for (var it : exposures) {
            shown += it.shown();
            clicked += it.clicked();
        }
        if (clicked == 0) {
            return examined;
        }
        var usual = clicked / shown;
        var numbers = numbers(exposures);
        for (var round = 0; round < ROUNDS; round++) {
            var appeal = appeals(exposures, numbers, examined, usual);
            var expected = new double[slots];
            var clicks = new double[slots];
            for (var i = 0; i < numbers.length; i++) {
                var it = exposures.get(i);
                expected[it.slot()] += it.shown() * appeal[numbers[i]];
                clicks[it.slot()] += it.clicked();
            }
            var first = ratio(clicks[0], expected[0]);
            for (var slot = 0; slot < slots; slot++) {
                examined[slot] = ratio(clicks[slot], expected[slot]) / first;
            }
        }
        return examined;
    }

    /** Of the product of each exposure, from 0. */
    private static int[] numbers(List<Exposure> exposures) {
        var known = new HashMap<Long, Integer>();
        return exposures.stream()
                .mapToInt(it -> known.computeIfAbsent(it.product(), _ -> known.size()))
                .toArray();
    }

    /** Never 0: one click more and one expected. */
    private static double ratio(double clicks, double expected) {
        return (clicks + 1) / (expected + 1);
    }

    private static double[] appeals(List<Exposure> exposures, int[] numbers, double[] examined, double usual) {
        var clicks = new double[numbers.length];
        var looks = new double[numbers.length];
        for (var i = 0; i < numbers.length; i++) {
            var it = exposures.get(i);
            clicks[numbers[i]] += it.clicked();
            looks[numbers[i]] += it.shown() * examined[it.slot()];
        }
        var appeals = new double[numbers.length];
        for (var i = 0; i < appeals.length; i++) {
            appeals[i] = (clicks[i] + usual * SHRINKAGE) / (looks[i] + SHRINKAGE);
        }
        return appeals;
    }
}
