package org.postille.interest.method;

import java.util.Arrays;
import org.postille.event.EventKind;
import org.postille.interest.history.History;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** What everybody buys, the latest sales most; on a logarithmic scale. It does not tell customers from each other. */
public final class RecentSales implements Method {

    private static final double MINUTES_A_DAY = 24 * 60;

    private final float[] sales;
    private final float mean;

    private RecentSales(float[] sales) {
        this.sales = sales;
        var sum = 0.0;
        for (var it : sales) {
            sum += it;
        }
        mean = (float) (sum / Math.max(1, sales.length));
    }

    /** How much more of a product is bought than of any, on the same scale. */
    public float aboveMean(int product) {
        return sales[product] - mean;
    }

    /** @param halfLife days in which a sale loses half of its weight; infinite: all count alike */
    public static RecentSales train(History history, double halfLife) {
        var sales = faded(history, halfLife);
        for (var product = 0; product < sales.length; product++) {
            sales[product] = (float) Math.log1p(Math.max(0, sales[product]));
        }
        return new RecentSales(sales);
    }

    public void write(SnapshotOutput out) {
        out.floats(sales);
    }

    public static RecentSales read(SnapshotInput in) {
        return new RecentSales(in.floats());
    }

    /** Of each product, what everybody did with it: in orders, the latest most; below 0 where more came back. */
    static float[] faded(History history, double halfLife) {
        var sales = new float[history.products.size()];
        var end = history.end();
        for (var i = 0; i < history.size(); i++) {
            var fading = (float) Math.pow(2, -(end - history.minute(i)) / MINUTES_A_DAY / halfLife);
            sales[history.product(i)] += weight(history.kind(i)) * fading;
        }
        return sales;
    }

    private static float weight(EventKind kind) {
        return switch (kind) {
            case VIEWED -> 0.02f;
            case CART_UPDATED, LIKED -> 0.1f;
            case DISLIKED -> -0.1f;
            // What we show is clicked: counted, we would go on showing it.
            case CART_EMPTIED, CLICKED -> 0;
            case ORDERED -> 1;
            case RETURNED -> -1;
        };
    }

    @Override
    public void products(Taste taste, float[] scores) {
        System.arraycopy(sales, 0, scores, 0, sales.length);
    }

    @Override
    public void customers(int product, float[] scores) {
        Arrays.fill(scores, 0);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        Arrays.fill(scores, 0);
    }
}
