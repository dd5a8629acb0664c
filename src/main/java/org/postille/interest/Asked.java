package org.postille.interest;

import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The recipients of the themes that were asked for last. */
final class Asked {

    /** Each holds a number for each customer. */
    private static final int MOST = 4;

    private record Kept(Newcomers with, Targeting.Ranked ranked) {}

    private final Map<LongBuffer, Kept> kept = new LinkedHashMap<>(MOST, 0.75f, true);

    /** @param with what was known of new products then */
    synchronized Targeting.@Nullable Ranked get(long[] products, Newcomers with) {
        var found = kept.get(LongBuffer.wrap(products));
        return found == null || !found.with.equals(with) ? null : found.ranked;
    }

    synchronized void put(long[] products, Newcomers with, Targeting.Ranked ranked) {
        kept.put(LongBuffer.wrap(products.clone()), new Kept(with, ranked));
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
