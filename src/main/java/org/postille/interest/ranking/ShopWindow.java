package org.postille.interest.ranking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a few products out of many while looking at their scores, so that no rule leaves a gap that a worse product could have
 * filled. Asks the rules only about products that could be chosen.
 */
public final class ShopWindow {

    /** So far behind is what is shown only if there is nothing else. */
    private static final float LATE = 1_000;

    private static final int FURTHER = 200;
    private static final int TIMES = 5;

    /**
     * The rules of a choice.
     *
     * @param wanted nothing else is chosen
     * @param late chosen only where nothing else is left
     * @param boost by what the score of a product is multiplied, on the scale on which one standard deviation is a factor of e
     * @param mostBoost the largest that {@code boost} gives, at least 1
     * @param least what has a lower score of its own is not chosen, whatever boosts it
     */
    public record Rules(
            IntPredicate wanted,
            IntPredicate late,
            IntToDoubleFunction boost,
            double mostBoost,
            Variety variety,
            double least) {

        public Rules(
                IntPredicate wanted, IntPredicate late, IntToDoubleFunction boost, double mostBoost, Variety variety) {
            this(wanted, late, boost, mostBoost, variety, Double.NEGATIVE_INFINITY);
        }
    }

    /** What a product is, for the variety. */
    public record Kind(@Nullable String brand, @Nullable String category) {}

    private final Rules rules;
    private final float mostAdded;
    private final IntFunction<Kind> kinds;
    private final int[] numbers;
    private final float[] scores;
    private int count;

    /** @param kinds of each product that may be chosen */
    public ShopWindow(int n, Rules rules, IntFunction<Kind> kinds) {
        this.rules = rules;
        mostAdded = (float) Math.log(rules.mostBoost);
        this.kinds = kinds;
        var room = rules.variety.isAsked() ? TIMES * n + FURTHER : n;
        numbers = new int[Math.max(1, room)];
        scores = new float[numbers.length];
    }

    /** A chosen product. */
    public record Chosen(int product, float score) {}

    /** Offers a product with its score in standard deviations. */
    public void offer(int product, float score) {
        var full = count == numbers.length;
        var atMost = score + mostAdded;
        if ((full && !(atMost > scores[count - 1])) || !(score >= rules.least) || !rules.wanted.test(product)) {
            return;
        }
        var own = score + (float) Math.log(Math.max(1e-9, rules.boost.applyAsDouble(product)));
        if (rules.late.test(product)) {
            own -= LATE;
        }
        if (full && !(own > scores[count - 1])) {
            return;
        }
        var place = full ? count - 1 : count++;
        while (place > 0 && own > scores[place - 1]) {
            scores[place] = scores[place - 1];
            numbers[place] = numbers[place - 1];
            place--;
        }
        scores[place] = own;
        numbers[place] = product;
    }

    /** The best of what was offered, best first, at most {@code n}. */
    public List<Chosen> best(int n) {
        var chosen = new ArrayList<Chosen>();
        if (!rules.variety.isAsked()) {
            for (var i = 0; i < Math.min(n, count); i++) {
                chosen.add(new Chosen(numbers[i], scores[i]));
            }
            return chosen;
        }
        var taken = new boolean[count];
        var brands = new HashMap<String, Integer>();
        var categories = new HashMap<String, Integer>();
        while (chosen.size() < n) {
            var best = -1;
            var most = Float.NEGATIVE_INFINITY;
            for (var i = 0; i < count && scores[i] > most; i++) {
                var dulled = taken[i] ? Float.NEGATIVE_INFINITY : dulled(i, brands, categories);
                if (dulled > most) {
                    most = dulled;
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            taken[best] = true;
            var kind = kinds.apply(numbers[best]);
            count(brands, kind.brand());
            count(categories, kind.category());
            chosen.add(new Chosen(numbers[best], scores[best]));
        }
        return chosen;
    }

    private float dulled(int place, Map<String, Integer> brands, Map<String, Integer> categories) {
        var kind = kinds.apply(numbers[place]);
        var ofBrand = kind.brand() == null ? 0 : brands.getOrDefault(kind.brand(), 0);
        var ofCategory = kind.category() == null ? 0 : categories.getOrDefault(kind.category(), 0);
        return ofBrand >= rules.variety.ofBrand() || ofCategory >= rules.variety.ofCategory()
                ? Float.NEGATIVE_INFINITY
                : scores[place] - (float) (rules.variety.dulling() * (ofBrand + ofCategory));
    }

    private static void count(Map<String, Integer> counts, @Nullable String kind) {
        if (kind != null) {
            counts.merge(kind, 1, Integer::sum);
        }
    }
}
