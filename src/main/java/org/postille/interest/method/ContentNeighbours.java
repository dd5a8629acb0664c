package org.postille.interest.method;

import java.util.Arrays;
import java.util.function.IntPredicate;
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

    /** The products that somebody has and that are most like this one, closest first. */
    static Alike[] nearest(Content content, Rows columns, int product, int width) {
        var scores = new Scores(columns.size());
        content.addLikeness(product, 1, scores);
        IntPredicate known = it -> columns.end(it) > columns.start(it);
        return Arrays.stream(scores.best(width, known))
                .mapToObj(it -> new Alike(it, scores.of(it)))
                .toArray(Alike[]::new);
    }

    @Override
    public void products(Taste taste, float[] scores) {
        Arrays.fill(scores, 0);
    }

    @Override
    public void customers(int product, float[] scores) {
        Arrays.fill(scores, 0);
        for (var alike : nearest(content, columns, product, width)) {
            Columns.add(columns, alike.product, alike.likeness, scores);
        }
    }
}
