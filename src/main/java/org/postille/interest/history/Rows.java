package org.postille.interest.history;

import java.util.Arrays;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** Sparse rows of products with weights (compressed rows): profiles of customers, baskets, neighbours of products. */
public final class Rows {

    private int rows;
    private int[] starts = new int[64];
    private int[] products = new int[256];
    private float[] weights = new float[256];

    /** To the row that {@link #endRow} will end. */
    public void add(int product, float weight) {
        var end = starts[rows];
        if (end == products.length) {
            products = Arrays.copyOf(products, end + (end >> 1));
            weights = Arrays.copyOf(weights, end + (end >> 1));
        }
        products[end] = product;
        weights[end] = weight;
        starts[rows] = end + 1;
    }

    public void endRow() {
        rows++;
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows + (rows >> 1));
        }
        starts[rows] = starts[rows - 1];
    }

    public int size() {
        return rows;
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
        return weights[position];
    }

    /** Lets go of what was allocated in advance. */
    public Rows trimmed() {
        var entries = rows == 0 ? 0 : starts[rows - 1];
        starts = Arrays.copyOf(starts, rows + 1);
        products = Arrays.copyOf(products, entries);
        weights = Arrays.copyOf(weights, entries);
        return this;
    }

    public void write(SnapshotOutput out) {
        var entries = rows == 0 ? 0 : starts[rows - 1];
        out.count(rows);
        out.ints(starts, 0, rows);
        out.count(entries);
        out.ints(products, 0, entries);
        out.floats(weights, 0, entries);
    }

    public static Rows read(SnapshotInput in) {
        var read = new Rows();
        read.rows = in.count();
        read.starts = new int[read.rows + 1];
        in.ints(read.starts, 0, read.rows);
        var entries = in.count();
        read.starts[read.rows] = entries;
        read.products = new int[entries];
        in.ints(read.products, 0, entries);
        read.weights = new float[entries];
        in.floats(read.weights, 0, entries);
        return read;
    }

    /** The rows in which each product occurs, with its weight there. */
    public Rows transposed(int productCount) {
        var entries = rows == 0 ? 0 : starts[rows - 1];
        var turned = new Rows();
        turned.rows = productCount;
        turned.products = new int[entries];
        turned.weights = new float[entries];
        var next = new int[productCount + 1];
        for (var i = 0; i < entries; i++) {
            next[products[i] + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        for (var row = 0; row < rows; row++) {
            for (var i = start(row); i < end(row); i++) {
                var place = next[products[i]]++;
                turned.products[place] = row;
                turned.weights[place] = weights[i];
            }
        }
        // Having placed everything, each cursor stands at the end of its row.
        turned.starts = next;
        return turned;
    }
}
