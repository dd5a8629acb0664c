package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.history.History;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** What is new, or what hardly anybody has; on logarithmic scales. It does not tell customers from each other. */
public final class Novelty implements Method {

    private static final float MINUTES_A_DAY = 24 * 60;

    private final float[] scores;

    private Novelty(float[] scores) {
        this.scores = scores;
    }

    /** The later anybody first touched a product, the more; what nobody did counts as if that had just been. */
    public static Novelty fresh(History history) {
        var first = new int[history.products.size()];
        Arrays.fill(first, history.end());
        for (var i = 0; i < history.size(); i++) {
            first[history.product(i)] = Math.min(first[history.product(i)], history.minute(i));
        }
        var scores = new float[first.length];
        Arrays.setAll(first, it -> history.end() - first[it]);
        for (var product = 0; product < scores.length; product++) {
            scores[product] = -(float) Math.log1p(first[product] / MINUTES_A_DAY);
        }
        return new Novelty(scores);
    }

    /** The less often a product was ever bought, the more. */
    public static Novelty rare(History history) {
        var sales = RecentSales.faded(history, Double.POSITIVE_INFINITY);
        for (var product = 0; product < sales.length; product++) {
            sales[product] = -(float) Math.log1p(Math.max(0, sales[product]));
        }
        return new Novelty(sales);
    }

    public void write(SnapshotOutput out) {
        out.floats(scores);
    }

    public static Novelty read(SnapshotInput in) {
        return new Novelty(in.floats());
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
