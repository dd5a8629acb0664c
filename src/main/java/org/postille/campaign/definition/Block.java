package org.postille.campaign.definition;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Theme;

/**
 * A row of recommended products in a mail, decided when it is opened.
 *
 * @param anchors what the strategy starts from; null where it starts from nothing
 * @param theme the part of the assortment that may be shown
 * @param slots number of products, 1 to 12
 * @param fallback fills the slots that the strategy leaves empty
 * @param rules of the choice among what the strategy finds
 * @param reasons whether its pictures say why they show what they show
 */
public record Block(
        Strategy strategy,
        @Nullable Anchors anchors,
        Theme theme,
        int slots,
        @Nullable Strategy fallback,
        Rules rules,
        boolean reasons) {

    public static final int MOST_SLOTS = 12;

    public Block(Strategy strategy, @Nullable Anchors anchors, Theme theme, int slots, @Nullable Strategy fallback) {
        this(strategy, anchors, theme, slots, fallback, Rules.NONE, false);
    }

    /** Multiplies the scores of a part of the assortment; below 1 buries it. */
    public record Boost(Theme theme, double by) {}

    /**
     * What counts besides what the customer wants.
     *
     * @param repeats whether what the last mails showed may be shown again
     * @param ofBrand at most so many products of one brand
     * @param ofCategory at most so many products of one category
     */
    public record Rules(boolean repeats, int ofBrand, int ofCategory, List<Boost> boosts) {

        public static final Rules NONE = new Rules(false, Integer.MAX_VALUE, Integer.MAX_VALUE, List.of());

        public Rules {
            boosts = List.copyOf(boosts);
        }
    }

    public Optional<Anchors> to() {
        return Optional.ofNullable(anchors);
    }
}
