package org.postille.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can happen in the shop, and in our mails, by the names that webhooks, event files and campaigns use. */
public enum EventKind {
    /** A product page was looked at. */
    VIEWED("product.viewed"),
    /** The cart's whole new content; its lines replace what was in it. */
    CART_UPDATED("cart.updated"),
    CART_EMPTIED("cart.emptied"),
    ORDERED("order.placed"),
    /** Products of an earlier order were sent back. */
    RETURNED("order.returned"),
    /** A person clicked the product in one of our mails. No shop tells it, so it has no name for them. */
    CLICKED("mail.clicked");

    private final String code;

    EventKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<EventKind> of(String code) {
        return Arrays.stream(values())
                .filter(it -> it != CLICKED && it.code.equals(code))
                .findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values())
                .filter(it -> it != CLICKED)
                .map(EventKind::code)
                .toList();
    }
}
