package org.postille.interest.method;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a product before anybody touched it.
 *
 * @param category path, {@code Home > Kitchen > Mugs}
 * @param price in the shop's currency; 0 where not known
 * @param attributes anything else that likens products: material, colour
 * @param titles in other languages, by language
 */
public record ProductFacts(
        long id,
        String title,
        @Nullable String category,
        @Nullable String brand,
        double price,
        List<String> attributes,
        Map<String, String> titles) {

    public ProductFacts {
        attributes = List.copyOf(attributes);
        titles = Map.copyOf(titles);
    }

    /** Of a product with one title for all languages. */
    public ProductFacts(
            long id,
            String title,
            @Nullable String category,
            @Nullable String brand,
            double price,
            List<String> attributes) {
        this(id, title, category, brand, price, attributes, Map.of());
    }

    /** For readers of that language, else in the shop's own. */
    public String title(String language) {
        return titles.getOrDefault(language, title);
    }

    /** Features by name, with the weight at which each likens this product to others that have it. */
    public Map<String, Double> features() {
        var features = new TreeMap<String, Double>();
        var path = category == null ? "" : category;
        while (!path.isBlank()) {
            features.put("category " + path.strip(), 1.0);
            path = path.contains(">") ? path.substring(0, path.lastIndexOf('>')) : "";
        }
        if (brand != null) {
            features.put("brand " + brand, 1.0);
        }
        if (price > 0) {
            // Half an octave: what costs 10 and what costs 14 is of one level.
            features.put("price " + Math.round(2 * Math.log(price) / Math.log(2)), 1.0);
        }
        attributes.forEach(it -> features.put(it, 1.0));
        var before = "";
        for (var word : title.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (word.length() > 2) {
                features.put("word " + word, 1.0);
                if (!before.isEmpty()) {
                    features.put("words " + before + ' ' + word, 1.0);
                }
                before = word;
            }
        }
        return features;
    }
}
