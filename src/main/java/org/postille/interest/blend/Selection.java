package org.postille.interest.blend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postille.interest.blend.Choice.Weighted;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;
import org.postille.interest.method.Material;

/**
 * Finds out which methods, with which settings and weights, foretell the latest part of a shop's history best from the part before.
 * One procedure for all shops: nothing here knows a shop by name.
 */
public final class Selection {

    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final double[] HALF_LIVES = {FOREVER, 120, 40, 14};
    private static final double FORETOLD = 0.2;
    private static final double HIDDEN = 0.15;
    private static final double ENOUGH = 0.001;
    private static final int CHANGES = 40;
    private static final int ALIKE = 30;

    private final History history;
    private final Content content;
    private final long seed;
    private final Consumer<String> told;

    private Selection(History history, Content content, long seed, Consumer<String> told) {
        this.history = history;
        this.content = content;
        this.seed = seed;
        this.told = told;
    }

    /**
     * @param history sorted
     * @param told hears how far it is, in words
     */
    public static Choice of(History history, Content content, long seed, Consumer<String> told) {
        return new Selection(history, content, seed, told).choose();
    }

    private Choice choose() {
        var latest = Cut.latest(history, FORETOLD);
        var workshop = new Workshop(Material.of(latest.earlier(), content));
        var sheets = new Sheets(workshop.material(), latest, seed);

        var neighbourhood = best("item neighbours", workshop, sheets, neighbourhoods());
        var autoencoder = best("EASE", workshop, sheets, autoencoders());
        var factors = best("iALS", workshop, sheets, factors());

        var forProducts = new ArrayList<Recipe>();
        for (var halfLife : List.of(FOREVER, 90.0, 30.0, 10.0, 4.0)) {
            forProducts.add(new Recipe.Sales(halfLife));
        }
        for (var halfLife : HALF_LIVES) {
            forProducts.add(new Recipe.Neighbourhood(neighbourhood.parameters(), halfLife));
            forProducts.add(new Recipe.Autoencoder(autoencoder.lambda(), halfLife));
            forProducts.add(new Recipe.Features(halfLife));
        }
        forProducts.add(factors);
        var products = weighed(
                "products for a customer",
                forProducts,
                sheets.products(forProducts.stream().map(workshop::train).toList()),
                Selection::recommended);

        var forCustomers = new ArrayList<Recipe>();
        for (var halfLife : List.of(FOREVER, 90.0, 30.0)) {
            forCustomers.add(new Recipe.Active(halfLife));
        }
        forCustomers.add(neighbourhood);
        autoencoders().forEach(forCustomers::add);
        forCustomers.add(factors);
        forCustomers.add(new Recipe.Features(FOREVER));
        forCustomers.add(new Recipe.Alike(ALIKE));
        var customers = weighed(
                "customers for a product",
                forCustomers,
                sheets.customers(forCustomers.stream().map(workshop::train).toList(), new BitSet()),
                Selection::targeted);
        return new Choice(products, customers, newcomers(factors));
    }

    private List<Weighted> newcomers(Recipe.Factors factors) {
        var hidden = new BitSet();
        var chance = new Random(seed);
        IntStream.range(0, history.products.size())
                .filter(_ -> chance.nextDouble() < HIDDEN)
                .forEach(hidden::set);
        var cut = Cut.latest(history, FORETOLD, hidden);
        var workshop = new Workshop(Material.of(cut.earlier(), content));
        var recipes = List.of(
                new Recipe.Features(FOREVER),
                new Recipe.Alike(ALIKE),
                new Recipe.FactorsOfAlike(factors.parameters(), ALIKE),
                new Recipe.Active(FOREVER),
                new Recipe.Active(90));
        var questions = new Sheets(workshop.material(), cut, seed)
                .customers(recipes.stream().map(workshop::train).toList(), hidden);
        return weighed("customers for a new product", recipes, questions, Selection::targeted);
    }

    private static Stream<Recipe.Neighbourhood> neighbourhoods() {
        return Stream.of(
                        new ItemNeighbours.Parameters(100, 0.3, 0.5, 1.3),
                        new ItemNeighbours.Parameters(200, 5, 0, 1),
                        new ItemNeighbours.Parameters(100, 1, 0.8, 1.5))
                .map(it -> new Recipe.Neighbourhood(it, FOREVER));
    }

