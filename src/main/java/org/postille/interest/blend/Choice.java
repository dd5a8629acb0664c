package org.postille.interest.blend;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.method.Material;
import org.postille.interest.method.Method;

/**
 * What a shop's own history has chosen.
 *
 * @param products for the question which products a customer wants
 * @param customers for the question which customers want a product
 * @param newcomers for the same question of a product that nobody has yet
 * @param odds how likely they buy
 * @param welcome how to meet a customer of whom little is known
 * @param figures how good it was at foretelling what it was chosen by
 */
public record Choice(
        List<Weighted> products,
        List<Weighted> customers,
        List<Weighted> newcomers,
        Odds odds,
        Welcome welcome,
        Figures figures) {

    /** The methods of another choice for each question for which none was found, since the history does not ask it often enough. */
    public Choice or(Choice other) {
        return new Choice(
                products.isEmpty() ? other.products : products,
                customers.isEmpty() ? other.customers : customers,
                newcomers.isEmpty() ? other.newcomers : newcomers,
                odds,
                welcome,
                figures);
    }

    /** The same for a shop so many times as large: of what was counted in customers there is more. */
    Choice grown(double times) {
        return times == 1 ? this : with(odds.grown(times));
    }

    /** The same with other odds. */
    Choice with(Odds other) {
        return new Choice(products, customers, newcomers, other, welcome, figures);
    }

    /** A method and how much it counts. */
    public record Weighted(Recipe recipe, double weight) {}

    /** One that no history has chosen, with ordinary odds. */
    public static Choice untried(List<Weighted> products, List<Weighted> customers, List<Weighted> newcomers) {
        return new Choice(products, customers, newcomers, Odds.ORDINARY, Welcome.ORDINARY, Figures.NONE);
    }

    /**
     * Reached on what was to be foretold; comparable within one shop only. 0 where there was nothing to foretell.
     *
     * @param products mean of nDCG@10 and Recall@20 of products for customers
     * @param customers mean of lift@1 %, lift@5 %, AUC and nDCG@100 of customers for products, each by an ordinary value
     * @param newcomers the same for products that nobody has
     */
    public record Figures(double products, double customers, double newcomers) {

        /** Of what was never tried. */
        private static final Figures NONE = new Figures(0, 0, 0);
    }

    /**
     * The same choice, trained.
     *
     * @param expected buyers of each product within the horizon
     * @param stems what was trained, by recipe
     */
    public record Trained(
            Blend products, Blend customers, Blend newcomers, Odds odds, float[] expected, Map<Recipe, Method> stems) {

        /** So many customers of a product make behaviour weigh as much as content. */
        private static final double TRUSTED_AFTER = 5;

        /** How much a product is known by who has it, rather than by what it is; from 0 to below 1. */
        public static double trust(int owners) {
            return owners / (owners + TRUSTED_AFTER);
        }

        /**
         * @param several whether of several products together
         * @param trust see {@link #trust}
         */
        Uptake uptake(boolean several, double trust) {
            return odds.unseen().towards(several ? odds.several().known() : odds.known(), trust);
        }
    }

    /** What has to be trained, each once, in the order in which it is kept. */
    List<Recipe> stems() {
        return Stream.of(products, customers, newcomers)
                .flatMap(List::stream)
                .map(Weighted::recipe)
                .map(Workshop::stem)
                .distinct()
                .toList();
    }

    /** Trains what was chosen on everything that is known. */
    public Trained train(Material material) {
        return trained(new Workshop(material), expected(material));
    }

    /**
     * The same; the history is forgotten as soon as nothing needs it, since the rest of it needs the memory.
     *
     * @param earlier what the last training found: a method that it trained alike starts from there
     * @param told hears how far it is, in words
     */
    public Trained trainForgetting(Material material, @Nullable Earlier earlier, Consumer<String> told) {
        var expected = expected(material);
        var workshop = new Workshop(material, Map.of(), earlier, told);
        stems().stream().filter(Workshop::needsHistory).forEach(workshop::train);
        material.history().forget();
        return trained(workshop, expected);
    }

    private float[] expected(Material material) {
        return odds.demand().expected(material.history(), material.content(), odds.horizon());
    }

    /** The same on the earlier part of a cut, asked about the time of the later one. */
    Trained trained(Workshop workshop, Cut cut) {
        var then = cut.minutes() == 0 ? this : with(odds.within(cut.minutes()));
        return then.trained(
                workshop,
                odds.demand().expected(cut.earlier(), workshop.material().content(), cut.minutes()));
    }

    Trained trained(Workshop workshop, float[] expected) {
        var forProducts = blend(workshop, products);
        var forCustomers = blend(workshop, customers);
        var forNewcomers = blend(workshop, newcomers);
        return new Trained(forProducts, forCustomers, forNewcomers, odds, expected, workshop.stems(stems()));
    }

    static Blend blend(Workshop workshop, List<Weighted> chosen) {
        return new Blend(chosen.stream()
                .map(it -> new Blend.Part(it.recipe.toString(), workshop.train(it.recipe), it.weight))
                .toList());
    }
}
