package org.postille.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the shop, by the shop's own names.
 *
 * @param key the sender's id of the event; the same key again is the same event
 * @param customer the shop's customer number
 * @param currency of all prices; null where no item has one
 */
public record ShopEvent(
        String key,
        EventKind kind,
        Instant at,
        String customer,
        @Nullable String currency,
        List<Item> items) {

    public ShopEvent {
        items = List.copyOf(items);
    }

    /**
     * A product in it.
     *
     * @param price of one piece
     */
    public record Item(
            String product, int quantity, @Nullable BigDecimal price) {}
}
