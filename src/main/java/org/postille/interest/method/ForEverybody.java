package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.snapshot.SnapshotOutput;

/** Says the same of a product whoever asks: it does not tell customers from each other. */
public abstract sealed class ForEverybody implements Method permits RecentSales, Novelty {

    private final float[] scores;
    private final float mean;

    /** @param scores one for each product */
    ForEverybody(float[] scores) {
        this.scores = scores;
        var sum = 0.0;
        for (var it : scores) {
            sum += it;
        }
        mean = (float) (sum / Math.max(1, scores.length));
    }

    /** What is said of a product. */
    final float score(int product) {
        return scores[product];
    }

    /** How much more is said of a product than of any, on the scale of the scores. */
    public float aboveMean(int product) {
        return scores[product] - mean;
    }

    public void write(SnapshotOutput out) {
        out.floats(scores);
    }

    @Override
    public void products(Taste taste, float[] into) {
        System.arraycopy(scores, 0, into, 0, scores.length);
    }

    @Override
    public void customers(int product, float[] into) {
        Arrays.fill(into, 0);
    }

    @Override
    public void customers(Wanted wanted, float[] into) {
        Arrays.fill(into, 0);
    }
}
