package org.postille.interest.method;

import java.util.stream.IntStream;
import org.postille.interest.history.Rows;

/** Walks along the customers of a product. */
final class Columns {

    private static final int CHUNK = 4096;
    /** Where this part of everything is to be looked at, reading all of it in order is faster than jumping about. */
    private static final int WORTH_READING_ALL = 8;

    private Columns() {}

    /**
     * Adds to each customer what their products say, each times how strongly they have it.
     *
     * @param rows of the customers
     * @param columns the same, transposed
     * @param says of each product
     */
    static void add(Rows rows, Rows columns, float[] says, float[] scores) {
        var touched = 0L;
        for (var product = 0; product < says.length; product++) {
            touched += says[product] == 0 ? 0 : columns.end(product) - columns.start(product);
        }
        var all = rows.size() == 0 ? 0 : rows.end(rows.size() - 1);
        if (touched * WORTH_READING_ALL < all) {
            for (var product = 0; product < says.length; product++) {
                if (says[product] != 0) {
                    add(columns, product, says[product], scores);
                }
            }
            return;
        }
        IntStream.range(0, (rows.size() + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            for (var customer = chunk * CHUNK; customer < Math.min(rows.size(), (chunk + 1) * CHUNK); customer++) {
                scores[customer] += rows.dot(customer, says);
            }
        });
    }

    /** Adds to each customer of the product how strongly they have it, times the weight. */
    static void add(Rows columns, int product, float weight, float[] scores) {
        for (var i = columns.start(product); i < columns.end(product); i++) {
            scores[columns.product(i)] += weight * columns.weight(i);
        }
    }
}
