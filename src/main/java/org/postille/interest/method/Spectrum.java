package org.postille.interest.method;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations (Golub, Van Loan: Matrix Computations,
 * 8.5). In double.
 *
 * @param values in no order
 * @param vectors row after row; the k-th of {@code values} belongs to the k-th column
 */
record Spectrum(double[] values, double[] vectors) {

    private static final int SWEEPS = 50;

    /** @param matrix row after row; overwritten */
    static Spectrum of(double[] matrix, int size) {
        // Rows of this are the eigenvectors, which is what the rotations touch.
        var turned = new double[size * size];
        var scale = 0.0;
        for (var i = 0; i < size; i++) {
            turned[i * size + i] = 1;
            scale += Math.abs(matrix[i * size + i]);
        }
        for (var sweep = 0; sweep < SWEEPS && off(matrix, size) > 1e-12 * scale; sweep++) {
            for (var p = 0; p < size; p++) {
                for (var q = p + 1; q < size; q++) {
                    rotate(matrix, turned, size, p, q);
                }
            }
        }
        var values = new double[size];
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++) {
            values[i] = matrix[i * size + i];
            for (var j = 0; j < size; j++) {
                vectors[j * size + i] = turned[i * size + j];
            }
        }
        return new Spectrum(values, vectors);
    }

    private static double off(double[] matrix, int size) {
        var sum = 0.0;
        for (var i = 0; i < size; i++) {
            for (var j = 0; j < i; j++) {
                sum += matrix[i * size + j] * matrix[i * size + j];
            }
        }
        return Math.sqrt(sum);
    }

    private static void rotate(double[] matrix, double[] turned, int size, int p, int q) {
        var off = matrix[p * size + q];
        if (off == 0) {
            return;
        }
        var theta = (matrix[q * size + q] - matrix[p * size + p]) / (2 * off);
        var tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        var cosine = 1 / Math.sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        turnRows(matrix, p * size, q * size, size, cosine, sine);
        for (var row = 0; row < size; row++) {
            var a = matrix[row * size + p];
            var b = matrix[row * size + q];
            matrix[row * size + p] = cosine * a - sine * b;
            matrix[row * size + q] = sine * a + cosine * b;
        }
        turnRows(turned, p * size, q * size, size, cosine, sine);
    }

    private static void turnRows(double[] matrix, int p, int q, int size, double cosine, double sine) {
        for (var i = 0; i < size; i++) {
            var a = matrix[p + i];
            var b = matrix[q + i];
            matrix[p + i] = cosine * a - sine * b;
            matrix[q + i] = sine * a + cosine * b;
        }
    }
}
