package org.postille.interest.method;

/** A sum for each product that remembers which source added most to it, for the reason; made for being used again. */
public final class Scores {

    private final Sums sums;
    private final float[] largest;
    private final int[] source;

    public Scores(int products) {
        sums = new Sums(products);
        largest = new float[products];
        source = new int[products];
    }

    /** @param amount above 0 */
    public void add(int product, float amount, int from) {
        if (sums.of(product) == 0 || amount > largest[product]) {
            source[product] = from;
            largest[product] = amount;
        }
        sums.add(product, amount);
    }

    public float of(int product) {
        return sums.of(product);
    }

    /** What added most to a product that was touched. */
    public int source(int product) {
        return source[product];
    }

    public int count() {
        return sums.count();
    }

    public int touched(int position) {
        return sums.touched(position);
    }

    public void clear() {
        sums.clear();
    }
}
