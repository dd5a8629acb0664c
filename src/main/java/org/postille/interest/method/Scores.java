package org.postille.interest.method;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A sum for each product, made for being used again: clearing costs only what was touched. Remembers which source added most
 * to a product, for the reason.
 */
public final class Scores {

    private final float[] sums;
    private final float[] largest;
    private final int[] source;
    private final boolean[] seen;
    private final int[] touched;
    private int count;

    public Scores(int products) {
        sums = new float[products];
        largest = new float[products];
        source = new int[products];
        seen = new boolean[products];
        touched = new int[products];
    }

    public void add(int product, float amount, int from) {
        if (!seen[product]) {
            seen[product] = true;
            touched[count++] = product;
            source[product] = from;
            largest[product] = amount;
        } else if (amount > largest[product]) {
            source[product] = from;
            largest[product] = amount;
        }
        sums[product] += amount;
    }

    public float of(int product) {
        return sums[product];
    }

    public void set(int product, float sum) {
        sums[product] = sum;
    }

    /** What added most to this product. */
    public int source(int product) {
        return source[product];
    }

    public boolean has(int product) {
        return seen[product];
    }

    public int count() {
        return count;
    }

    public int touched(int position) {
        return touched[position];
    }

    public float max() {
        var max = 0f;
        for (var i = 0; i < count; i++) {
            max = Math.max(max, sums[touched[i]]);
        }
        return max;
    }

    /** The touched products with the largest positive sums, best first. Asks {@code eligible} only where it can matter. */
    public int[] best(int n, IntPredicate eligible) {
        if (n <= 0) {
            return new int[0];
        }
        var best = new int[n];
        var found = 0;
        for (var i = 0; i < count; i++) {
            var product = touched[i];
            if (sums[product] <= 0 || (found == n && !before(product, best[n - 1])) || !eligible.test(product)) {
                continue;
            }
            var place = found < n ? found++ : n - 1;
            while (place > 0 && before(product, best[place - 1])) {
                best[place] = best[place - 1];
                place--;
            }
            best[place] = product;
        }
        return Arrays.copyOf(best, found);
    }

    private boolean before(int product, int other) {
        return sums[product] > sums[other] || (sums[product] == sums[other] && product < other);
    }

    public void clear() {
        for (var i = 0; i < count; i++) {
            sums[touched[i]] = 0;
            seen[touched[i]] = false;
        }
        count = 0;
    }
}
