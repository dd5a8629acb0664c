package org.postille.interest.method;

/**
 * Loops over dense rows, eight at a time, in the shapes that the compiler turns into vector instructions: where something is
 * stored, all arrays are read and written at one index, so that no two can overlap differently; sums that it must not reorder run
 * side by side.
 */
final class Vectors {

    /** Rows that one call takes. */
    static final int BLOCK = 8;

    private Vectors() {}

    /** The number of rows, up to a whole number of blocks. */
    static int padded(int rows) {
        return (rows + BLOCK - 1) / BLOCK * BLOCK;
    }

    /**
     * Adds eight rows, each times its weight.
     *
     * @param from first of the rows
     * @param at position of the first of the weights
     * @param length how many of each row
     */
    static void add(float[] into, float[][] rows, int from, float[] weights, int at, int length) {
        var w0 = weights[at];
        var w1 = weights[at + 1];
        var w2 = weights[at + 2];
        var w3 = weights[at + 3];
        var w4 = weights[at + 4];
        var w5 = weights[at + 5];
        var w6 = weights[at + 6];
        var w7 = weights[at + 7];
        var r0 = rows[from];
        var r1 = rows[from + 1];
        var r2 = rows[from + 2];
        var r3 = rows[from + 3];
        var r4 = rows[from + 4];
        var r5 = rows[from + 5];
        var r6 = rows[from + 6];
        var r7 = rows[from + 7];
        for (var i = 0; i < length; i++) {
            var low = Math.fma(w3, r3[i], Math.fma(w2, r2[i], Math.fma(w1, r1[i], Math.fma(w0, r0[i], into[i]))));
            into[i] = Math.fma(w7, r7[i], Math.fma(w6, r6[i], Math.fma(w5, r5[i], Math.fma(w4, r4[i], low))));
        }
    }

    /** The same in double. */
    static void add(double[] into, double[][] rows, int from, double[] weights, int at, int length) {
        var w0 = weights[at];
        var w1 = weights[at + 1];
        var w2 = weights[at + 2];
        var w3 = weights[at + 3];
        var w4 = weights[at + 4];
        var w5 = weights[at + 5];
        var w6 = weights[at + 6];
        var w7 = weights[at + 7];
        var r0 = rows[from];
        var r1 = rows[from + 1];
        var r2 = rows[from + 2];
        var r3 = rows[from + 3];
        var r4 = rows[from + 4];
        var r5 = rows[from + 5];
        var r6 = rows[from + 6];
        var r7 = rows[from + 7];
        for (var i = 0; i < length; i++) {
            var low = Math.fma(w3, r3[i], Math.fma(w2, r2[i], Math.fma(w1, r1[i], Math.fma(w0, r0[i], into[i]))));
            into[i] = Math.fma(w7, r7[i], Math.fma(w6, r6[i], Math.fma(w5, r5[i], Math.fma(w4, r4[i], low))));
        }
    }

    /**
     * The inner products of eight rows with one vector.
     *
     * @param at position of the first of the results
     */
    static void dots(float[][] rows, int from, float[] vector, float[] results, int at, int length) {
        var r0 = rows[from];
        var r1 = rows[from + 1];
        var r2 = rows[from + 2];
        var r3 = rows[from + 3];
        var r4 = rows[from + 4];
        var r5 = rows[from + 5];
        var r6 = rows[from + 6];
        var r7 = rows[from + 7];
        var s0 = 0f;
        var s1 = 0f;
        var s2 = 0f;
        var s3 = 0f;
        var s4 = 0f;
        var s5 = 0f;
        var s6 = 0f;
        var s7 = 0f;
        for (var i = 0; i < length; i++) {
            var x = vector[i];
            s0 = Math.fma(x, r0[i], s0);
            s1 = Math.fma(x, r1[i], s1);
            s2 = Math.fma(x, r2[i], s2);
            s3 = Math.fma(x, r3[i], s3);
            s4 = Math.fma(x, r4[i], s4);
            s5 = Math.fma(x, r5[i], s5);
            s6 = Math.fma(x, r6[i], s6);
            s7 = Math.fma(x, r7[i], s7);
        }
        results[at] = s0;
        results[at + 1] = s1;
        results[at + 2] = s2;
        results[at + 3] = s3;
        results[at + 4] = s4;
        results[at + 5] = s5;
        results[at + 6] = s6;
        results[at + 7] = s7;
    }

    /** The inner product of two vectors of at least this length. */
    static float dot(float[] one, float[] other, int length) {
        var s0 = 0f;
        var s1 = 0f;
        var s2 = 0f;
        var s3 = 0f;
        var s4 = 0f;
        var s5 = 0f;
        var s6 = 0f;
        var s7 = 0f;
        var i = 0;
        for (; i + BLOCK <= length; i += BLOCK) {
            s0 = Math.fma(one[i], other[i], s0);
            s1 = Math.fma(one[i + 1], other[i + 1], s1);
            s2 = Math.fma(one[i + 2], other[i + 2], s2);
            s3 = Math.fma(one[i + 3], other[i + 3], s3);
            s4 = Math.fma(one[i + 4], other[i + 4], s4);
            s5 = Math.fma(one[i + 5], other[i + 5], s5);
            s6 = Math.fma(one[i + 6], other[i + 6], s6);
            s7 = Math.fma(one[i + 7], other[i + 7], s7);
        }
        for (; i < length; i++) {
            s0 = Math.fma(one[i], other[i], s0);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** The inner products of all rows {@code from} to before {@code to} of a flat matrix with one vector. */
    static void dots(float[] flat, int from, int to, float[] vector, float[] results) {
        var length = vector.length;
        var row = from;
        for (; row + BLOCK <= to; row += BLOCK) {
            blockOfDots(flat, row * length, vector, results, row);
        }
        for (; row < to; row++) {
            var sum = 0f;
            for (var i = 0; i < length; i++) {
                sum = Math.fma(vector[i], flat[row * length + i], sum);
            }
            results[row] = sum;
        }
    }

    private static void blockOfDots(float[] flat, int o0, float[] vector, float[] results, int at) {
        var length = vector.length;
        var o1 = o0 + length;
        var o2 = o1 + length;
        var o3 = o2 + length;
        var o4 = o3 + length;
        var o5 = o4 + length;
        var o6 = o5 + length;
        var o7 = o6 + length;
        var s0 = 0f;
        var s1 = 0f;
        var s2 = 0f;
        var s3 = 0f;
        var s4 = 0f;
        var s5 = 0f;
        var s6 = 0f;
        var s7 = 0f;
        for (var i = 0; i < length; i++) {
            var x = vector[i];
            s0 = Math.fma(x, flat[o0 + i], s0);
            s1 = Math.fma(x, flat[o1 + i], s1);
            s2 = Math.fma(x, flat[o2 + i], s2);
            s3 = Math.fma(x, flat[o3 + i], s3);
            s4 = Math.fma(x, flat[o4 + i], s4);
            s5 = Math.fma(x, flat[o5 + i], s5);
            s6 = Math.fma(x, flat[o6 + i], s6);
            s7 = Math.fma(x, flat[o7 + i], s7);
        }
        results[at] = s0;
        results[at + 1] = s1;
        results[at + 2] = s2;
        results[at + 3] = s3;
        results[at + 4] = s4;
        results[at + 5] = s5;
        results[at + 6] = s6;
        results[at + 7] = s7;
    }
}
