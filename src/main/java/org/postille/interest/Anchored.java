package org.postille.interest;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.postille.interest.crowd.Crowd;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.Neighbours;
import org.postille.interest.method.Scores;
import org.postille.interest.method.Sums;

/** What goes with products, and what stands in for them: scores by product, each with the anchor that gave it most. */
final class Anchored {

    private static final int ALIKE = 200;
    private static final double OF_THE_KIND = 0.05;
    private static final double FITTING = 0.5;
    private static final double POPULAR = 0.1;

    private final Material material;
    private final Crowd crowd;
    private final float[] popularity;
    private final ConcurrentLinkedQueue<Scores> scratch = new ConcurrentLinkedQueue<>();

    /** @param popularity of each product with everybody, the best one has 1 */
    Anchored(Material material, Crowd crowd, float[] popularity) {
        this.material = material;
        this.crowd = crowd;
        this.popularity = popularity;
    }

    /** The numbers of those that the model knows. */
    Set<Integer> numbers(long[] anchors) {
        var numbers = new HashSet<Integer>();
        Arrays.stream(anchors)
                .mapToInt(material.history().products::find)
                .filter(it -> it >= 0)
                .forEach(numbers::add);
        return numbers;
    }

    /** To be given back. */
    Scores complementary(Set<Integer> anchors) {
        var scores = borrow();
        for (var anchor : anchors) {
            addNeighbours(crowd.boughtTogether(), anchor, scores);
        }
        return scores;
    }

    /**
     * Everything of the same category; of the one above where that is not enough. To be given back.
     *
     * @param n how many are enough for each anchor
     * @param liked how much each product fits the customer or the anchors, in standard deviations; null: not known
     * @param counted which products count towards enough; all are scored
     */
    Scores alternatives(Set<Integer> anchors, int n, float @Nullable [] liked, IntPredicate counted) {
        var scores = borrow();
        for (var anchor : anchors) {
            var seen = borrow();
            addNeighbours(crowd.viewedTogether(), anchor, seen);
            var found = 0;
            var content = material.content();
            for (var path = content.category(anchor); path != null && found < n; path = Content.parent(path)) {
                for (var product : content.in(path)) {
                    if (anchors.contains(product) || (scores.of(product) > 0 && scores.source(product) == anchor)) {
                        continue;
                    }
                    var alike = content.likeness(anchor, product) + seen.of(product);
                    var fits = liked == null ? 0 : Math.clamp(liked[product] / 3, 0, 1);
                    var keeps = 1 - crowd.sales().returnRate(product);
                    var score = (OF_THE_KIND + alike + FITTING * fits + POPULAR * popularity[product]) * keeps * keeps;
                    scores.add(product, (float) Math.max(1e-6, score), anchor);
                    found += counted.test(product) ? 1 : 0;
                }
            }
            giveBack(seen);
        }
        return scores;
    }

    /**
     * What is most like them. To be given back.
     *
     * @param arrived what is known of those anchors that came after the training
     */
    Scores similar(Set<Integer> anchors, List<Content.Features> arrived) {
        var scores = borrow();
        for (var anchor : anchors) {
            addAlike(material.content().features(anchor), anchor, scores);
            addNeighbours(crowd.viewedTogether(), anchor, scores);
        }
        for (var it : arrived) {
            addAlike(it, -1, scores);
        }
        return scores;
    }

    private void addAlike(Content.Features features, int anchor, Scores scores) {
        var alike = new Sums(material.products());
        material.content().addLikeness(features, 1, alike);
        for (var product : alike.best(ALIKE)) {
            if (product != anchor) {
                scores.add(product, alike.of(product), anchor);
            }
        }
    }

    private static void addNeighbours(Neighbours neighbours, int product, Scores scores) {
        for (var i = neighbours.start(product); i < neighbours.end(product); i++) {
            scores.add(neighbours.product(i), neighbours.likeness(i), product);
        }
    }

    /** Not one a thread: there are as many virtual threads as requests, but seldom more at work than processors. */
    private Scores borrow() {
        var scores = scratch.poll();
        return scores == null ? new Scores(material.products()) : scores;
    }

    void giveBack(Scores scores) {
        scores.clear();
        scratch.add(scores);
    }
}
