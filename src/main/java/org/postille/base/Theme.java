package org.postille.base;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of the assortment, as campaigns name it. The values of one kind are alternatives, the kinds narrow each other: two
 * categories and one brand are everything of that brand in either category.
 *
 * @param products the shop's own keys (SKUs)
 * @param categories parts of the category path: {@code Kitchen} covers {@code Home > Kitchen > Mugs}
 * @param words that the title contains
 */
public record Theme(
        List<String> products,
        List<String> categories,
        List<String> brands,
        List<String> materials,
        List<String> colours,
        List<String> words) {

    /** Every product. */
    public static final Theme EVERYTHING = new Theme(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final String STEP = " > ";
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    public Theme {
        products = List.copyOf(products);
        categories = List.copyOf(categories);
        brands = List.copyOf(brands);
        materials = List.copyOf(materials);
        colours = List.copyOf(colours);
        words = List.copyOf(words);
    }

    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    /** Whether a product with these properties belongs to the theme. Case and accents do not matter, except in the key. */
    public boolean covers(
            String sku,
            String title,
            @Nullable String category,
            @Nullable String brand,
            @Nullable String material,
            @Nullable String colour) {
        return (products.isEmpty() || products.contains(sku))
                && (categories.isEmpty() || categories.stream().anyMatch(it -> within(category, it)))
                && oneOf(brands, brand)
                && oneOf(materials, material)
                && oneOf(colours, colour)
                && (words.isEmpty()
                        || words.stream().anyMatch(it -> plain(title).contains(plain(it))));
    }

    /** Whether a category path has that category, or that stretch of a path, in it. */
    public static boolean within(@Nullable String path, String category) {
        return path != null && (STEP + plain(path) + STEP).contains(STEP + plain(category) + STEP);
    }

    /** For people: {@code category Garden or Outdoor, brand Nordlys}. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        add(parts, "product", products);
        add(parts, "category", categories);
        add(parts, "brand", brands);
        add(parts, "material", materials);
        add(parts, "colour", colours);
        add(parts, "title with", words);
        return parts.isEmpty() ? "any product" : String.join(", ", parts);
    }

    private static void add(List<String> parts, String kind, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(kind + " " + String.join(" or ", values));
        }
    }

    private static boolean oneOf(List<String> wanted, @Nullable String value) {
        return wanted.isEmpty()
                || (value != null && wanted.stream().anyMatch(it -> plain(it).equals(plain(value))));
    }

    private static String plain(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
