package org.postille.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postille.base.Attributes;

/** A product as a feed reports it; see {@link Product} for the fields. */
record ProductRow(
        int line,
        String sku,
        String title,
        Map<String, String> titles,
        @Nullable String description,
        String link,
        @Nullable String imageLink,
        @Nullable String category,
        @Nullable String brand,
        @Nullable String material,
        @Nullable String colour,
        @Nullable String collection,
        @Nullable String itemGroup,
        BigDecimal price,
        @Nullable BigDecimal listPrice,
        String currency,
        @Nullable Integer stock,
        boolean available,
        boolean article,
        @Nullable LocalDate releasedOn,
        Attributes attributes) {}
