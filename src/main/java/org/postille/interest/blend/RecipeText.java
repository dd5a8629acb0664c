package org.postille.interest.blend;

import java.util.Locale;

/** Methods in words that say what each goes by. */
public final class RecipeText {

    private RecipeText() {}

    public static String of(Recipe recipe) {
        return switch (recipe) {
            case Recipe.Sales it -> "what is bought most lately" + fading(it.halfLife());
            case Recipe.Fresh _ -> "what is new in the shop";
            case Recipe.Rare _ -> "what was seldom bought before (with what is bought lately: what is rising)";
            case Recipe.Active it -> "how much a customer buys at all" + fading(it.halfLife());
            case Recipe.Neighbourhood it -> "what the same customers have (item neighbours)" + fading(it.halfLife());
            case Recipe.Walk _ -> "what is reached by way of customers alike (random walk)";
            case Recipe.Sequence _ -> "what customers had soon afterwards (sequence)";
            case Recipe.Last it ->
                of(it.of()) + String.format(Locale.ROOT, ", each thing counting half after %.0f others", it.products());
            case Recipe.Share it -> of(it.of()) + ", relative to how much they buy at all";
            case Recipe.Autoencoder it -> "each product told from all others (EASE^R)" + fading(it.halfLife());
            case Recipe.Factors _ -> "tastes that customers share (matrix factors, iALS)";
            case Recipe.Features it -> "what products are: words, category, brand, price" + fading(it.halfLife());
            case Recipe.Near it -> "what somebody came near and did not buy" + fading(it.halfLife());
            case Recipe.Alike _ -> "the buyers of what is most like it";
            case Recipe.FactorsOfAlike _ -> "the tastes that go with what is most like it";
        };
    }

    private static String fading(double halfLife) {
        return Double.isInfinite(halfLife)
                ? ""
                : String.format(Locale.ROOT, ", counting half after %.0f days", halfLife);
    }
}
