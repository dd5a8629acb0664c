package org.postille.campaign.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postille.event.EventKind;

/** The products that a block's strategy starts from: those of the event that started the journey. */
public enum Anchors {
    CART(EventKind.CART_UPDATED),
    ORDER(EventKind.ORDERED),
    RETURNED(EventKind.RETURNED),
    VIEWED(EventKind.VIEWED);

    private final EventKind event;

    Anchors(EventKind event) {
        this.event = event;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The event that brings these products along. */
    public EventKind event() {
        return event;
    }

    /** What an event of that kind brings along, if it is one that brings products along. */
    public static Optional<Anchors> broughtBy(EventKind kind) {
        return Arrays.stream(values()).filter(it -> it.event == kind).findFirst();
    }

    public static Optional<Anchors> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Anchors::code).toList();
    }
}
