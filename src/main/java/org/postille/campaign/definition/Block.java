package org.postille.campaign.definition;

import java.math.BigDecimal;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postille.audience.Rule;
import org.postille.base.Theme;

/**
 * A row of recommended products in a mail, decided when it is opened.
 *
 * @param chain how products are found: each fills the slots that those before it leave empty; at least one
 * @param theme the part of the assortment that may be shown
 * @param slots number of products, 1 to 12
 * @param banner stands in the first slot that all of the chain leaves empty; null: nothing does
 * @param rules of the choice among what the chain finds
 * @param reasons whether its pictures say why they show what they show
 * @param look of its pictures, by the name in the theme file; null: the standard one
 */
public record Block(
        List<Source> chain,
        Theme theme,
        int slots,
        @Nullable Banner banner,
        Rules rules,
        boolean reasons,
        @Nullable String look) {

    public static final int MOST_SLOTS = 12;

    public Block {
        chain = List.copyOf(chain);
    }

    public Block(Strategy strategy, @Nullable Anchors anchors, Theme theme, int slots, @Nullable Strategy fallback) {
        this(
                Stream.of(Optional.of(strategy), Optional.ofNullable(fallback))
                        .flatMap(Optional::stream)
                        .map(it ->
                                new Source(it, it.origin() == Strategy.Origin.NONE ? null : anchors, List.of(), null))
                        .toList(),
                theme,
                slots,
                null,
                Rules.NONE,
                false,
                null);
    }

    /** The one that comes first. */
    public Strategy strategy() {
        return chain.getFirst().strategy();
    }

    /**
     * Multiplies the scores of a part of the assortment; below 1 buries it.
     *
     * @param whom for these customers alone; null: for everybody
     */
    public record Boost(Theme theme, double by, @Nullable Rule whom) {

        public Boost(Theme theme, double by) {
            this(theme, by, null);
        }
    }

    /** What a product costs now, both bounds included; null where there is none. */
    public record Price(@Nullable BigDecimal min, @Nullable BigDecimal max) {

        public static final Price ANY = new Price(null, null);

        public boolean covers(BigDecimal amount) {
            return (min == null || amount.compareTo(min) >= 0) && (max == null || amount.compareTo(max) <= 0);
        }
    }

    /**
     * What a product says under a name fits what is known of the customer under another.
     *
     * @param product attribute of products
     * @param customer attribute of customers; where nothing is known under it, every product fits
     * @param age whether it is a day, whose age is meant
     * @param unknown whether a product fits that says nothing
     */
    public record Fit(String product, String customer, boolean age, boolean unknown) {}

    /**
     * What is not shown at all. What somebody dislikes never is.
     *
     * @param bought so far back; null: what was bought may be shown
     * @param cart what is in the cart, if it changed so lately; null: may be shown
     * @param returned so far back; null: may be shown
     * @param shown by so many of the last mails
     * @param again whether what was bought before that comes back, too
     */
    public record Exclusions(
            @Nullable TemporalAmount bought,
            @Nullable TemporalAmount cart,
            @Nullable TemporalAmount returned,
            int shown,
            boolean again) {

        /** What was ever bought as far as the model knows, or within a year; what was sent back in it; what is in the cart. */
        public static final Exclusions USUAL =
                new Exclusions(Period.ofYears(1), Period.ofDays(30), Period.ofYears(1), 0, false);
    }

    /**
     * What becomes of a block that cannot fill its slots.
     *
     * @param least with fewer products than that, and than it has slots, it is short
     */
    public record Shortage(Way way, int least) {

        /** The slots left over shrink. */
        public static final Shortage FEWER = new Shortage(Way.FEWER, 0);

        /** What is done about it. */
        public enum Way {
            FEWER,
            /** All of its slots come from one strategy, the first that can fill them. */
            FALLBACK,
            /** None of its slots shows anything. */
            HIDE
        }

        /** Whether so many products for so many slots are too few to be shown. */
        public boolean hides(int products, int slots) {
            return way == Way.HIDE && products < Math.min(least, slots);
        }
    }

    /**
     * What counts besides what the customer wants. Holds over the whole chain.
     *
     * @param avoided what so many of the last mails showed is shown only where there is nothing else
     * @param ofBrand at most so many products of one brand
     * @param ofCategory at most so many products of one category
     * @param fits all of which must hold
     * @param atLeast so many standard deviations a product must stand above the average one for the customer, where the strategy is
     *     personal; negative infinity where it need not
     */
    public record Rules(
            int avoided,
            int ofBrand,
            int ofCategory,
            List<Boost> boosts,
            Price price,
            List<Fit> fits,
            Exclusions exclusions,
            double atLeast,
            Shortage shortage) {

        public static final int USUALLY_AVOIDED = 3;

        /** Mails that are looked back at. */
        public static final int MOST_MAILS = 20;

        public static final Rules NONE = new Rules(
                USUALLY_AVOIDED,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                List.of(),
                Price.ANY,
                List.of(),
                Exclusions.USUAL,
                Double.NEGATIVE_INFINITY,
                Shortage.FEWER);

        public Rules {
            boosts = List.copyOf(boosts);
            fits = List.copyOf(fits);
        }
    }
}
