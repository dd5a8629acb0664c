package org.postille.demo.storefront;

import org.jspecify.annotations.Nullable;
import org.postille.base.Money;

/**
 * A product as the shop shows it.
 *
 * @param category path: {@code Home > Kitchen > Mugs}
 * @param stock    pieces, null where the number is not known
 * @param photo    version of its photo, null where there is none
 */
record Article(
        String sku,
        String title,
        @Nullable String description,
        @Nullable String category,
        @Nullable String brand,
        @Nullable String material,
        @Nullable String colour,
        Money price,
        boolean available,
        @Nullable Integer stock,
        @Nullable String photo) {}
