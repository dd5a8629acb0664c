package org.postille.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;
import org.postille.event.EventKind;
import org.postille.event.Recorded;

/**
 * What the event that started a journey said: the cart, the order, or what was sent back. Travels with the journey and its
 * messages as JSON.
 *
 * @param kind code of the {@link EventKind}
 */
public record Facts(String kind, @Nullable String currency, List<Item> items) {

    private static final ObjectMapper JSON = new JsonMapper();

    public Facts {
        items = List.copyOf(items);
    }

    /**
     * A product in it.
     *
     * @param product our id
     * @param price of one piece
     */
    public record Item(long product, int quantity, @Nullable BigDecimal price) {}

    static Facts of(Recorded event) {
        return new Facts(
                event.kind().code(),
                event.currency(),
                event.lines().stream()
                        .map(it -> new Item(it.productId(), it.quantity(), it.price()))
                        .toList());
    }

    public static Facts parse(String json) {
        try {
            return JSON.readValue(json, Facts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored facts are broken: " + json, e);
        }
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are always JSON", e);
        }
    }

    public Optional<EventKind> event() {
        return EventKind.of(kind);
    }

    /** The price of one piece as it was then. */
    public Optional<Money> price(Item item) {
        return item.price() == null || currency == null
                ? Optional.empty()
                : Optional.of(new Money(item.price(), Currency.getInstance(currency)));
    }

    /** Sum of quantity × price; nothing if no item has a price. */
    public Optional<Money> value() {
        return items.stream()
                .flatMap(it -> price(it).map(price -> price.times(it.quantity())).stream())
                .reduce(Money::plus);
    }
}
