package org.postille.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;

/**
 * A product as it can be bought at this moment.
 *
 * @param titles by language, where the feed brought more than the shop's own
 * @param category path, {@code Home > Kitchen > Mugs}
 * @param price what a customer pays now
 * @param listPrice the price before a sale, if there is one
 */
public record Offer(
        long id,
        String sku,
        String title,
        Map<String, String> titles,
        @Nullable String category,
        @Nullable String brand,
        String link,
        Money price,
        @Nullable Money listPrice,
        boolean available) {

    /** The name for a reader of that language, or the shop's own where there is no other. */
    public String title(String language) {
        return titles.getOrDefault(language, title);
    }
}
