package org.postille.interest.appeal;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the product of each slot of one mail: nearly always the best, and in a small share of the slots by lot, so that what the
 * model does not think best gets its chance too. Knows the probability of each outcome. The same mail always draws the same lots.
 */
public final class Lottery {

    /** Keeps the lots of slots apart, as the golden ratio does in hashes. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final long message;
    private final double share;
    private final Appeals appeals;
    private final Draws draws;

    /**
     * @param share of the slots whose product is drawn, from 0 to 1
     * @param appeals of products, which weigh the lots
     */
    public Lottery(long message, double share, Appeals appeals) {
        this.message = message;
        this.share = share;
        this.appeals = appeals;
        draws = new Draws(appeals, new SplittableRandom(message * STEP));
    }

    /**
     * How a product came into a slot.
     *
     * @param propensity probability that this product came there, given all that could have; above 0
     * @param sampled the same, had the slot been drawn by lot; null where nothing is
     * @param explored whether it was
     * @param place among all that could have come there, best first by the model, from 0
     * @param choices how many could have
     * @param salesPlace its place among them by sales, from 0; null where sales are not known
     */
    public record Odds(
            double propensity,
            @Nullable Double sampled,
            boolean explored,
            int place,
            int choices,
            @Nullable Integer salesPlace) {}

    /** @param products that can be shown, best first, at least one */
    public Odds draw(String block, int slot, long[] products) {
        if (share <= 0) {
            return new Odds(1, null, false, 0, products.length, salesPlace(products, 0));
        }
        var random = new SplittableRandom((message * 31 + block.hashCode()) * 31 + slot + STEP);
        var chances = draws.chances(products);
        var explored = random.nextDouble() < share;
        var place = explored ? Draws.one(chances, random) : 0;
        var propensity = share * chances[place] + (place == 0 ? 1 - share : 0);
        return new Odds(propensity, chances[place], explored, place, products.length, salesPlace(products, place));
    }

    /**
     * How likely each product is drawn where a slot of this mail is filled by lot.
     *
     * @param products that can be shown, best first, at least one
     * @return of each, above 0, in all 1
     */
    public double[] chances(long[] products) {
        return draws.chances(products);
    }

    private @Nullable Integer salesPlace(long[] products, int place) {
        if (!appeals.knowsSales()) {
            return null;
        }
        var own = appeals.sales(products[place]);
        return (int) IntStream.range(0, products.length)
                .filter(it -> appeals.sales(products[it]) > own || (appeals.sales(products[it]) == own && it < place))
                .count();
    }
}
