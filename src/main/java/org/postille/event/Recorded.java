package org.postille.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that has just been written for the first time, by our ids. Fired as a CDI event within the transaction that writes
 * it, so that whoever reacts does so exactly once or not at all. Imported history is not announced.
 *
 * @param key unique over all sources
 */
public record Recorded(
        String key,
        EventKind kind,
        Instant at,
        long customerId,
        @Nullable String currency,
        List<Line> lines) {

    public Recorded {
        lines = List.copyOf(lines);
    }

    /**
     * A product in it.
     *
     * @param price of one piece
     */
    public record Line(
            long productId,
            String sku,
            int quantity,
            @Nullable BigDecimal price) {}

    /** Sum of quantity × price over all lines. */
    public BigDecimal value() {
        return lines.stream()
                .filter(it -> it.price() != null)
                .map(it -> it.price().multiply(BigDecimal.valueOf(it.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
