package org.postille.interest.evaluation.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up data sets. */
public final class Samples {

    private Samples() {}

    /** Rows of customer, product and second. */
    public static DataSet of(List<int[]> past, List<int[]> future, int customers, int products) {
        return of(events(past), events(future), customers, products);
    }

    private static Events events(List<int[]> rows) {
        var events = new Events();
        rows.forEach(it -> events.add(it[0], it[1], 1, it[2]));
        return events;
    }

    /** Customers c0, c1 …, products p0, p1 …, every second customer with attributes. */
    static DataSet of(Events past, Events future, int customers, int products) {
        var who = new Numbering();
        var what = new Numbering();
        var attributes = new ArrayList<List<String>>();
        for (var customer = 0; customer < customers; customer++) {
            who.add("c" + customer);
            attributes.add(customer % 2 == 0 ? List.of() : List.of("odd", "age_" + customer % 7));
        }
        for (var product = 0; product < products; product++) {
            what.add("p" + product);
        }
        return new DataSet("sample", who, what, List.of(), attributes, past, future, DataSet.horizon(past, future));
    }

    /** Events of customers who are unequally active with products that are unequally popular; the later half is not known. */
    public static DataSet random(int customers, int products, int events, boolean times, long seed) {
        var random = new Random(seed);
        var past = new Events();
        var future = new Events();
        for (var event = 0; event < 2 * events; event++) {
            (event < events ? past : future)
                    .add(
                            skewed(random, customers),
                            skewed(random, products),
                            1,
                            times ? 1_600_000_000L + event * 3600L : 0);
        }
        return of(past, future, customers, products);
    }

    private static int skewed(Random random, int below) {
        return (int) (below * Math.pow(random.nextDouble(), 1.5));
    }
}
