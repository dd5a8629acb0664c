package org.postille.campaign.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way of finding products; a block has a chain of them.
 *
 * @param anchors the products of the event that it starts from; null where it starts from none of these
 * @param products the shop's keys of the products that it starts from instead
 * @param by the property whose values are compared: {@code brand}; null where the strategy compares none, or its own
 */
public record Source(
        Strategy strategy,
        @Nullable Anchors anchors,
        List<String> products,
        @Nullable String by) {

    /** What products are compared by. */
    public static final List<String> LEVELS = List.of("category", "brand", "material", "colour", "collection");

    /** What parts of a set have in common. */
    public static final String COLLECTION = "collection";

    public Source {
        products = List.copyOf(products);
    }

    public static Source of(Strategy strategy) {
        return new Source(strategy, null, List.of(), null);
    }
}
