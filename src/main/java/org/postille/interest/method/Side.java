package org.postille.interest.method;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The factors of one side, customers or products: flat, row after row, with what is computed over all of them. */
final class Side {

    private static final int CHUNK = 2048;
    /** In floats. */
    private static final int CACHE_LINE = 16;
    /** Below this a scan costs less than what other threads have in hand. */
    private static final int WORTH_SHARING = 200_000;

    final int size;
    final int factors;
    final float[] flat;

    Side(int size, int factors) {
        this(factors, new float[Math.multiplyExact(size, factors)]);
    }

    Side(int factors, float[] flat) {
        this.size = flat.length / factors;
        this.factors = factors;
        this.flat = flat;
    }

    /** The sum of the outer products of all rows. The same whatever the number of threads. */
    double[] gram() {
        var parts = IntStream.range(0, chunks()).parallel().mapToObj(this::gram).toList();
        var sum = new double[factors * factors];
        for (var part : parts) {
            for (var row = 0; row < factors; row++) {
                for (var column = 0; column <= row; column++) {
                    sum[row * factors + column] += part[row][column];
                }
            }
        }
        for (var row = 0; row < factors; row++) {
            for (var column = row + 1; column < factors; column++) {
                sum[row * factors + column] = sum[column * factors + row];
            }
        }
        return sum;
    }

    private float[][] gram(int chunk) {
        var sum = new float[factors][factors];
        var rows = new float[Vectors.BLOCK][factors];
        var weights = new float[Vectors.BLOCK];
        var end = Math.min(size, (chunk + 1) * CHUNK);
        for (var first = chunk * CHUNK; first < end; first += Vectors.BLOCK) {
            for (var i = 0; i < Vectors.BLOCK; i++) {
                if (first + i < end) {
                    copy(first + i, rows[i]);
                } else {
                    rows[i] = new float[factors];
                }
            }
            for (var row = 0; row < factors; row++) {
                for (var i = 0; i < Vectors.BLOCK; i++) {
                    weights[i] = rows[i][row];
                }
                Vectors.add(sum[row], rows, 0, weights, 0, row + 1);
            }
        }
        return sum;
    }

    /** Sums of squares by factor. */
    double[] squares() {
        var sums = new double[factors];
        for (var i = 0; i < flat.length; i += factors) {
            for (var k = 0; k < factors; k++) {
                sums[k] += (double) flat[i + k] * flat[i + k];
            }
        }
        return sums;
    }

    /** Multiplies every row by a square matrix from the right. */
    void turn(double[] by) {
        var padded = Vectors.padded(factors);
        var rows = new float[padded][factors];
        for (var i = 0; i < by.length; i++) {
            rows[i / factors][i % factors] = (float) by[i];
        }
        IntStream.range(0, chunks()).parallel().forEach(chunk -> {
            var old = new float[padded];
            var turned = new float[factors];
            for (var row = chunk * CHUNK; row < Math.min(size, (chunk + 1) * CHUNK); row++) {
                copy(row, old);
                Arrays.fill(turned, 0);
                for (var k = 0; k < padded; k += Vectors.BLOCK) {
                    Vectors.add(turned, rows, k, old, k, factors);
                }
                System.arraycopy(turned, 0, flat, row * factors, factors);
            }
        });
    }

    /** The inner product of one row with a vector. */
    float dot(int row, float[] vector) {
        var from = row * factors;
        var s0 = 0f;
        var s1 = 0f;
        var s2 = 0f;
        var s3 = 0f;
        var k = 0;
        for (; k + 4 <= factors; k += 4) {
            s0 = Math.fma(flat[from + k], vector[k], s0);
            s1 = Math.fma(flat[from + k + 1], vector[k + 1], s1);
            s2 = Math.fma(flat[from + k + 2], vector[k + 2], s2);
            s3 = Math.fma(flat[from + k + 3], vector[k + 3], s3);
        }
        for (; k < factors; k++) {
            s0 = Math.fma(flat[from + k], vector[k], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** The inner product of every row with a vector. */
    void dots(float[] vector, float[] results) {
        if (size < WORTH_SHARING) {
            Vectors.dots(flat, 0, size, vector, results);
            return;
        }
        IntStream.range(0, chunks())
                .parallel()
                .forEach(chunk ->
                        Vectors.dots(flat, chunk * CHUNK, Math.min(size, (chunk + 1) * CHUNK), vector, results));
    }

    void copy(int row, float[] into) {
        System.arraycopy(flat, row * factors, into, 0, factors);
    }

    void copy(int row, float[] into, int at) {
        System.arraycopy(flat, row * factors, into, at, factors);
    }

    /** Reads something of every cache line of these rows, so that the processor fetches many lines at once. */
    float touch(int[] rows, int from, int to) {
        var sum = 0f;
        for (var i = from; i < to; i++) {
            var start = rows[i] * factors;
            for (var k = 0; k < factors; k += CACHE_LINE) {
                sum += flat[start + k];
            }
        }
        return sum;
    }

    float[] row(int row) {
        var it = new float[factors];
        copy(row, it);
        return it;
    }

    private int chunks() {
        return (size + CHUNK - 1) / CHUNK;
    }
}
