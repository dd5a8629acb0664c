package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.ranking.Best;

/**
 * A sum for each product, made for being used again: clearing costs only what was touched. All that is looked at for an addition fits
 * into a processor's cache.
 */
public final class Sums {

    private final float[] sums;
    private final int[] touched;
    private final float[] scratch;
    private int count;

    public Sums(int products) {
        sums = new float[products];
        touched = new int[products];
        scratch = new float[products];
    }

    /** @param amount not below 0 */
    public void add(int product, float amount) {
        var before = sums[product];
        sums[product] = before + amount;
        if (before == 0 && amount > 0) {
            touched[count++] = product;
        }
    }

    public float of(int product) {
        return sums[product];
    }

    /** Of one that was touched. */
    public void set(int product, float sum) {
        sums[product] = sum;
    }

    public int count() {
        return count;
    }

    public int touched(int position) {
        return touched[position];
    }

    /** The touched products with the largest positive sums, best first; by number where they are even. */
    public int[] best(int n) {
        var positive = 0;
        for (var i = 0; i < count; i++) {
            if (sums[touched[i]] > 0) {
                scratch[positive++] = sums[touched[i]];
            }
        }
        var keys = new long[Math.min(n, positive)];
        if (keys.length == 0) {
            return new int[0];
        }
        var least = positive <= n ? 0 : Best.largest(scratch, positive, n);
        var found = 0;
        var even = 0;
        for (var i = 0; i < count; i++) {
            var sum = sums[touched[i]];
            if (sum > least) {
                keys[found++] = Best.key(sum, touched[i]);
            } else if (sum == least && sum > 0) {
                even++;
            }
        }
        var ties = new long[even];
        for (var i = 0; even > 0 && i < count; i++) {
            if (sums[touched[i]] == least) {
                ties[--even] = Best.key(least, touched[i]);
            }
        }
        Arrays.sort(ties);
        System.arraycopy(ties, 0, keys, found, keys.length - found);
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(it -> (int) it).toArray();
    }

    public void clear() {
        for (var i = 0; i < count; i++) {
            sums[touched[i]] = 0;
        }
        count = 0;
    }
}