    private static Stream<Recipe.Autoencoder> autoencoders() {
        return Stream.of(150.0, 500.0, 1500.0).map(it -> new Recipe.Autoencoder(it, FOREVER));
    }

    private Stream<Recipe.Factors> factors() {
        return Stream.of(
                        new Ials.Parameters(64, 12, 0.3, 0.01, 1, seed),
                        new Ials.Parameters(64, 12, 0.1, 0.03, 1, seed),
                        new Ials.Parameters(32, 12, 0.3, 0.05, 1, seed),
                        new Ials.Parameters(64, 12, 1.0, 0.003, 1, seed))
                .map(Recipe.Factors::new);
    }

    /** The one of several settings of a method that foretells best what customers bought next. */
    private <R extends Recipe> R best(String name, Workshop workshop, Sheets sheets, Stream<R> recipes) {
        var all = recipes.toList();
        var questions = sheets.products(all.stream().map(workshop::train).toList());
        var figures = IntStream.range(0, all.size())
                .mapToObj(it -> recommended(questions).applyAsDouble(alone(it, all.size())))
                .toList();
        var best = IntStream.range(0, all.size())
                .boxed()
                .max(Comparator.comparing(figures::get))
                .orElseThrow();
        told.accept("%s: %s of %s".formatted(name, all.get(best), figures));
        return all.get(best);
    }

    private interface Figure {
        ToDoubleFunction<double[]> of(Collection<Question> questions);
    }

    private static ToDoubleFunction<double[]> recommended(Collection<Question> questions) {
        return weights -> questions.parallelStream()
                .mapToDouble(it -> it.recommended(weights))
                .average()
                .orElse(0);
    }

    /** As good as the best methods alone would be 1. */
    private static ToDoubleFunction<double[]> targeted(Collection<Question> questions) {
        if (questions.isEmpty()) {
            return _ -> 0;
        }
        var methods = questions.iterator().next().says().length;
        var base = IntStream.range(0, methods)
                .mapToObj(it -> mean(questions, alone(it, methods)))
                .reduce((a, b) -> new Question.Targeted(
                        Math.max(a.lift1(), b.lift1()),
                        Math.max(a.lift5(), b.lift5()),
                        Math.max(a.auc(), b.auc()),
                        Math.max(a.gain(), b.gain())))
                .orElseThrow();
        return weights -> mean(questions, weights).comparedTo(base);
    }

    private static Question.Targeted mean(Collection<Question> questions, double[] weights) {
        var all = questions.parallelStream().map(it -> it.targeted(weights)).toList();
        return new Question.Targeted(
                all.stream().mapToDouble(Question.Targeted::lift1).average().orElse(0),
                all.stream().mapToDouble(Question.Targeted::lift5).average().orElse(0),
                all.stream().mapToDouble(Question.Targeted::auc).average().orElse(0),
                all.stream().mapToDouble(Question.Targeted::gain).average().orElse(0));
    }

    private static double[] alone(int method, int of) {
        var weights = new double[of];
        weights[method] = 1;
        return weights;
    }

    /** From the best alone, and from all together: whichever leads further. */
    private List<Weighted> weighed(
            String name, List<? extends Recipe> recipes, List<Question> questions, Figure figure) {
        var measure = figure.of(questions);
        var count = recipes.size();
        var best = IntStream.range(0, count)
                .mapToObj(it -> alone(it, count))
                .max(Comparator.comparingDouble(measure))
                .orElseThrow();
        var together = new double[count];
        java.util.Arrays.fill(together, 0.3);
        var weights = Stream.of(best, together)
                .map(it -> Ascent.climb(it, measure, ENOUGH, CHANGES))
                .max(Comparator.comparingDouble(measure))
                .orElseThrow();
        var chosen = IntStream.range(0, count)
                .filter(it -> weights[it] != 0)
                .mapToObj(it -> new Weighted(recipes.get(it), weights[it]))
                .toList();
        told.accept("%s: %.4f alone, %.4f together by %s"
                .formatted(name, measure.applyAsDouble(best), measure.applyAsDouble(weights), chosen));
        return chosen;
    }
}
