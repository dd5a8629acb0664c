package org.postille.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postille.base.Bounds;
import org.postille.base.Invalid;
import org.postille.base.Nearest;

/** Reads an event from JSON, as files and webhooks write it: one set of rules and messages for both. */
final class EventJson {

    private static final int MOST_ITEMS = 1000;
    private static final int MOST_DECIMALS = 20;

    private EventJson() {}

    /** @throws Invalid if it says what cannot be */
    static ShopEvent read(JsonNode node) {
        if (!node.isObject()) {
            throw new Invalid("expected an event such as {\"id\": ..., \"type\": ..., \"at\": ..., \"customer\": ...}");
        }
        return read(node, key(node, "id", 150), kind(text(node, "type", 100)), instant(text(node, "at", 50), "at"));
    }

    /** The fields that a webhook's {@code data} holds, with what its envelope said. */
    static ShopEvent read(JsonNode node, String key, EventKind kind, Instant at) {
        var items = new ArrayList<ShopEvent.Item>();
        var given = node.path("items");
        if (!given.isMissingNode() && !given.isArray()) {
            throw new Invalid("'items' is not a list");
        }
        if (given.size() > MOST_ITEMS) {
            throw new Invalid("'items' has " + given.size() + " entries, at most " + MOST_ITEMS + " are possible");
        }
        for (var item : given) {
            items.add(new ShopEvent.Item(key(item, "product", 100), quantity(item), price(item)));
        }
        if (items.isEmpty() && kind != EventKind.CART_EMPTIED) {
            throw new Invalid("'items' is empty; an event of type " + kind.code() + " is about at least one product");
        }
        return new ShopEvent(key, kind, at, key(node, "customer", 100), currency(node, items), items);
    }

    /** What Jackson has against a text, without where it keeps the text itself. */
    static String complaint(JsonProcessingException e) {
        return e.getOriginalMessage().replaceFirst("\\s*\\(start marker.*", "").replaceFirst("\\s*at \\[Source.*", "");
    }

    static EventKind kind(String code) {
        return EventKind.of(code)
                .orElseThrow(
                        () -> new Invalid("type '" + code + "' is not known" + Nearest.hint(code, EventKind.codes())
                                + "; expected one of " + String.join(", ", EventKind.codes())));
    }

    static Instant instant(String text, String field) {
        try {
            return Bounds.instant(OffsetDateTime.parse(text).toInstant(), field);
        } catch (DateTimeException e) {
            throw new Invalid(
                    "'" + field + "' is '" + text + "', which is not a time, expected for example 2026-05-01T10:00:00Z",
                    e);
        }
    }

    static String key(JsonNode node, String field, int longest) {
        return Bounds.key(text(node, field, longest), field, longest);
    }

    static String text(JsonNode node, String field, int longest) {
        var value = node.path(field);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw new Invalid("'" + field + "' is missing");
        }
        if (value.asText().length() > longest) {
            throw new Invalid("'" + field + "' is longer than " + longest + " characters");
        }
        return value.asText();
    }

    private static int quantity(JsonNode item) {
        var quantity = item.path("quantity");
        if (quantity.isMissingNode() || quantity.isNull()) {
            return 1;
        }
        if (!quantity.canConvertToInt() || !quantity.isIntegralNumber() || quantity.intValue() < 1) {
            throw new Invalid("'quantity' is '" + quantity.asText() + "', expected a whole number from 1");
        }
        return quantity.intValue();
    }

    private static @Nullable BigDecimal price(JsonNode item) {
        var price = item.path("price");
        if (price.isMissingNode() || price.isNull()) {
            return null;
        }
        try {
            var amount = new BigDecimal(price.asText());
            // As long: the exponent of a stranger's number may be as large as an int.
            if (amount.signum() < 0
                    || (long) amount.precision() - amount.scale() > 10
                    || amount.scale() > MOST_DECIMALS) {
                throw new Invalid("'price' is '" + price.asText() + "', expected an amount such as 19.95");
            }
            return amount;
        } catch (NumberFormatException e) {
            throw new Invalid("'price' is '" + price.asText() + "', expected an amount such as 19.95", e);
        }
    }

    private static @Nullable String currency(JsonNode node, List<ShopEvent.Item> items) {
        if (items.stream().allMatch(it -> it.price() == null)) {
            return null;
        }
        var code = text(node, "currency", 3);
        try {
            return java.util.Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new Invalid("'currency' is '" + code + "', expected three letters such as EUR", e);
        }
    }
}
