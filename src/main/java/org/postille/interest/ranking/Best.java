package org.postille.interest.ranking;

import java.util.Arrays;
import java.util.BitSet;

/** The numbers with the largest scores, found without sorting all of them. */
public final class Best {

    private static final int WORTH_GUESSING = 200_000;
    private static final int SAMPLE = 1 << 14;
    /** So many times as many as are asked for are looked at. */
    private static final int SPARE = 2;

    private static final int FEW = 32;

    private Best() {}

    /**
     * Best first; by number where scores are even.
     *
     * @param left these are left out
     * @param above only scores larger than this
     */
    public static int[] of(float[] scores, BitSet left, int most, float above) {
        if (most <= 0) {
            return new int[0];
        }
        var low = Math.max(above, low(scores, left, most));
        var candidates = new float[counted(scores, left, low)];
        var count = candidates.length;
        if (count <= most && low > above) {
            candidates = new float[counted(scores, left, above)];
            count = candidates.length;
            low = above;
        }
        gather(scores, left, low, candidates);
        if (count == 0) {
            return new int[0];
        }
        var least = count <= most ? Float.NEGATIVE_INFINITY : largest(candidates, count, most);
        var found = new long[Math.min(count, most)];
        var place = 0;
        for (var i = 0; i < scores.length && place < found.length; i++) {
            if (scores[i] > above && scores[i] > least && !left.get(i)) {
                found[place++] = key(scores[i], i);
            }
        }
        for (var i = 0; i < scores.length && place < found.length; i++) {
            if (scores[i] == least && !left.get(i)) {
                found[place++] = key(scores[i], i);
            }
        }
        Arrays.sort(found);
        return Arrays.stream(found).mapToInt(it -> (int) it).toArray();
    }

    /** How many are larger. */
    public static int counted(float[] scores, BitSet left, float above) {
        var count = 0;
        for (var i = 0; i < scores.length; i++) {
            count += scores[i] > above && !left.get(i) ? 1 : 0;
        }
        return count;
    }

    private static void gather(float[] scores, BitSet left, float above, float[] into) {
        var count = 0;
        for (var i = 0; i < scores.length; i++) {
            if (scores[i] > above && !left.get(i)) {
                into[count++] = scores[i];
            }
        }
    }

    /** What more than enough are hopefully above, by a part of them: negative infinity where there is nothing to be gained. */
    private static float low(float[] scores, BitSet left, int most) {
        if (scores.length < WORTH_GUESSING || most > scores.length / 2 / SPARE) {
            return Float.NEGATIVE_INFINITY;
        }
        var step = scores.length / SAMPLE;
        var some = new float[SAMPLE];
        for (var i = 0; i < SAMPLE; i++) {
            some[i] = left.get(i * step) ? Float.NEGATIVE_INFINITY : scores[i * step];
        }
        return largest(some, SAMPLE, (int) ((double) most * SPARE * SAMPLE / scores.length) + FEW);
    }

    /** How many come before this one in that order. */
    public static int before(float[] scores, BitSet left, int number) {
        var before = 0;
        for (var i = 0; i < scores.length; i++) {
            if ((scores[i] > scores[number] || (scores[i] == scores[number] && i < number)) && !left.get(i)) {
                before++;
            }
        }
        return before;
    }

    /** The n-th largest of the first {@code count} values, which are brought into another order (Hoare's quickselect). */
    public static float largest(float[] values, int count, int n) {
        var low = 0;
        var high = count - 1;
        var wanted = n - 1;
        while (low < high) {
            var pivot = values[(low + high) >>> 1];
            var i = low;
            var j = high;
            while (i <= j) {
                while (values[i] > pivot) {
                    i++;
                }
                while (values[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    var it = values[i];
                    values[i++] = values[j];
                    values[j--] = it;
                }
            }
            if (wanted <= j) {
                high = j;
            } else if (wanted >= i) {
                low = i;
            } else {
                break;
            }
        }
        return values[wanted];
    }

    /** Sorts the larger score first, and the smaller number where they are even; its lower half is the number. */
    public static long key(float score, int number) {
        var bits = Float.floatToIntBits(score + 0f);
        // Signed integers in the order of the floats, turned round: larger ones first.
        var order = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
        return ((long) ~order << 32) | number;
    }
}
