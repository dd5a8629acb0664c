package org.postille.opentime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postille.opentime.OpenTimeSql.Sellable;

/** What articles are about: their categories, each with those above it, brand, material, colour, and the words of title and category. */
final class Topics {

    private static final int SHORTEST_WORD = 4;

    private record About(Sellable article, Set<String> topics) {}

    private final List<About> articles = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Topics(List<Sellable> articles) {
        for (var it : articles) {
            var topics = of(it);
            this.articles.add(new About(it, topics));
            topics.forEach(topic -> counts.merge(topic, 1, Integer::sum));
        }
    }

    /**
     * An article.
     *
     * @param topic that says most for it; empty where nothing is known
     */
    record Chosen(Sellable article, double score, String topic) {}

    static Set<String> of(Sellable item) {
        var topics = new LinkedHashSet<String>();
        for (var path = item.category(); path != null && !path.isBlank(); path = above(path)) {
            topics.add("category " + path.strip());
        }
        add(topics, "brand", item.brand());
        add(topics, "material", item.material());
        add(topics, "colour", item.colour());
        for (var word : (item.title() + " " + (item.category() == null ? "" : item.category()))
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{N}]+")) {
            if (word.length() >= SHORTEST_WORD) {
                topics.add("word " + word);
            }
        }
        return topics;
    }

    private static @Nullable String above(String path) {
        return path.contains(">") ? path.substring(0, path.lastIndexOf('>')) : null;
    }

    private static void add(Set<String> topics, String kind, @Nullable String value) {
        if (value != null) {
            topics.add(kind + " " + value);
        }
    }

    /** Those that fit best, the newest first where they fit alike. A topic says more the fewer articles are about it. */
    List<Chosen> best(Map<String, Double> interest, int n) {
        var chosen = new ArrayList<Chosen>();
        for (var it : articles) {
            var score = 0.0;
            var most = 0.0;
            var best = "";
            for (var topic : it.topics) {
                var part = interest.getOrDefault(topic, 0.0)
                        * Math.log(1 + (double) articles.size() / counts.getOrDefault(topic, 1));
                score += part;
                if (part > most) {
                    most = part;
                    best = topic;
                }
            }
            if (score > 0 || interest.isEmpty()) {
                chosen.add(new Chosen(it.article, score, best));
            }
        }
        return chosen.stream()
                .sorted(Comparator.comparingDouble((Chosen it) -> -it.score).thenComparingLong(it -> -it.article.id()))
                .limit(n)
                .toList();
    }
}
