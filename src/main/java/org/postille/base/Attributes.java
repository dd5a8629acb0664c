package org.postille.base;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a shop says of a product or a customer under names of its own, such as {@code pattern} or {@code child-birthday}. A name has
 * one value or several. Two references each in memory, since there may be twenty of a hundred thousand products.
 */
public final class Attributes {

    /** Of nobody and nothing is more kept than so many names. */
    public static final int MOST_NAMES = 50;

    /** Of one name, and so many values in it. */
    public static final int MOST_VALUES = 50;

    /** In UTF-16 units. */
    public static final int LONGEST_NAME = 50;

    /** In UTF-16 units. */
    public static final int LONGEST_VALUE = 200;

    public static final Attributes NONE = new Attributes(new String[0]);

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}]+(-[\\p{L}\\p{N}]+)*");
    private static final Pattern BETWEEN = Pattern.compile("[\\s_:.-]+");
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Name, value, name, value, by name. */
    private final String[] pairs;

    private Attributes(String[] pairs) {
        this.pairs = pairs;
    }

    /** Names without a value are left out. */
    public static Attributes of(Map<String, List<String>> values) {
        var pairs = new ArrayList<String>();
        new TreeMap<>(values)
                .forEach((name, all) -> all.forEach(value -> {
                    pairs.add(name);
                    pairs.add(value);
                }));
        return pairs.isEmpty() ? NONE : new Attributes(pairs.toArray(String[]::new));
    }

    /** Takes what a query gives by name, one by one. */
    public static final class Builder {

        private final List<String> pairs = new ArrayList<>();
        private final UnaryOperator<String> pool;

        /** @param pool gives one text for all that are equal */
        public Builder(UnaryOperator<String> pool) {
            this.pool = pool;
        }

        public Builder add(String name, String value) {
            pairs.add(pool.apply(name));
            pairs.add(pool.apply(value));
            return this;
        }

        public Attributes build() {
            return pairs.isEmpty() ? NONE : new Attributes(pairs.toArray(String[]::new));
        }
    }

    /**
     * A name as it is kept: in small letters, with one hyphen where there were spaces, underscores, dots or colons, so that
     * {@code Child_Birthday} is {@code child-birthday}. Nothing where that gives no name of at most {@value #LONGEST_NAME}.
     */
    public static Optional<String> name(String given) {
        if (given.length() > 2 * LONGEST_NAME) {
            return Optional.empty();
        }
        var name = BETWEEN.matcher(Normalizer.normalize(given.strip(), Normalizer.Form.NFC))
                .replaceAll("-")
                .toLowerCase(Locale.ROOT);
        return Optional.of(name)
                .filter(it -> it.length() <= LONGEST_NAME && NAME.matcher(it).matches());
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** The values under a name, in the order of the shop. */
    public List<String> of(String name) {
        List<String> found = List.of();
        for (var i = 0; i < pairs.length; i += 2) {
            // Both hashes are known: most names are told apart without being read.
            if (pairs[i].hashCode() == name.hashCode() && pairs[i].equals(name)) {
                if (found.isEmpty()) {
                    found = new ArrayList<>(2);
                }
                found.add(pairs[i + 1]);
            }
        }
        return found;
    }

    /** All of them, by name. */
    public Map<String, List<String>> byName() {
        var all = new TreeMap<String, List<String>>();
        for (var i = 0; i < pairs.length; i += 2) {
            all.computeIfAbsent(pairs[i], _ -> new ArrayList<>()).add(pairs[i + 1]);
        }
        return all;
    }

    /** Tells two apart that are not the same, as good as always; 0 of none. */
    public long hash() {
        if (pairs.length == 0) {
            return 0;
        }
        var hash = FNV_START;
        for (var text : pairs) {
            for (var i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ 0xffff) * FNV_PRIME;
        }
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes its && Arrays.equals(pairs, its.pairs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    @Override
    public String toString() {
        return byName().toString();
    }
}
