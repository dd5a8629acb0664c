package org.postille.interest.evaluation.data;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Who did something with which product when: rows in columns of primitives, in the order in which they were added. */
final class Events {

    private int size;
    private int[] customer = new int[256];
    private int[] product = new int[256];
    private int[] quantity = new int[256];
    private long[] second = new long[256];

    /** @param second since 1970; 0 where it is not known */
    void add(int customer, int product, int quantity, long second) {
        if (size == this.customer.length) {
            room(size + (size >> 1));
        }
        this.customer[size] = customer;
        this.product[size] = product;
        this.quantity[size] = quantity;
        this.second[size] = second;
        size++;
    }

    private void room(int rows) {
        customer = Arrays.copyOf(customer, rows);
        product = Arrays.copyOf(product, rows);
        quantity = Arrays.copyOf(quantity, rows);
        second = Arrays.copyOf(second, rows);
    }

    int size() {
        return size;
    }

    int customer(int row) {
        return customer[row];
    }

    int product(int row) {
        return product[row];
    }

    int quantity(int row) {
        return quantity[row];
    }

    long second(int row) {
        return second[row];
    }

    Events where(IntPredicate row) {
        var some = new Events();
        for (var i = 0; i < size; i++) {
            if (row.test(i)) {
                some.add(customer[i], product[i], quantity[i], second[i]);
            }
        }
        some.room(some.size);
        return some;
    }

    long first() {
        return Arrays.stream(second, 0, size).min().orElse(0);
    }

    long last() {
        return Arrays.stream(second, 0, size).max().orElse(0);
    }

    /** The products of each customer, the oldest first; of one time in the order of the file. */
    int[][] byCustomer(int customers) {
        var ends = new int[customers];
        for (var i = 0; i < size; i++) {
            ends[customer[i]]++;
        }
        var rows = new int[customers][];
        Arrays.setAll(rows, it -> new int[ends[it]]);
        Arrays.fill(ends, 0);
        for (var i = 0; i < size; i++) {
            rows[customer[i]][ends[customer[i]]++] = i;
        }
        Arrays.stream(rows).parallel().forEach(this::sortByTime);
        return rows;
    }

    /** Leaves products where row numbers were. */
    private void sortByTime(int[] rows) {
        var ordered = true;
        for (var i = 1; i < rows.length && ordered; i++) {
            ordered = second[rows[i - 1]] <= second[rows[i]];
        }
        var sorted = ordered
                ? rows.clone()
                : IntStream.of(rows)
                        .boxed()
                        .sorted((a, b) -> Long.compare(second[a], second[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (var i = 0; i < rows.length; i++) {
            rows[i] = product[sorted[i]];
        }
    }
}
