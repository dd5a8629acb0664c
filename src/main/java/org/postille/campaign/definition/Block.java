package org.postille.campaign.definition;

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
 */
public record Block(
        Strategy strategy,
        @Nullable Anchors anchors,
        Theme theme,
        int slots,
        @Nullable Strategy fallback) {

    public static final int MOST_SLOTS = 12;

    public Optional<Anchors> to() {
        return Optional.ofNullable(anchors);
    }
}
