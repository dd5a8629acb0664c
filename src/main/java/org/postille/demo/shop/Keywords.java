package org.postille.demo.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an English name is about, told by the words in it: of the known phrases that occur the one of most words counts, for
 * "tea towel" says more than "towel"; of equals the last in the name, for there English puts the thing itself.
 */
public final class Keywords<T> {

    private record Entry<T>(String phrase, int words, T meaning) {}

    private final List<Entry<T>> entries = new ArrayList<>();

    /** Lower-case phrases of letters, digits and spaces; their plural in -s is known with them. */
    public Keywords<T> add(T meaning, String... phrases) {
        for (var phrase : phrases) {
            entries.add(new Entry<>(phrase, phrase.split(" ", -1).length, meaning));
        }
        return this;
    }

    public Optional<T> in(String name) {
        var text = " " + name.toLowerCase(Locale.ROOT).replace("'", "").replaceAll("[^a-z0-9]+", " ") + " ";
        @Nullable Entry<T> best = null;
        var bestAt = -1;
        for (var entry : entries) {
            var at = Math.max(text.lastIndexOf(" " + entry.phrase + " "), text.lastIndexOf(" " + entry.phrase + "s "));
            if (at >= 0 && (best == null || entry.words > best.words || (entry.words == best.words && at > bestAt))) {
                best = entry;
                bestAt = at;
            }
        }
        return Optional.ofNullable(best).map(Entry::meaning);
    }
}
