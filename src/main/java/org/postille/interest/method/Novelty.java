package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.history.History;
import org.postille.interest.snapshot.SnapshotInput;

/** What is new: the later anybody first touched it, the more; on a logarithmic scale. */
public final class Novelty extends ForEverybody {

    private static final float MINUTES_A_DAY = 24 * 60;
    private static final float LATELY = -(float) Math.log1p(60);

    private Novelty(float[] scores) {
        super(scores);
    }

    /** What nobody touched counts as if that had just been. */
    public static Novelty train(History history) {
        var first = new int[history.products.size()];
        Arrays.fill(first, history.end());
        for (var i = 0; i < history.size(); i++) {
            first[history.product(i)] = Math.min(first[history.product(i)], history.minute(i));
        }
        var scores = new float[first.length];
        for (var product = 0; product < scores.length; product++) {
            scores[product] = -(float) Math.log1p((history.end() - first[product]) / MINUTES_A_DAY);
        }
        return new Novelty(scores);
    }

    /** Whether people would call it so: nobody touched it more than 60 days before the end of the history. */
    public boolean isNew(int product) {
        return score(product) >= LATELY;
    }

    public static Novelty read(SnapshotInput in) {
        return new Novelty(in.floats());
    }
}
