package org.postille.audience;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A piece of SQL. Its text is written by us alone; what anybody else wrote is a value.
 *
 * @param values for the question marks, in order
 */
record Fragment(String text, List<Object> values) {

    Fragment {
        values = List.copyOf(values);
    }

    static Fragment of(String text, Object... values) {
        return new Fragment(text, Arrays.asList(values));
    }

    /** {@code column in (?, ?)}; the column is never null. */
    static Fragment in(String column, Collection<?> values) {
        return new Fragment(
                column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                List.copyOf(values));
    }

    /** All of them between parentheses, with the word between them; what stands for none where there are none. */
    static Fragment join(String word, List<Fragment> parts, String none) {
        if (parts.isEmpty()) {
            return of(none);
        }
        return new Fragment(
                "("
                        + String.join(
                                " " + word + " ",
                                parts.stream().map(Fragment::text).toList()) + ")",
                parts.stream().flatMap(it -> it.values.stream()).toList());
    }

    Fragment then(Fragment next) {
        return new Fragment(
                text + next.text,
                Stream.concat(values.stream(), next.values.stream()).toList());
    }

    Fragment then(String next) {
        return new Fragment(text + next, values);
    }
}
