package org.postille.interest.evaluation.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Figures by rank. */
final class Ranks {

    private Ranks() {}

    /** Probability that one who came scores above one who did not, equals counting one half; ½ where all did or none. */
    static double auc(double[] scores, boolean[] came) {
        var order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[a], scores[b]))
                .mapToInt(it -> it)
                .toArray();
        var ranks = 0.0;
        var positives = 0L;
        var i = 0;
        while (i < order.length) {
            var end = i;
            while (end < order.length && scores[order[end]] == scores[order[i]]) {
                end++;
            }
            for (var k = i; k < end; k++) {
                if (came[order[k]]) {
                    ranks += (i + 1 + end) / 2.0;
                    positives++;
                }
            }
            i = end;
        }
        var pairs = (double) positives * (scores.length - positives);
        return pairs == 0 ? 0.5 : (ranks - positives * (positives + 1) / 2.0) / pairs;
    }

    /** 0 of nothing. */
    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
