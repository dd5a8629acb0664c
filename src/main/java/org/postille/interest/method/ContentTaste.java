package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.history.Rows;

/**
 * What the products of a customer are like: the sum of their features, times those of another product. A sum and no mean, so that
 * who bought much counts for more.
 */
public final class ContentTaste implements Method {

    private final Content content;
    private final Rows columns;
    private final Fading fading;

    public ContentTaste(Material material, double halfLife) {
        content = material.content();
        columns = material.columns();
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
        Arrays.fill(scores, 0);
        var features = new float[content.features()];
        content.addFeatures(product, 1, features);
        var likeness = new float[columns.size()];
        content.addProducts(features, likeness);
        likeness[product] = 0;
        for (var other = 0; other < likeness.length; other++) {
            if (likeness[other] > 0) {
                Columns.add(columns, other, likeness[other], scores);
            }
        }
    }
}
