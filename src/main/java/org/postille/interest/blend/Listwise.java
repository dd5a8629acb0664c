package org.postille.interest.blend;

import java.util.Arrays;
import java.util.Collection;

/**
 * Weights by the likelihood of what was wanted: each question is a choice among its candidates, with odds that grow exponentially
 * with the weighted sum (softmax cross entropy, as ListNet: Cao, Qin, Liu, Tsai, Li 2007). Convex, so it ends at the best weights
 * from wherever it starts; none is below 0.
 */
final class Listwise {

    private static final int ROUNDS = 100;
    private static final double STEP = 0.05;
    /** What a weight costs by its square: methods that say the same share theirs. */
    private static final double COST = 1e-3;

    private static final double KEPT = 0.9;
    private static final double KEPT_SQUARE = 0.99;

    private Listwise() {}

    static double[] fit(Collection<Question> questions, int methods) {
        var weights = new double[methods];
        Arrays.fill(weights, 0.1);
        var means = new double[methods];
        var squares = new double[methods];
        for (var round = 1; round <= ROUNDS; round++) {
            var now = weights.clone();
            var gradient =
                    questions.parallelStream().map(it -> it.push(now)).reduce(new double[methods], Listwise::sum);
            for (var i = 0; i < methods; i++) {
                var slope = gradient[i] / questions.size() - COST * weights[i];
                means[i] = KEPT * means[i] + (1 - KEPT) * slope;
                squares[i] = KEPT_SQUARE * squares[i] + (1 - KEPT_SQUARE) * slope * slope;
                var mean = means[i] / (1 - Math.pow(KEPT, round));
                var square = squares[i] / (1 - Math.pow(KEPT_SQUARE, round));
                weights[i] = Math.max(0, weights[i] + STEP * mean / (Math.sqrt(square) + 1e-9));
            }
        }
        return weights;
    }

    private static double[] sum(double[] one, double[] other) {
        var sum = one.clone();
        for (var i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }
}
