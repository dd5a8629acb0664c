package org.postille.interest.method;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Rows;

/** Likeness of products by what they are: shared features, the rarer the stronger (tf-idf, rows of length 1). */
public final class Content {

    private final Rows features = new Rows();
    private final Rows products;
    private final @Nullable ProductFacts[] facts;
    private final Map<String, int[]> categories = new HashMap<>();

    public Content(List<ProductFacts> known, Ids ids) {
        var numbers = new HashMap<String, Integer>();
        facts = new ProductFacts[ids.size()];
        for (var it : known) {
            facts[ids.find(it.id())] = it;
            it.features().keySet().forEach(name -> numbers.putIfAbsent(name, numbers.size()));
        }
        var occurrences = new int[numbers.size()];
        for (var it : known) {
            it.features().keySet().forEach(name -> occurrences[numbers.getOrDefault(name, 0)]++);
        }
        for (var it : facts) {
            if (it != null) {
                addRow(it, numbers, occurrences, known.size());
            }
            features.endRow();
        }
        products = features.trimmed().transposed(numbers.size());
        gatherCategories();
    }

    private void addRow(ProductFacts it, Map<String, Integer> numbers, int[] occurrences, int known) {
        var weights = it.features();
        weights.replaceAll(
                (name, weight) -> weight * Math.log((1.0 + known) / occurrences[numbers.getOrDefault(name, 0)]));
        var length = Math.sqrt(weights.values().stream().mapToDouble(w -> w * w).sum());
        weights.forEach((name, weight) -> {
            if (weight > 0 && occurrences[numbers.getOrDefault(name, 0)] > 1) {
                features.add(numbers.getOrDefault(name, 0), (float) (weight / length));
            }
        });
    }

    private void gatherCategories() {
        var gathered = new HashMap<String, ArrayList<Integer>>();
        for (var product = 0; product < facts.length; product++) {
            for (var path = category(product); path != null; path = parent(path)) {
                gathered.computeIfAbsent(path, _ -> new ArrayList<>()).add(product);
            }
        }
        gathered.forEach((path, those) ->
                categories.put(path, those.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** Adds {@code weight} times the likeness with this product to every product that shares a feature with it. */
    public void addLikeness(int product, float weight, Scores scores) {
        for (var i = features.start(product); i < features.end(product); i++) {
            var feature = features.product(i);
            for (var j = products.start(feature); j < products.end(feature); j++) {
                if (products.product(j) != product) {
                    scores.add(products.product(j), weight * features.weight(i) * products.weight(j), product);
                }
            }
        }
    }

    /** How many features there are. */
    public int features() {
        return products.size();
    }

    /**
     * Adds the weight of each feature of the product, times {@code weight}.
     *
     * @param into one for each feature
     */
    public void addFeatures(int product, float weight, float[] into) {
        for (var i = features.start(product); i < features.end(product); i++) {
            into[features.product(i)] += weight * features.weight(i);
        }
    }

    /**
     * Adds to each product what the features say for it.
     *
     * @param into one for each product
     */
    public void addProducts(float[] wanted, float[] into) {
        for (var feature = 0; feature < wanted.length; feature++) {
            if (wanted[feature] != 0) {
                for (var i = products.start(feature); i < products.end(feature); i++) {
                    into[products.product(i)] += wanted[feature] * products.weight(i);
                }
            }
        }
    }

    /** Between 0 and 1. */
    public double likeness(int product, int other) {
        var sum = 0.0;
        for (var i = features.start(product); i < features.end(product); i++) {
            for (var j = features.start(other); j < features.end(other); j++) {
                if (features.product(i) == features.product(j)) {
                    sum += features.weight(i) * features.weight(j);
                }
            }
        }
        return sum;
    }

    /** Name of the product, or nothing where only events mention it. */
    @Nullable
    public String title(int product) {
        var it = facts[product];
        return it == null ? null : it.title();
    }

    @Nullable
    public String category(int product) {
        var it = facts[product];
        return it == null || it.category() == null || it.category().isBlank()
                ? null
                : it.category().strip();
    }

    /** The category above, or nothing at the top. */
    public static @Nullable String parent(String path) {
        var end = path.lastIndexOf('>');
        return end < 0 ? null : path.substring(0, end).strip();
    }

    /** Products in this category or below. */
    public int[] in(String category) {
        return categories.getOrDefault(category, new int[0]);
    }
}
