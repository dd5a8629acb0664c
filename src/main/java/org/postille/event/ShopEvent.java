package org.postille.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final int MANY = 10_000;
    private static final BigDecimal DEAR = new BigDecimal(1_000_000);

    public ShopEvent {
        items = List.copyOf(items);
    }

    /** What can be, but looks like a slip: more of a product, or at a higher price, than shops sell. */
    public List<String> doubts() {
        var doubts = new ArrayList<String>();
        for (var it : items) {
            if (it.quantity > MANY) {
                doubts.add("'quantity' of '%s' is %d, expected %d pieces at most; it was taken as it is"
                        .formatted(it.product, it.quantity, MANY));
            }
            if (it.price != null && it.price.compareTo(DEAR) > 0) {
                doubts.add("'price' of '%s' is %s for a piece, expected %s at most; it was taken as it is"
                        .formatted(it.product, it.price.toPlainString(), DEAR.toPlainString()));
            }
        }
        return doubts;
    }

    /**
     * A product in it.
     *
     * @param price of one piece
     */
    public record Item(
            String product, int quantity, @Nullable BigDecimal price) {}
}
