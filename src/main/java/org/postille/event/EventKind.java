package org.postille.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can happen in the shop, by the names that webhooks, event files and campaigns use. */
public enum EventKind {
    /** A product page was looked at. */
    VIEWED("product.viewed"),
    /** The cart's whole new content; its lines replace what was in it. */
    CART_UPDATED("cart.updated"),
    CART_EMPTIED("cart.emptied"),
    ORDERED("order.placed"),
    /** Products of an earlier order were sent back. */
    RETURNED("order.returned");

    private final String code;

    EventKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<EventKind> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(EventKind::code).toList();
    }
}
