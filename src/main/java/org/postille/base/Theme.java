package org.postille.base;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the assortment, as campaigns name it. The values of one kind are alternatives, the kinds narrow each other: two
 * categories and one brand are everything of that brand in either category.
 *
 * @param products the shop's own keys (SKUs)
 * @param categories parts of the category path: {@code Kitchen} covers {@code Home > Kitchen > Mugs}
 * @param words that the title contains
 * @param attributes by the shop's own names; all of them narrow each other
 */
public record Theme(
        List<String> products,
        List<String> categories,
        List<String> brands,
        List<String> materials,
        List<String> colours,
        List<String> words,
        List<AttributeFilter> attributes) {

    /** Every product. */
    public static final Theme EVERYTHING = new Theme(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private static final String STEP = " > ";

    public Theme {
        products = List.copyOf(products);
        categories = List.copyOf(categories);
        brands = List.copyOf(brands);
        materials = List.copyOf(materials);
        colours = List.copyOf(colours);
        words = List.copyOf(words);
        attributes = List.copyOf(attributes);
    }

    /** Without attributes of the shop's own. */
    public Theme(
            List<String> products,
            List<String> categories,
            List<String> brands,
            List<String> materials,
            List<String> colours,
            List<String> words) {
        this(products, categories, brands, materials, colours, words, List.of());
    }

    public static Theme ofAttribute(AttributeFilter attribute) {
        return new Theme(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(attribute));
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
            @Nullable String colour,
            Attributes others) {
        return (products.isEmpty() || products.contains(sku))
                && (categories.isEmpty() || categories.stream().anyMatch(it -> within(category, it)))
                && oneOf(brands, brand)
                && oneOf(materials, material)
                && oneOf(colours, colour)
                && (words.isEmpty()
                        || words.stream().anyMatch(it -> Plain.of(title).contains(Plain.of(it))))
                && attributes.stream().allMatch(it -> it.holds(others.of(it.name())));
    }

    /** Whether a category path has that category, or that stretch of a path, in it. */
    public static boolean within(@Nullable String path, String category) {
        return path != null && (STEP + Plain.of(path) + STEP).contains(STEP + Plain.of(category) + STEP);
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
        attributes.forEach(it -> parts.add(it.toString()));
        return parts.isEmpty() ? "any product" : String.join(", ", parts);
    }

    private static void add(List<String> parts, String kind, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(kind + " " + String.join(" or ", values));
        }
    }

    private static boolean oneOf(List<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.stream().anyMatch(it -> Plain.isSame(it, value)));
    }
}
