package org.postille.campaign.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a block finds its products, by the names that campaigns use. */
public enum Strategy {
    /** What this customer will want next. */
    PERSONAL,
    /** What goes with the products of the cart or the order. */
    COMPLEMENTARY,
    /** What to have instead of them. */
    ALTERNATIVES,
    /** What everybody buys lately. */
    TOPSELLERS,
    /** What everybody buys more lately than before. */
    TRENDING,
    /** What has come into the shop lately, by the customer's taste. */
    NEW_ARRIVALS,
    /** What the customer looked at and did not buy, the last first. */
    LAST_VIEWED,
    /** What is like certain products, or like the last one that the customer looked at. */
    SIMILAR,
    /** What the customer will want of the brands, categories or colours that they like best. */
    FAVOURITES,
    /** What can be bought again: first what the customer touched, then what they will want. */
    BACK_IN_STOCK,
    /** What there are few left of, in the same order. */
    LOW_STOCK,
    /** What costs less than in the month before, in the same order. */
    PRICE_DROP,
    /** What brings the cart over the limit of free shipping. */
    FREE_SHIPPING,
    /** What the customer lacks of collections that they have parts of. */
    COMPLETE_THE_SET,
    /** No products, but what the shop has to read about what the customer likes. */
    ARTICLES;

    /** What a strategy goes out from. */
    public enum Origin {
        /** From nothing but the customer. */
        NONE,
        /** From products, if it is told which. */
        OPTIONAL,
        /** From products, so that the block must say which. */
        NEEDED,
        /** From the cart and what is in it. */
        CART
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Origin origin() {
        return switch (this) {
            case COMPLEMENTARY, ALTERNATIVES -> Origin.NEEDED;
            case SIMILAR, COMPLETE_THE_SET, ARTICLES -> Origin.OPTIONAL;
            case FREE_SHIPPING -> Origin.CART;
            case PERSONAL,
                    TOPSELLERS,
                    TRENDING,
                    NEW_ARRIVALS,
                    LAST_VIEWED,
                    FAVOURITES,
                    BACK_IN_STOCK,
                    LOW_STOCK,
                    PRICE_DROP -> Origin.NONE;
        };
    }

    public static Optional<Strategy> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Strategy::code).toList();
    }
}
