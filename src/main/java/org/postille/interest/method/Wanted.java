package org.postille.interest.method;

import java.util.Arrays;
import java.util.List;

/**
 * Products that somebody may want any of: one, a category, a theme; also such as came after the training, of which only the
 * features are known.
 */
public final class Wanted {

    private final int[] products;
    private final float[] weights;
    private final float[] features;

    private Wanted(int[] products, float[] weights, float[] features) {
        this.products = products;
        this.weights = weights;
        this.features = features;
    }

    /**
     * @param products of the training, each once
     * @param weights of each
     */
    public static Wanted of(Content content, int[] products, float[] weights) {
        return of(content, products, weights, List.of(), 0);
    }

    /**
     * @param newcomers that came after the training
     * @param weight of each of them
     */
    public static Wanted of(
            Content content, int[] products, float[] weights, List<Content.Features> newcomers, float weight) {
        var features = new float[content.features()];
        for (var i = 0; i < products.length; i++) {
            content.addFeatures(products[i], weights[i], features);
        }
        newcomers.forEach(it -> content.addFeatures(it, weight, features));
        return new Wanted(products, weights, features);
    }

    /** How many products of the training. */
    public int size() {
        return products.length;
    }

    public int product(int position) {
        return products[position];
    }

    public float weight(int position) {
        return weights[position];
    }

    /** Whether nothing is known of what they are. */
    public boolean isUnknown() {
        for (var it : features) {
            if (it != 0) {
                return false;
            }
        }
        return true;
    }

    /** The sum of the features of all, each product times its weight. Not to be changed. */
    float[] features() {
        return features;
    }

    /**
     * How much each product of the training is like these. None counts as like itself.
     *
     * @param likeness one for each product; overwritten
     */
    public void likeness(Content content, float[] likeness) {
        Arrays.fill(likeness, 0);
        content.addProducts(features, likeness);
        for (var i = 0; i < products.length; i++) {
            likeness[products[i]] -= weights[i] * (float) content.likeness(products[i], products[i]);
        }
    }
}
