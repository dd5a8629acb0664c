package org.postille.interest.method;

import java.util.Arrays;

/**
 * What the products of a customer are like: the sum of their features, times those of another product. A sum and no mean, so that
 * who bought much counts for more.
 */
public final class ContentTaste implements Method {

    private final Content content;
    private final Material material;
    private final Fading fading;

    public ContentTaste(Material material, double halfLife) {
        content = material.content();
        this.material = material;
        fading = new Fading(halfLife);
    }

    @Override
    public void products(Taste taste, float[] scores) {
        Arrays.fill(scores, 0);
        var features = new float[content.features()];
        for (var i = 0; i < taste.size(); i++) {
            content.addFeatures(taste.products()[i], taste.strengths()[i] * fading.of(taste.ages()[i]), features);
        }
        content.addProducts(features, scores);
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
        for (var i = 0; i < taste.size(); i++) {
            var weight = taste.strengths()[i] * fading.of(taste.ages()[i]);
            for (var k = 0; k < products.length; k++) {
                shares[k][i] = (float) (weight * content.likeness(taste.products()[i], products[k]));
            }
        }
    }
}
