package org.postille.interest.blend;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postille.interest.method.Content;

/**
 * Which products rise and fall together.
 *
 * @param departments of each product the beginning of its category path, by number; {@link #NONE} where it has none
 * @param categories of each product the whole path, by number; {@link #NONE} where it has none
 */
record Departments(int[] departments, int[] categories) {

    static final int NONE = -1;

    static Departments of(Content content, int products) {
        var departments = new int[products];
        var categories = new int[products];
        var numbers = new HashMap<String, Integer>();
        for (var product = 0; product < products; product++) {
            var path = content.category(product);
            departments[product] = number(numbers, path == null ? null : beginning(path));
            categories[product] = number(numbers, path);
        }
        return new Departments(departments, categories);
    }

    private static int number(Map<String, Integer> numbers, @Nullable String path) {
        return path == null ? NONE : numbers.computeIfAbsent(path, _ -> numbers.size());
    }

    private static String beginning(String path) {
        var parent = Content.parent(path);
        return parent == null ? path : beginning(parent);
    }

    /** What each product adds up to with all others of its kind; 0 where it is of none. */
    static double[] together(int[] kinds, double[] column) {
        var sums = new double[Arrays.stream(kinds).max().orElse(NONE) + 1];
        for (var product = 0; product < kinds.length; product++) {
            if (kinds[product] != NONE) {
                sums[kinds[product]] += column[product];
            }
        }
        return Arrays.stream(kinds).mapToDouble(it -> it == NONE ? 0 : sums[it]).toArray();
    }
}
