package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.history.Rows;

/** The customers of the products that are most like another one: for one that hardly anybody has yet. */
public final class ContentNeighbours implements Method {

    private final Content content;
    private final Rows columns;
    private final int width;

    /** @param width how many products count as alike */
    public ContentNeighbours(Material material, int width) {
        content = material.content();
        columns = material.columns();
        this.width = width;
    }

    /** One product like this one, and how much. */
    record Alike(int product, float likeness) {}

    /** The products that somebody has and that are most like these, closest first. */
    static Alike[] nearest(Content content, Rows columns, Wanted wanted, int width) {
        var likeness = new float[columns.size()];
        wanted.likeness(content, likeness);
        var scores = new Sums(columns.size());
        for (var product = 0; product < likeness.length; product++) {
            if (likeness[product] > 0 && columns.end(product) > columns.start(product)) {
                scores.add(product, likeness[product]);
            }
        }
        return Arrays.stream(scores.best(width))
                .mapToObj(it -> new Alike(it, scores.of(it)))
                .toArray(Alike[]::new);
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
        Arrays.fill(scores, 0);
        for (var alike : nearest(content, columns, wanted, width)) {
            Columns.add(columns, alike.product, alike.likeness, scores);
        }
    }
}
