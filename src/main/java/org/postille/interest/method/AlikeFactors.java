package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.history.Rows;

/** The mean factors of the products most like another one, as its own: for one that hardly anybody has yet. */
public final class AlikeFactors implements Method {

    private final Ials factors;
    private final Content content;
    private final Rows columns;
    private final int width;

    /** @param width how many products count as alike */
    public AlikeFactors(Ials factors, Material material, int width) {
        this.factors = factors;
        content = material.content();
        columns = material.columns();
        this.width = width;
    }

    /** Those that it takes the means of. */
    public Ials factors() {
        return factors;
    }

    @Override
    public void products(Taste taste, float[] scores) {
        Arrays.fill(scores, 0);
    }

    @Override
    public void customers(int product, float[] scores) {
        customers(Wanted.of(content, new int[] {product}, new float[] {1}), scores);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        var size = factors.factors();
        var mean = new float[size];
        for (var alike : ContentNeighbours.nearest(content, columns, wanted, width)) {
            for (var k = 0; k < size; k++) {
                mean[k] += alike.likeness() * factors.productFactors()[alike.product() * size + k];
            }
        }
        factors.customers(mean, scores);
    }
}
