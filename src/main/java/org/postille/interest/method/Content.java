package org.postille.interest.method;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Rows;

/** Likeness of products by what they are: shared features, the rarer the stronger (tf-idf, rows of length 1). */
public final class Content {

    private final Rows features = new Rows();
    private final Rows products;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final String[] names;
    /** How much rarer features count for more. */
    private final float[] rarity;

    private final @Nullable ProductFacts[] facts;
    private final Map<String, int[]> categories = new HashMap<>();

    public Content(List<ProductFacts> known, Ids ids) {
        facts = new ProductFacts[ids.size()];
        for (var it : known) {
            facts[ids.find(it.id())] = it;
            it.features().keySet().forEach(name -> numbers.putIfAbsent(name, numbers.size()));
        }
        var occurrences = new int[numbers.size()];
        for (var it : known) {
            it.features().keySet().forEach(name -> occurrences[numbers.getOrDefault(name, 0)]++);
        }
        names = new String[occurrences.length];
        numbers.forEach((name, number) -> names[number] = name);
        rarity = new float[occurrences.length];
        for (var feature = 0; feature < rarity.length; feature++) {
            rarity[feature] = (float) Math.log((1.0 + known.size()) / occurrences[feature]);
        }
        for (var it : facts) {
            if (it != null) {
                features(it).each((feature, weight) -> {
                    if (occurrences[feature] > 1) {
                        features.add(feature, weight);
                    }
                });
            }
            features.endRow();
        }
        products = features.trimmed().transposed(numbers.size());
        gatherCategories();
    }

    /** The features of one product, in a row of length 1. */
    public record Features(int[] numbers, float[] weights) {

        interface Taker {
            void take(int feature, float weight);
        }

        void each(Taker taker) {
            for (var i = 0; i < numbers.length; i++) {
                taker.take(numbers[i], weights[i]);
            }
        }
    }

    /** What this says of any product, also one that was not there; features that no other product has say nothing. */
    public Features features(ProductFacts product) {
        var own = product.features();
        own.keySet().retainAll(numbers.keySet());
        var found = new int[own.size()];
        var weights = new float[found.length];
        var place = 0;
        var squares = 0.0;
        for (var it : own.entrySet()) {
            found[place] = numbers.getOrDefault(it.getKey(), 0);
            weights[place] = (float) (it.getValue() * rarity[found[place]]);
            squares += weights[place] * weights[place];
            place++;
        }
        var length = (float) Math.max(1e-9, Math.sqrt(squares));
        for (var i = 0; i < weights.length; i++) {
            weights[i] /= length;
        }
        return new Features(found, weights);
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

    /** Adds {@code weight} times the likeness with a product that was not there to every product that shares a feature with it. */
    public void addLikeness(Features product, float weight, Sums scores) {
        product.each((feature, own) -> {
            for (var j = products.start(feature); j < products.end(feature); j++) {
                scores.add(products.product(j), weight * own * products.weight(j));
            }
        });
    }

    /** Adds the weight of each feature of a product that was not there, times {@code weight}. */
    public void addFeatures(Features product, float weight, float[] into) {
        product.each((feature, own) -> into[feature] += weight * own);
    }

    /**
     * The feature of a product that a taste goes by most, of those that can be told to people: {@code brand Nordlys},
     * {@code category Home > Kitchen}. Attributes are in the shop's own language: where the reader's title is in another one, only
     * the brand is told.
     *
     * @param language of the reader
     */
    public Optional<String> strongest(Taste taste, int product, String language) {
        var own = Objects.equals(title(product), title(product, language));
        var liked = new float[features.end(product) - features.start(product)];
        for (var i = 0; i < taste.size(); i++) {
            var anchor = taste.products()[i];
            for (var j = features.start(anchor); j < features.end(anchor); j++) {
                for (var k = 0; k < liked.length; k++) {
                    if (features.product(features.start(product) + k) == features.product(j)) {
                        liked[k] += taste.strengths()[i] * features.weight(j);
                    }
                }
            }
        }
        var best = -1;
        for (var k = 0; k < liked.length; k++) {
            liked[k] *= features.weight(features.start(product) + k);
            var name = names[features.product(features.start(product) + k)];
            if (liked[k] > 0
                    && isTold(name)
                    && (own || name.startsWith("brand "))
                    && (best < 0 || liked[k] > liked[best])) {
                best = k;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(names[features.product(features.start(product) + best)]);
    }

    /** The features of a product of the training. */
    public Features features(int product) {
        var size = features.end(product) - features.start(product);
        var row = new Features(new int[size], new float[size]);
        for (var i = 0; i < size; i++) {
            row.numbers[i] = features.product(features.start(product) + i);
            row.weights[i] = features.weight(features.start(product) + i);
        }
        return row;
    }

    private static boolean isTold(String feature) {
        return !feature.startsWith("price ") && !feature.startsWith("word ") && !feature.startsWith("words ");
    }

    /** What a feature is called: {@code brand Nordlys}, {@code word mug}. */
    String name(int feature) {
        return names[feature];
    }

    /** The products that have it, ascending; none where only one has. */
    int[] having(int feature) {
        return IntStream.range(products.start(feature), products.end(feature))
                .map(products::product)
                .toArray();
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
            addProducts(feature, wanted[feature], into);
        }
    }

    /**
     * The same by the features of one product alone, which say nothing afterwards: what several products have counts once.
     *
     * @param into one for each product
     */
    void moveProducts(int product, float[] wanted, float[] into) {
        for (var i = features.start(product); i < features.end(product); i++) {
            addProducts(features.product(i), wanted[features.product(i)], into);
            wanted[features.product(i)] = 0;
        }
    }

    private void addProducts(int feature, float weight, float[] into) {
        for (var i = products.start(feature); weight != 0 && i < products.end(feature); i++) {
            into[products.product(i)] += weight * products.weight(i);
        }
    }

    /** How much these features say for a product. */
    float dot(int product, float[] wanted) {
        return features.dot(product, wanted);
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

    /** The same for readers of that language. */
    @Nullable
    public String title(int product, String language) {
        var it = facts[product];
        return it == null ? null : it.title(language);
    }

    @Nullable
    public String brand(int product) {
        var it = facts[product];
        return it == null ? null : it.brand();
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
