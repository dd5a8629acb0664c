package org.postille.interest.blend;

import java.util.function.ToDoubleFunction;

/** Finds weights by changing one at a time, the best change first, as long as that makes something better. */
final class Ascent {

    private static final double[] STEPS = {0.1, 0.25, 0.5, 1};
    private static final double[] FACTORS = {0, 0.5, 0.8, 1.25, 2};

    private Ascent() {}

    /**
     * @param measure of weights; larger is better
     * @param enough by how much, of what it was, a change has to be better
     * @param most changes
     */
    static double[] climb(double[] start, ToDoubleFunction<double[]> measure, double enough, int most) {
        var weights = start.clone();
        var best = measure.applyAsDouble(weights);
        for (var change = 0; change < most; change++) {
            var found = (double[]) null;
            var least = best * (1 + enough);
            for (var i = 0; i < weights.length; i++) {
                for (var value : values(weights[i])) {
                    var tried = weights.clone();
                    tried[i] = value;
                    var reached = measure.applyAsDouble(tried);
                    if (reached > least) {
                        least = reached;
                        found = tried;
                    }
                }
            }
            if (found == null) {
                break;
            }
            weights = found;
            best = least;
        }
        return weights;
    }

    private static double[] values(double weight) {
        return weight == 0
                ? STEPS
                : java.util.Arrays.stream(FACTORS).map(it -> it * weight).toArray();
    }
}
