package org.postille.campaign.definition;

import org.jspecify.annotations.Nullable;

/**
 * A voucher that a mail brings.
 *
 * @param pool the name of imported codes, of which each is given once; null where there is one for all
 * @param code the one for all; null where there is a pool
 * @param title what it is worth, in words
 * @param ending null: it does not end
 */
public record Voucher(
        @Nullable String pool,
        @Nullable String code,
        Texts title,
        @Nullable Ending ending) {

    /** What a tile has room for. */
    public static final int LONGEST_CODE = 40;
}
