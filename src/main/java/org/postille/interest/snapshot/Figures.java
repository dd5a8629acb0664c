package org.postille.interest.snapshot;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How well a model foretold the latest part of the history from the part before.
 *
 * @param values by the name of the question; larger is better, 0 is chance or less
 */
public record Figures(SortedMap<String, Double> values) {

    public Figures {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Figures of(Map<String, Double> values) {
        return new Figures(new TreeMap<>(values));
    }

    /**
     * Why a model with these figures is no successor of one with those; nothing where it is one. A question that only one of them
     * was asked says nothing.
     *
     * @param tolerated by which share each may be below
     */
    public Optional<String> fallen(Figures before, double tolerated) {
        for (var it : values.entrySet()) {
            if (!Double.isFinite(it.getValue())) {
                return Optional.of(it.getKey() + ": " + it.getValue());
            }
            var own = it.getValue();
            var other = before.values.getOrDefault(it.getKey(), 0.0);
            if (own < other * (1 - tolerated)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s: %.4f, %.0f %% below the %.4f of the model that answers",
                        it.getKey(),
                        own,
                        100 * (1 - own / other),
                        other));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(it -> it.getValue() == 0
                        ? it.getKey() + " not tried, or nothing foretold"
                        : String.format(Locale.ROOT, "%s %.4f", it.getKey(), it.getValue()))
                .collect(Collectors.joining(", "));
    }
}
