package org.postille.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** "Did you mean": the known name nearest to a misspelt one. */
public final class Nearest {

    private static final int LONGEST = 100;

    private Nearest() {}

    /**
     * The nearest of the known names, if it is near enough to be meant: at most a third of its letters differ, two in a short
     * name, and never all of them.
     */
    public static Optional<String> of(String misspelt, Collection<String> known) {
        if (misspelt.length() > LONGEST) {
            return Optional.empty();
        }
        var wanted = misspelt.toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {}
        return known.stream()
                .map(name -> new Candidate(
                        name, LevenshteinDistance.getDefaultInstance().apply(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(it -> it.distance <= Math.max(2, it.name.length() / 3))
                .filter(it -> it.distance < Math.max(it.name.length(), wanted.length()))
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** {@code ", did you mean 'x'?"}, or nothing where no known name is near. */
    public static String hint(String misspelt, Collection<String> known) {
        return of(misspelt, known).map(it -> ", did you mean '" + it + "'?").orElse("");
    }
}
