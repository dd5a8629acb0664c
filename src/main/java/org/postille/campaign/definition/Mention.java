package org.postille.campaign.definition;

import org.postille.base.Theme;

/**
 * Where a file names a part of the assortment: one category, one brand, one product, or several things at once. Only a shop knows
 * whether it has that.
 */
public record Mention(Place place, Theme theme) {}
