package org.postille.interest.history;

import java.util.Arrays;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * Sparse rows of products with weights (compressed rows): profiles of customers, baskets, neighbours of products. An entry takes 5
 * bytes as long as there are few different weights, and 8 otherwise.
 */
public final class Rows {

    private int rows;
    private int[] starts;
    private int[] products;
    private Weights weights;

    public Rows() {
        this(63, 256);
    }

    /** With room for so many; more of them find room as well. */
    public Rows(int rows, int entries) {
        starts = new int[rows + 1];
        products = new int[Math.max(2, entries)];
        weights = new Weights(products.length);
    }

    private Rows(int rows, int[] starts, int[] products, Weights weights) {
        this.rows = rows;
        this.starts = starts;
        this.products = products;
        this.weights = weights;
    }

    /** To the row that {@link #endRow} will end. */
    public void add(int product, float weight) {
        var end = starts[rows];
        if (end == products.length) {
            products = Arrays.copyOf(products, end + (end >> 1));
            weights.resize(products.length);
        }
        products[end] = product;
        weights.set(end, weight);
        starts[rows] = end + 1;
    }

    public void endRow() {
        rows++;
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows + (rows >> 1) + 1);
        }
        starts[rows] = starts[rows - 1];
    }

    public int size() {
        return rows;
    }

    /** Entries in all finished rows. */
    public int entries() {
        return rows == 0 ? 0 : starts[rows - 1];
    }

    /** Position of the first entry of a row. */
    public int start(int row) {
        return row == 0 ? 0 : starts[row - 1];
    }

    /** Position after the last entry of a row. */
    public int end(int row) {
        return starts[row];
    }

    public int product(int position) {
        return products[position];
    }

    public float weight(int position) {
        return weights.get(position);
    }

    /** The inner product of a row with one value for each product. */
    public float dot(int row, float[] values) {
        return weights.dot(products, start(row), end(row), values);
    }

    /** Lets go of what was allocated in advance. */
    public Rows trimmed() {
        var entries = entries();
        starts = starts.length == rows + 1 ? starts : Arrays.copyOf(starts, rows + 1);
        if (products.length != entries) {
            products = Arrays.copyOf(products, entries);
            weights.resize(entries);
        }
        return this;
    }

    public void write(SnapshotOutput out) {
        out.count(rows);
        out.ints(starts, 0, rows);
        out.count(entries());
        out.ints(products, 0, entries());
        weights.write(out, entries());
    }

    public static Rows read(SnapshotInput in) {
        var rows = in.count();
        var starts = new int[rows + 1];
        in.ints(starts, 0, rows);
        var entries = in.count();
        starts[rows] = entries;
        var products = new int[entries];
        in.ints(products, 0, entries);
        return new Rows(rows, starts, products, Weights.read(in, entries));
    }

    /** The rows in which each product occurs, with its weight there. */
    public Rows transposed(int productCount) {
        var entries = entries();
        var turned = new int[entries];
        var turnedWeights = weights.alike(entries);
        var next = new int[productCount + 1];
        for (var i = 0; i < entries; i++) {
            next[products[i] + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        for (var row = 0; row < rows; row++) {
            for (var i = start(row); i < end(row); i++) {
                var place = next[products[i]]++;
                turned[place] = row;
                turnedWeights.copy(place, weights, i);
            }
        }
        // Having placed everything, each cursor stands at the end of its row.
        return new Rows(productCount, next, turned, turnedWeights);
    }
}
