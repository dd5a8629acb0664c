package org.postille.interest.method;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.postille.interest.history.History;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** How much everybody buys each product lately, and how often it comes back. */
public final class Popularity {

    private final float[] sales;
    private final int[] events;
    private final float[] returnRate;
    private final int[] ranking;

    /** @param history sorted */
    public Popularity(History history, double halfLife) {
        var count = history.products.size();
        sales = RecentSales.faded(history, halfLife);
        events = new int[count];
        returnRate = new float[count];
        var ordered = new int[count];
        var returned = new int[count];
        for (var i = 0; i < history.size(); i++) {
            var product = history.product(i);
            switch (history.kind(i)) {
                case VIEWED, CART_UPDATED, CART_EMPTIED -> {}
                case ORDERED -> ordered[product]++;
                case RETURNED -> returned[product]++;
            }
            events[product]++;
        }
        var max = 1e-9f;
        for (var product = 0; product < count; product++) {
            sales[product] = Math.max(0, sales[product]);
            max = Math.max(max, sales[product]);
            // Two sales without a return are added, so that one unlucky sale does not condemn a product.
            returnRate[product] = Math.min(1, (float) returned[product] / (ordered[product] + 2));
        }
        for (var product = 0; product < count; product++) {
            sales[product] /= max;
        }
        ranking = IntStream.range(0, count)
                .filter(it -> sales[it] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer it) -> -sales[it]).thenComparing(it -> it))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Popularity(float[] sales, int[] events, float[] returnRate, int[] ranking) {
        this.sales = sales;
        this.events = events;
        this.returnRate = returnRate;
        this.ranking = ranking;
    }

    public void write(SnapshotOutput out) {
        out.floats(sales);
        out.ints(events);
        out.floats(returnRate);
        out.ints(ranking);
    }

    public static Popularity read(SnapshotInput in) {
        return new Popularity(in.floats(), in.ints(), in.floats(), in.ints());
    }

    /** Recent sales as a share of the best seller's. */
    public float share(int product) {
        return sales[product];
    }

    /** How many products there are. */
    public int size() {
        return sales.length;
    }

    /** How many interactions the product had, of any kind. */
    public int events(int product) {
        return events[product];
    }

    public float returnRate(int product) {
        return returnRate[product];
    }

    /** Products that sold lately, the best seller first. */
    public int[] ranking() {
        return ranking;
    }
}
