package org.postille.interest.method;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The factors of a side once more, for scans of all its rows: as 16-bit floats (IEEE 754 binary16), half of what would otherwise have
 * to come from memory. Within a block of rows they lie factor after factor, so that many rows are widened and added at once. An inner
 * product is off by at most one part in 2,048 of what its terms add up to regardless of sign.
 */
final class Halves {

    /** Rows of which the sums stay in a processor's nearest cache. */
    private static final int ROWS = 4096;
    /** Factors at once: of a longer loop the compiler makes no vector instructions. */
    private static final int BLOCK = 4;
    /** Of the largest factor: what is up to 2^28 times as small keeps all its digits, too. */
    private static final int EXPONENT = 14;

    private static final int LARGEST_EXPONENT = 126;
    /** Below this a scan costs less than what other threads have in hand. */
    private static final int WORTH_SHARING = 200_000;

    private final int size;
    private final int factors;
    private final short[] flat;
    /** In what the factors are told: a power of two, so that nothing is lost by it. */
    private final float unit;

    Halves(Side side) {
        size = side.size;
        factors = (side.factors + BLOCK - 1) / BLOCK * BLOCK;
        flat = new short[Math.multiplyExact(size, factors)];
        var largest = 0f;
        for (var it : side.flat) {
            largest = Math.max(largest, Math.abs(it));
        }
        var shift = Math.clamp(EXPONENT - Math.getExponent(largest), -LARGEST_EXPONENT, LARGEST_EXPONENT);
        unit = Math.scalb(1f, -shift);
        for (var row = 0; row < size; row++) {
            var first = row - row % ROWS;
            for (var k = 0; k < side.factors; k++) {
                flat[first * factors + k * rows(first) + row - first] =
                        Float.floatToFloat16(side.flat[row * side.factors + k] / unit);
            }
        }
    }

    /** Of the block that begins with this row. */
    private int rows(int first) {
        return Math.min(ROWS, size - first);
    }

    /** The inner product of every row with a vector. */
    void dots(float[] vector, float[] results) {
        var weights = new float[factors];
        for (var k = 0; k < vector.length; k++) {
            weights[k] = vector[k] * unit;
        }
        var blocks = IntStream.range(0, (size + ROWS - 1) / ROWS);
        (size < WORTH_SHARING ? blocks : blocks.parallel()).forEach(block -> dots(block * ROWS, weights, results));
    }

    private void dots(int first, float[] weights, float[] results) {
        var rows = rows(first);
        Arrays.fill(results, first, first + rows, 0);
        for (var k = 0; k < factors; k += BLOCK) {
            add(first * factors + k * rows, rows, weights, k, results, first);
        }
    }

    private void add(int o0, int rows, float[] weights, int k, float[] sums, int at) {
        var o1 = o0 + rows;
        var o2 = o1 + rows;
        var o3 = o2 + rows;
        var w0 = weights[k];
        var w1 = weights[k + 1];
        var w2 = weights[k + 2];
        var w3 = weights[k + 3];
        for (var i = 0; i < rows; i++) {
            var low = Math.fma(w1, wide(o1 + i), Math.fma(w0, wide(o0 + i), sums[at + i]));
            sums[at + i] = Math.fma(w3, wide(o3 + i), Math.fma(w2, wide(o2 + i), low));
        }
    }

    private float wide(int at) {
        return Float.float16ToFloat(flat[at]);
    }
}
