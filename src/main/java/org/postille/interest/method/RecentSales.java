package org.postille.interest.method;

import org.postille.event.EventKind;
import org.postille.interest.history.History;
import org.postille.interest.snapshot.SnapshotInput;

/** What everybody buys, the latest sales most; on a logarithmic scale. */
public final class RecentSales extends ForEverybody {

    private static final double MINUTES_A_DAY = 24 * 60;

    private RecentSales(float[] scores) {
        super(scores);
    }

    /** @param halfLife days in which a sale loses half of its weight; infinite: all count alike */
    public static RecentSales train(History history, double halfLife) {
        return new RecentSales(logarithms(history, halfLife));
    }

    /** The other way round: the less often it was ever bought, the more. */
    public static RecentSales seldom(History history) {
        var sales = logarithms(history, Double.POSITIVE_INFINITY);
        for (var product = 0; product < sales.length; product++) {
            sales[product] = -sales[product];
        }
        return new RecentSales(sales);
    }

    private static float[] logarithms(History history, double halfLife) {
        var sales = faded(history, halfLife);
        for (var product = 0; product < sales.length; product++) {
            sales[product] = (float) Math.log1p(Math.max(0, sales[product]));
        }
        return sales;
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
}
