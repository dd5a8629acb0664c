package org.postille.interest.method;

/**
 * How much each product of a taste pulls towards others: an iALS score as a sum over what was observed (Hu, Koren, Volinsky:
 * Collaborative filtering for implicit feedback datasets, 2008, section 5).
 */
final class Pull {

    private final Side products;
    private final float[] gram;
    private final double penalty;

    /**
     * @param gram the diagonal of the products' Gram matrix times the weight of what was not observed
     * @param penalty added to it
     */
    Pull(Side products, float[] gram, double penalty) {
        this.products = products;
        this.gram = gram;
        this.penalty = penalty;
    }

    void of(Taste taste, int[] wanted, float[][] shares) {
        var inverse = inverse(taste);
        var size = products.factors;
        for (var k = 0; k < wanted.length; k++) {
            var row = products.row(wanted[k]);
            var seen = new float[size];
            for (var i = 0; i < size; i++) {
                var sum = 0.0;
                for (var j = 0; j < size; j++) {
                    sum += inverse[Math.max(i, j)][Math.min(i, j)] * row[j];
                }
                seen[i] = (float) sum;
            }
            for (var i = 0; i < taste.size(); i++) {
                // What was sent back has the target 0: it holds back, but pulls nowhere.
                if (taste.strengths()[i] > 0 && taste.products()[i] < products.size) {
                    shares[k][i] = taste.strengths()[i] * products.dot(taste.products()[i], seen);
                }
            }
        }
    }

    private double[][] inverse(Taste taste) {
        var size = products.factors;
        var lower = new double[size][];
        for (var i = 0; i < size; i++) {
            lower[i] = new double[i + 1];
            lower[i][i] = gram[i] + penalty;
        }
        for (var observed = 0; observed < taste.size(); observed++) {
            if (taste.products()[observed] < products.size) {
                var row = products.row(taste.products()[observed]);
                for (var i = 0; i < size; i++) {
                    var weight = Math.abs(taste.strengths()[observed]) * row[i];
                    for (var j = 0; j <= i; j++) {
                        lower[i][j] += weight * row[j];
                    }
                }
            }
        }
        Inverse.invert(lower);
        return lower;
    }
}
