package org.postille.interest.method;

/** Elimination without any refinement, for what is compared with it. */
final class Gauss {

    private Gauss() {}

    /**
     * The solution of a system of equations.
     *
     * @param matrix with the right side as its last column; overwritten
     */
    static double[] solved(double[][] matrix) {
        var last = matrix.length;
        eliminate(matrix);
        var solution = new double[last];
        for (var row = 0; row < last; row++) {
            solution[row] = matrix[row][last];
        }
        return solution;
    }

    static double[][] inverse(double[][] matrix) {
        var size = matrix.length;
        var wide = new double[size][2 * size];
        for (var row = 0; row < size; row++) {
            System.arraycopy(matrix[row], 0, wide[row], 0, size);
            wide[row][size + row] = 1;
        }
        eliminate(wide);
        var inverse = new double[size][size];
        for (var row = 0; row < size; row++) {
            System.arraycopy(wide[row], size, inverse[row], 0, size);
        }
        return inverse;
    }

    private static void eliminate(double[][] matrix) {
        for (var pivot = 0; pivot < matrix.length; pivot++) {
            var by = matrix[pivot][pivot];
            for (var column = 0; column < matrix[pivot].length; column++) {
                matrix[pivot][column] /= by;
            }
            for (var row = 0; row < matrix.length; row++) {
                var factor = row == pivot ? 0 : matrix[row][pivot];
                for (var column = 0; factor != 0 && column < matrix[row].length; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
            }
        }
    }
}
