package org.postille.opentime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postille.base.Money;

/**
 * Where a product stands in the shop: what strategies go by that are not about taste.
 *
 * @param buyable whether it could be bought when this was read
 * @param article whether it is something to read
 * @param stock pieces; null where the shop does not say
 * @param releasedOn as the shop says
 * @param arrivedAt when it was first imported; null: before this was written down
 * @param backAt when it could last be bought again after it could not
 * @param oldPrice the one that may be struck through before {@code oldPriceUntil}
 * @param collection what its parts are bought for together
 * @param itemGroup the shop's key of all its variants
 */
record Shelf(
        boolean buyable,
        boolean article,
        @Nullable Integer stock,
        @Nullable LocalDate releasedOn,
        @Nullable Instant arrivedAt,
        @Nullable Instant backAt,
        @Nullable Money oldPrice,
        @Nullable Instant oldPriceUntil,
        @Nullable String collection,
        @Nullable String itemGroup) {

    Optional<Money> oldPrice(Instant now) {
        return oldPrice == null || oldPriceUntil == null || !now.isBefore(oldPriceUntil)
                ? Optional.empty()
                : Optional.of(oldPrice);
    }
}
