package org.postille.campaign.definition;

import org.jspecify.annotations.Nullable;
import org.postille.base.AttributeFilter;
import org.postille.base.Theme;

/**
 * Where a file names a part of the assortment: one category, one brand, one product, or several things at once; or something that
 * the shop says of customers. Only a shop knows whether it has that.
 *
 * @param theme everything where it is about customers
 */
public record Mention(Place place, Theme theme, @Nullable AttributeFilter ofCustomers) {

    public Mention(Place place, Theme theme) {
        this(place, theme, null);
    }
}
