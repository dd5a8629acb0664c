package org.postille.interest.method;

import org.postille.interest.history.Rows;

/** Walks along the customers of a product. */
final class Columns {

    private Columns() {}

    /** Adds to each customer of the product how strongly they have it, times the weight. */
    static void add(Rows columns, int product, float weight, float[] scores) {
        for (var i = columns.start(product); i < columns.end(product); i++) {
            scores[columns.product(i)] += weight * columns.weight(i);
        }
    }
}
