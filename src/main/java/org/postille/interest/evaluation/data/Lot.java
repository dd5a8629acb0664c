package org.postille.interest.evaluation.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** Choices by lot that are the same whenever the seed is. */
public final class Lot {

    private Lot() {}

    /** The numbers from 0 to n − 1 in random order. */
    public static int[] shuffled(int n, long seed) {
        var numbers = new int[n];
        Arrays.setAll(numbers, it -> it);
        var random = new Random(seed);
        for (var i = n - 1; i > 0; i--) {
            var other = random.nextInt(i + 1);
            var number = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = number;
        }
        return numbers;
    }

    /** Some of these numbers, in their own order; all if there are no more than asked for. */
    public static int[] drawn(int[] numbers, int most, long seed) {
        if (numbers.length <= most) {
            return numbers;
        }
        var chosen = Arrays.copyOf(shuffled(numbers.length, seed), most);
        Arrays.sort(chosen);
        return Arrays.stream(chosen).map(it -> numbers[it]).toArray();
    }

    /** A share of these numbers, at least one and never all. */
    static BitSet share(int[] numbers, double share, long seed) {
        var count = (int) Math.max(1, Math.min(numbers.length - 1, Math.rint(share * numbers.length)));
        var chosen = new BitSet();
        Arrays.stream(drawn(numbers, count, seed)).forEach(chosen::set);
        return chosen;
    }
}
