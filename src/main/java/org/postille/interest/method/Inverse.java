package org.postille.interest.method;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Inverts a symmetric positive definite matrix in place, by the sweep operator (Goodnight: A tutorial on the SWEEP operator, 1979)
 * over several rows at a time; as many operations as by Cholesky's factors, all of them in long loops over rows.
 */
final class Inverse {

    /** Rows that are swept at once: for each of them the others pass through the cache once less. */
    private static final int PANEL = 32;

    private static final int CHUNK = 32;
    /** Below this other threads have something better to do. */
    private static final int WORTH_SHARING = 256;

    private Inverse() {}

    /**
     * @param lower the rows of the lower half, the diagonal included; overwritten with those of the inverse. The same result
     *     whatever the number of threads
     * @throws IllegalStateException if the matrix is not positive definite, or not finite
     */
    static void invert(double[][] lower) {
        for (var first = 0; first < lower.length; first += PANEL) {
            sweep(lower, first, Math.min(PANEL, lower.length - first));
        }
        chunks(lower.length, row -> {
            for (var column = 0; column <= row; column++) {
                lower[row][column] = -lower[row][column];
            }
        });
    }

    private static void sweep(double[][] lower, int first, int size) {
        var panel = panel(lower, first, size);
        var pivot = pivot(lower, first, size);
        var solved = new double[panel.length][lower.length];
        chunks(size, row -> {
            for (var i = 0; i < panel.length; i += Vectors.BLOCK) {
                Vectors.add(solved[row], panel, i, pivot[row], i, lower.length);
            }
        });
        chunks(lower.length, row -> {
            var weights = new double[panel.length];
            for (var i = 0; i < size; i++) {
                weights[i] = -panel[i][row];
            }
            if (row < first || row >= first + size) {
                for (var i = 0; i < panel.length; i += Vectors.BLOCK) {
                    Vectors.add(lower[row], solved, i, weights, i, row + 1);
                }
            }
            if (row >= first + size) {
                for (var i = 0; i < size; i++) {
                    lower[row][first + i] = solved[i][row];
                }
            }
        });
        for (var row = 0; row < size; row++) {
            System.arraycopy(solved[row], 0, lower[first + row], 0, first);
            for (var column = 0; column <= row; column++) {
                lower[first + row][first + column] = -pivot[row][column];
            }
        }
    }

    /** Some rows in full, filled up with empty ones. */
    private static double[][] panel(double[][] lower, int first, int size) {
        var panel = new double[Vectors.padded(size)][lower.length];
        for (var row = 0; row < size; row++) {
            System.arraycopy(lower[first + row], 0, panel[row], 0, first + row + 1);
        }
        for (var column = first; column < lower.length; column++) {
            for (var row = 0; row < size && first + row < column; row++) {
                panel[row][column] = lower[column][first + row];
            }
        }
        return panel;
    }

    /** The inverse of a block on the diagonal, by the same operator one row at a time. */
    private static double[][] pivot(double[][] lower, int first, int size) {
        var width = Vectors.padded(size);
        var block = new double[size][width];
        for (var row = 0; row < size; row++) {
            for (var column = 0; column <= row; column++) {
                block[row][column] = lower[first + row][first + column];
                block[column][row] = block[row][column];
            }
        }
        for (var k = 0; k < size; k++) {
            var by = 1 / block[k][k];
            if (!(by > 0) || !Double.isFinite(by)) {
                throw new IllegalStateException("a matrix of " + lower.length
                        + " products cannot be inverted: the pivot of row " + (first + k) + " is " + block[k][k]);
            }
            for (var row = 0; row < size; row++) {
                for (var column = 0; row != k && column < size; column++) {
                    block[row][column] -= column == k ? 0 : block[row][k] * by * block[k][column];
                }
            }
            for (var i = 0; i < size; i++) {
                block[k][i] *= by;
                block[i][k] *= i == k ? 1 : by;
            }
            block[k][k] = -by;
        }
        for (var row : block) {
            for (var column = 0; column < size; column++) {
                row[column] = -row[column];
            }
        }
        return block;
    }

    /** Rows by chunks, in parallel where there are many. */
    private static void chunks(int rows, IntConsumer work) {
        var chunks = IntStream.range(0, (rows + CHUNK - 1) / CHUNK);
        (rows < WORTH_SHARING ? chunks : chunks.parallel()).forEach(chunk -> {
            for (var row = chunk * CHUNK; row < Math.min(rows, (chunk + 1) * CHUNK); row++) {
                work.accept(row);
            }
        });
    }
}
