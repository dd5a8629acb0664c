package org.postille.demo.storefront;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The categories as a tree: a category has everything that the ones below it have. */
final class Shelves {

    static final String STEP = " > ";

    private final Map<String, StorefrontSql.Shelf> byPath = new LinkedHashMap<>();

    private Shelves() {}

    static Shelves of(List<StorefrontSql.Shelf> leaves) {
        var shelves = new Shelves();
        for (var leaf : leaves) {
            for (@Nullable String path = leaf.category(); path != null; path = above(path)) {
                shelves.byPath.merge(path, leaf, Shelves::together);
            }
        }
        return shelves;
    }

    private static StorefrontSql.Shelf together(StorefrontSql.Shelf a, StorefrontSql.Shelf b) {
        var shown = a.photo() == null ? b : a;
        return new StorefrontSql.Shelf(a.category(), a.products() + b.products(), shown.sku(), shown.photo());
    }

    private static @Nullable String above(String path) {
        var step = path.lastIndexOf(STEP);
        return step < 0 ? null : path.substring(0, step);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf(STEP) < 0 ? 0 : path.lastIndexOf(STEP) + STEP.length());
    }

    /** The path and everything above it, the top first. */
    static List<String> trail(String path) {
        var trail = new ArrayList<String>();
        for (@Nullable String it = path; it != null; it = above(it)) {
            trail.addFirst(it);
        }
        return trail;
    }

    long products(String path) {
        var shelf = byPath.get(path);
        return shelf == null ? 0 : shelf.products();
    }

    /** The categories directly below this one; for null those at the top. */
    List<Entry> below(@Nullable String path) {
        return byPath.entrySet().stream()
                .filter(it -> Objects.equals(above(it.getKey()), path))
                .map(it -> new Entry(
                        it.getKey(),
                        it.getValue().products(),
                        it.getValue().sku(),
                        it.getValue().photo()))
                .toList();
    }

    /** A category as a page shows it: with the photo of one of its products. */
    record Entry(
            String path,
            long products,
            @Nullable String sku,
            @Nullable String photo) {}
}
