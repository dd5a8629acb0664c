package org.postille.interest.timing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * Finds a minimum without derivatives: the downhill simplex of Nelder and Mead (1965), begun anew once where it stopped, since a
 * simplex that has become flat stops too early.
 */
final class NelderMead {

    private static final int MOST_STEPS = 400;
    private static final double FLAT = 1e-9;

    private NelderMead() {}

    private record Corner(double[] at, double value) {}

    /**
     * @param value where it is not a number, counts as infinitely bad
     * @return where it is least, as far as found
     */
    static double[] minimum(double[] start, double step, ToDoubleFunction<double[]> value) {
        return search(search(start, step, value), step / 4, value);
    }

    private static double[] search(double[] start, double step, ToDoubleFunction<double[]> value) {
        var n = start.length;
        var corners = new Corner[n + 1];
        corners[0] = corner(start, value);
        for (var i = 0; i < n; i++) {
            var at = start.clone();
            at[i] += step;
            corners[i + 1] = corner(at, value);
        }
        for (var count = 0; count < MOST_STEPS; count++) {
            Arrays.sort(corners, Comparator.comparingDouble(Corner::value));
            if (corners[n].value - corners[0].value <= FLAT * (1 + Math.abs(corners[0].value))) {
                break;
            }
            step(corners, value);
        }
        Arrays.sort(corners, Comparator.comparingDouble(Corner::value));
        return corners[0].at;
    }

    private static void step(Corner[] corners, ToDoubleFunction<double[]> value) {
        var n = corners.length - 1;
        var middle = new double[n];
        for (var i = 0; i < n; i++) {
            for (var j = 0; j < n; j++) {
                middle[j] += corners[i].at[j] / n;
            }
        }
        var worst = corners[n];
        var mirrored = between(middle, worst.at, -1, value);
        if (mirrored.value < corners[0].value) {
            var farther = between(middle, worst.at, -2, value);
            corners[n] = farther.value < mirrored.value ? farther : mirrored;
        } else if (mirrored.value < corners[n - 1].value) {
            corners[n] = mirrored;
        } else {
            var nearer = between(middle, worst.at, mirrored.value < worst.value ? -0.5 : 0.5, value);
            if (nearer.value < Math.min(mirrored.value, worst.value)) {
                corners[n] = nearer;
            } else {
                for (var i = 1; i <= n; i++) {
                    corners[i] = between(corners[0].at, corners[i].at, 0.5, value);
                }
            }
        }
    }

    /** @param share of the way from one to the other; negative: away from it */
    private static Corner between(double[] from, double[] to, double share, ToDoubleFunction<double[]> value) {
        var at = new double[from.length];
        Arrays.setAll(at, it -> from[it] + share * (to[it] - from[it]));
        return corner(at, value);
    }

    private static Corner corner(double[] at, ToDoubleFunction<double[]> value) {
        var found = value.applyAsDouble(at);
        return new Corner(at, Double.isNaN(found) ? Double.POSITIVE_INFINITY : found);
    }
}
