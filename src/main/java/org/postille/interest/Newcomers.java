package org.postille.interest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.blend.Choice;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.method.Sums;
import org.postille.interest.method.Taste;

/**
 * Products that hardly anybody has: the newest of the training, and those that came after it. They are wanted by those who want
 * what is most like them, and by their own buyers the more they become.
 */
final class Newcomers {

    private static final int MOST = 2_000;
    /** So far behind no other score lies, but for what is shown only if there is nothing else. */
    private static final float LAST = 500;

    private static final int ALIKE = 10;
    /** What has fewer customers is not liked by anybody in particular. */
    private static final int LIKED = 5;
    /** Likeness of nothing in particular. */
    private static final float DOUBT = 1;

    private static final int KNOWN = 20;

    private final Material material;
    private final Known[] known;
    private final Arrival[] arrivals;
    private final Map<Long, Integer> places = new HashMap<>();

    private Newcomers(Material material, Known[] known, Arrival[] arrivals) {
        this.material = material;
        this.known = known;
        this.arrivals = arrivals;
        for (var i = 0; i < arrivals.length; i++) {
            places.put(arrivals[i].facts.id(), i);
        }
    }

    /** The products most like another one. */
    private record Alike(int[] products, float[] likeness) {

        float score(float[] scores) {
            var sum = 0f;
            var weights = DOUBT;
            for (var i = 0; i < products.length; i++) {
                sum += likeness[i] * scores[products[i]];
                weights += likeness[i];
            }
            return sum / weights;
        }
    }

    /** Of the training. */
    private record Known(int product, double trust, Alike alike) {}

    /** After the training. */
    private record Arrival(ProductFacts facts, Content.Features features, Alike alike) {}

    static Newcomers of(Material material) {
        var columns = material.columns();
        var ids = material.history().products;
        var few = IntStream.range(0, material.products())
                .filter(it -> columns.end(it) - columns.start(it) < KNOWN
                        && material.content().title(it) != null)
                .boxed()
                // The catalog gives ids in the order of arrival.
                .sorted((a, b) -> Long.compare(ids.id(b), ids.id(a)))
                .limit(MOST)
                .toList();
        var known = few.parallelStream()
                .map(it -> new Known(
                        it,
                        Choice.Trained.trust(columns.end(it) - columns.start(it)),
                        alike(material, material.content().features(it), it)))
                .filter(it -> it.alike.products.length > 0)
                .toArray(Known[]::new);
        return new Newcomers(material, known, new Arrival[0]);
    }

    private static Alike alike(Material material, Content.Features features, int itself) {
        var columns = material.columns();
        var scores = new Sums(material.products());
        material.content().addLikeness(features, 1, scores);
        for (var i = 0; i < scores.count(); i++) {
            var product = scores.touched(i);
            if (product == itself || columns.end(product) - columns.start(product) < LIKED) {
                scores.set(product, 0);
            }
        }
        var best = scores.best(ALIKE);
        var likeness = new float[best.length];
        for (var i = 0; i < best.length; i++) {
            likeness[i] = scores.of(best[i]);
        }
        return new Alike(best, likeness);
    }

    /** The same, and these; what the training knows or came before is passed over. */
    Newcomers with(List<ProductFacts> arrived) {
        var more = arrived.stream()
                .filter(it -> material.history().products.find(it.id()) < 0 && !places.containsKey(it.id()))
                .map(it -> {
                    var features = material.content().features(it);
                    return new Arrival(it, features, alike(material, features, -1));
                })
                .toArray(Arrival[]::new);
        if (more.length == 0) {
            return this;
        }
        var all = Arrays.copyOf(arrivals, arrivals.length + more.length);
        System.arraycopy(more, 0, all, arrivals.length, more.length);
        return new Newcomers(material, known, Arrays.copyOfRange(all, Math.max(0, all.length - MOST), all.length));
    }

    /**
     * Gives those of the training the scores of what is like them, as far as they are not known themselves.
     *
     * @param taste of the customer: what they touched counts as much as the best that is foretold, by how strongly they have it
     * @return the scores of those after the training
     */
    float[] settle(float[] scores, Taste taste) {
        var best = 0f;
        for (var it : scores) {
            // Math.max would mind NaN and the sign of 0 each time.
            best = it > best ? it : best;
        }
        var settled = new double[known.length];
        for (var i = 0; i < known.length; i++) {
            settled[i] = known[i].trust * scores[known[i].product];
        }
        var own = taste.strengths().clone();
        for (var i = 0; i < own.length; i++) {
            own[i] *= best;
        }
        exchange(taste.products(), own, scores);
        for (var i = 0; i < known.length; i++) {
            settled[i] += (1 - known[i].trust) * known[i].alike.score(scores);
        }
        var arrived = new float[arrivals.length];
        for (var i = 0; i < arrived.length; i++) {
            arrived[i] = arrivals[i].alike.products.length == 0 ? last(i) : arrivals[i].alike.score(scores);
        }
        exchange(taste.products(), own, scores);
        for (var i = 0; i < known.length; i++) {
            scores[known[i].product] = (float) settled[i];
        }
        return arrived;
    }

    private static void exchange(int[] products, float[] values, float[] scores) {
        for (var i = 0; i < products.length; i++) {
            var it = scores[products[i]];
            scores[products[i]] = values[i];
            values[i] = it;
        }
    }

    /** Of those after the training, where all that is known is that they are there: behind everything else, the newest first. */
    float[] last() {
        var last = new float[arrivals.length];
        for (var i = 0; i < last.length; i++) {
            last[i] = last(i);
        }
        return last;
    }

    private static float last(int place) {
        return (float) place / MOST - LAST;
    }

    ProductFacts facts(int place) {
        return arrivals[place].facts;
    }

    /** The product of the training that is most like the one at this place. */
    @Nullable
    String likened(int place, String language) {
        var alike = arrivals[place].alike.products;
        return alike.length == 0 ? null : material.content().title(alike[0], language);
    }

    /** What is known of these, of those that came after the training. */
    List<Content.Features> features(long[] products) {
        return Arrays.stream(products)
                .filter(places::containsKey)
                .mapToObj(it -> arrivals[places.getOrDefault(it, 0)].features)
                .toList();
    }
}
