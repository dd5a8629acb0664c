package org.postille.interest.method;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the products of a customer are like: the sum of their features, times those of another product. A sum and no mean, so that
 * who bought much counts for more.
 */
public final class ContentTaste implements Method {

    private final Content content;
    private final Material material;
    private final Fading fading;
    /** One for each feature, all 0; most of them are of a single product, and as many as there are products. */
    private final ConcurrentLinkedQueue<float[]> scratch = new ConcurrentLinkedQueue<>();

    public ContentTaste(Material material, double halfLife) {
        content = material.content();
        this.material = material;
        fading = new Fading(halfLife);
    }

    @Override
    public void products(Taste taste, float[] scores) {
        Arrays.fill(scores, 0);
        var features = borrowed();
        for (var i = 0; i < taste.size(); i++) {
            content.addFeatures(taste.products()[i], taste.strengths()[i] * fading.of(taste.ages()[i]), features);
        }
        for (var product : taste.products()) {
            content.moveProducts(product, features, scores);
        }
        scratch.add(features);
    }

    private float[] borrowed() {
        var pooled = scratch.poll();
        return pooled == null ? new float[content.features()] : pooled;
    }

    @Override
    public void customers(int product, float[] scores) {
        customers(Wanted.of(content, new int[] {product}, new float[] {1}), scores);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        Arrays.fill(scores, 0);
        var likeness = new float[material.products()];
        wanted.likeness(content, likeness);
        Columns.add(material.profiles().rows, material.columns(), likeness, scores);
    }

    @Override
    public void because(Taste taste, int[] products, float[][] shares) {
        var features = borrowed();
        for (var k = 0; k < products.length; k++) {
            content.addFeatures(products[k], 1, features);
            for (var i = 0; i < taste.size(); i++) {
                var weight = taste.strengths()[i] * fading.of(taste.ages()[i]);
                shares[k][i] = weight * content.dot(taste.products()[i], features);
            }
            content.addFeatures(products[k], -1, features);
        }
        scratch.add(features);
    }
}
