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
    /** Somebody said that they like a product: a heart, a wish list, four or five stars. */
    LIKED("product.liked"),
    /** Somebody said that they do not want a product: it is never recommended to them again, unless they like it later. */
    DISLIKED("product.disliked"),
    /** A person clicked the product in one of our mails. No shop tells it, so it has no name for them. */
    CLICKED("mail.clicked");

    private final String code;

    EventKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether of several the last one alone counts, for how a customer thinks of a product. */
    public boolean isOpinion() {
        return this == LIKED || this == DISLIKED;
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
