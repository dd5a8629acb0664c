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
    TOPSELLERS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it starts from products, so that the block must say which. */
    public boolean needsAnchors() {
        return switch (this) {
            case COMPLEMENTARY, ALTERNATIVES -> true;
            case PERSONAL, TOPSELLERS -> false;
        };
    }

    public static Optional<Strategy> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Strategy::code).toList();
    }
}
