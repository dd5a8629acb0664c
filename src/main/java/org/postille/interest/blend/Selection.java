package org.postille.interest.blend;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postille.interest.blend.Choice.Weighted;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.Groups;

/**
 * Finds out which methods, with which settings and weights, foretell the later parts of a shop's history best from what was before.
 * One procedure for all shops: nothing here knows a shop by name.
 */
public final class Selection {

    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final List<Double> LASTS = List.of(30.0, 10.0, 3.0, 1.0);
    private static final List<Double> HALF_LIVES = List.of(120.0, 40.0, 14.0);
    private static final List<Double> NEARNESSES = List.of(60.0, 14.0, 4.0);
    private static final double FORETOLD = 0.2;
    private static final double HIDDEN = 0.15;
    private static final int LAUNCHES = 3;
    /** How much better, of what it was, something has to be. */
    private static final double ENOUGH = 0.002;
    /** The same for one method alone against several: the best of many is also the luckiest. */
    private static final double CLEARLY = 0.05;

    /** Interactions that are rehearsed with: of more, a part of the customers tells the same. */
    private static final int MOST = 3_000_000;

    private static final int CHANGES = 40;
    private static final int ALIKE = 30;
    /** Settings of one family that are tried for the first question, and further ones for the second. */
    private static final int TRIALS = 14;

    private static final int MORE_TRIALS = 7;
    /** Of one method with different memories, how many may speak. */
    private static final int MEMORIES = 2;

    private static final int GROUPS = 120;

    private final History history;
    private final Content content;
    private final long seed;
    private final Consumer<String> told;
    private final List<List<String>> people;
    private final Duration horizon;
    private final List<Cut> cuts;
    private final Rehearsal rehearsal;

    private Selection(
            History history,
            Content content,
            List<List<String>> people,
            Duration horizon,
            long seed,
            Consumer<String> told) {
        this.history = history;
        this.content = content;
        this.people = people;
        this.horizon = horizon;
        this.seed = seed;
        this.told = told;
        cuts = Cut.rehearsals(history, horizon);
        rehearsal = Rehearsal.of(cuts, content, seed);
    }

    /**
     * @param history sorted
     * @param people what is known of each customer (country, age …), by number
     * @param horizon how far is to be foretold
     * @param told hears how far it is, in words
     */
    public static Choice of(
            History history,
            Content content,
            List<List<String>> people,
            Duration horizon,
            long seed,
            Consumer<String> told) {
        var some = history.sample(MOST, seed);
        return new Selection(some, content, of(some, people, history), horizon, seed, told)
                .choose()
                .grown((double) history.size() / some.size());
    }

    /**
     * The methods and weights of a choice that was made before, with the odds and figures of the history as it is now.
     *
     * @param history sorted
     * @param horizon how far is to be foretold
     */
    public static Choice triedAgain(Choice choice, History history, Content content, Duration horizon, long seed) {
        var some = history.sample(MOST, seed);
        return new Selection(some, content, List.of(), horizon, seed, _ -> {})
                .tryAgain(choice)
                .grown((double) history.size() / some.size());
    }

    /** What is known of the customers of a sample. */
    private static List<List<String>> of(History some, List<List<String>> people, History history) {
        return IntStream.range(0, some.customers.size())
                .mapToObj(it -> people.get(history.customers.find(some.customers.id(it))))
                .toList();
    }

    private Choice tryAgain(Choice choice) {
        var products = known(choice.products(), rehearsal::products, Rehearsal::recommended);
        var customers = known(choice.customers(), rehearsal::customers, Rehearsal::targeted);
        var newcomers = known(choice.newcomers(), launches()::customers, Rehearsal::targeted);
        return choice(choice.welcome(), products, customers, newcomers);
    }

    private static Weighing known(
            List<Weighted> chosen,
            Function<List<Recipe>, List<List<Question>>> asked,
            Function<List<List<Question>>, ToDoubleFunction<double[]>> measured) {
        var weights = chosen.stream().mapToDouble(Weighted::weight).toArray();
        var questions = asked.apply(chosen.stream().map(Weighted::recipe).toList());
        return new Weighing(
                chosen, weights, questions, measured.apply(questions).applyAsDouble(weights));
    }

    private Choice choice(Welcome welcome, Weighing products, Weighing customers, Weighing newcomers) {
        var known = customers.uptake();
        var months = Cut.ofTheLastYear(history, horizon)
                .map(it -> Demand.Lesson.of(it, content))
                .toList();
        var demand = Demand.of(Stream.concat(cuts.stream().map(it -> Demand.Lesson.of(it, content)), months.stream())
                .toList());
        var single = new Odds(
                horizon.toMinutes(), known, newcomers.uptake(), demand, rehearsal.spread(), Odds.Several.as(known));
        var choice = new Choice(
                products.chosen,
                customers.chosen,
                newcomers.chosen,
                single,
                welcome,
                new Choice.Figures(
                        products.figure,
                        customers.in(Rehearsal::plainlyTargeted),
                        newcomers.in(Rehearsal::plainlyTargeted)));
        return choice.with(single.taught(rehearsal.groups(choice, seed))
                .doubted(told(months, demand, singles()), told(months, demand, groups())));
    }

    private List<int[]> singles() {
        return IntStream.range(0, history.products.size())
                .mapToObj(it -> new int[] {it})
                .toList();
    }

    private List<int[]> groups() {
        return Groups.drawn(content, _ -> true, GROUPS, seed).stream()
                .map(Groups.Group::products)
                .toList();
    }

    private static List<Spread.Case> told(List<Demand.Lesson> months, Demand demand, List<int[]> groups) {
        return months.stream().flatMap(it -> it.told(demand, groups)).toList();
    }

    private Choice choose() {
        var forProducts = new LinkedHashSet<Recipe>();
        var forCustomers = new LinkedHashSet<Recipe>();
        for (var halfLife : List.of(FOREVER, 90.0, 30.0, 10.0, 4.0)) {
            forProducts.add(new Recipe.Sales(halfLife));
        }
        forProducts.add(new Recipe.Fresh());
        forProducts.add(new Recipe.Rare());
        for (var halfLife : List.of(FOREVER, 90.0, 30.0)) {
            forCustomers.add(new Recipe.Active(halfLife));
        }
        for (var family : Family.all(seed)) {
            var next = climbed(family.name(), family.starts(), family, rehearsal::recommending, TRIALS);
            forProducts.add(next);
            forProducts.addAll(bestMemories(next));
            var whom = climbed(family.name(), List.of(next), family, rehearsal::targeting, MORE_TRIALS);
            forCustomers.add(next);
            forCustomers.add(whom);
            forCustomers.add(new Recipe.Share(whom, 0.5));
        }
        var features = new Recipe.Features(FOREVER);
        forProducts.add(features);
        forProducts.addAll(bestMemories(features));
        forCustomers.add(features);
        forCustomers.add(new Recipe.Share(features, 0.5));
        forCustomers.add(new Recipe.Alike(ALIKE));
        if (tellsMoreThanOrders()) {
            for (var halfLife : NEARNESSES) {
                forProducts.add(new Recipe.Near(halfLife));
                forCustomers.add(new Recipe.Near(halfLife));
            }
        }

        var products = weighed("products for a customer", forProducts, rehearsal::products, Rehearsal::recommended);
        var customers = weighed("customers for a product", forCustomers, rehearsal::customers, Rehearsal::targeted);
        var newcomers = newcomers(forCustomers);
        var welcome = Welcome.learned(history, content, people, products.chosen, seed);
        told.accept("new customers: " + welcome);
        var choice = choice(welcome, products, customers, newcomers);
        told.accept(choice.odds().toString());
        return choice;
    }

    private boolean tellsMoreThanOrders() {
        return IntStream.range(0, history.size()).anyMatch(it -> switch (history.kind(it)) {
            case VIEWED, CLICKED, CART_UPDATED, LIKED -> true;
            case CART_EMPTIED, ORDERED, RETURNED, DISLIKED -> false;
        });
    }

    /** The best of the same for somebody whose latest products say more. */
    private List<Recipe> bestMemories(Recipe recipe) {
        return memories(recipe)
                .sorted(Comparator.comparingDouble((Recipe it) -> -rehearsal.recommending(it)))
                .limit(MEMORIES)
                .toList();
    }

    private static Stream<Recipe> memories(Recipe recipe) {
        var byTime = switch (recipe) {
            case Recipe.Neighbourhood it ->
                HALF_LIVES.stream().map(life -> (Recipe) new Recipe.Neighbourhood(it.parameters(), life));
            case Recipe.Autoencoder it ->
                HALF_LIVES.stream().map(life -> (Recipe) new Recipe.Autoencoder(it.lambda(), life));
            case Recipe.Features _ -> HALF_LIVES.stream().map(life -> (Recipe) new Recipe.Features(life));
            case Recipe.Sales _,
                    Recipe.Fresh _,
                    Recipe.Rare _,
                    Recipe.Active _,
                    Recipe.Walk _,
                    Recipe.Sequence _,
                    Recipe.Last _,
                    Recipe.Share _,
                    Recipe.Near _,
                    Recipe.Factors _,
                    Recipe.Alike _,
                    Recipe.FactorsOfAlike _ -> Stream.<Recipe>of();
        };
        return Stream.concat(LASTS.stream().map(it -> (Recipe) new Recipe.Last(recipe, it)), byTime);
    }

    private Rehearsal launches() {
        return Rehearsal.ofLaunches(history, content, FORETOLD, HIDDEN, LAUNCHES, seed);
    }

    private Weighing newcomers(Collection<Recipe> forCustomers) {
        var recipes = new LinkedHashSet<Recipe>(List.of(
                new Recipe.Features(FOREVER),
                new Recipe.Share(new Recipe.Features(FOREVER), 0.5),
                new Recipe.Share(new Recipe.Features(FOREVER), 1),
                new Recipe.Alike(ALIKE),
                new Recipe.Active(FOREVER),
                new Recipe.Active(90)));
        forCustomers.stream()
                .filter(Recipe.Factors.class::isInstance)
                .map(Recipe.Factors.class::cast)
                .reduce((_, last) -> last)
                .ifPresent(it -> recipes.add(new Recipe.FactorsOfAlike(it.parameters(), ALIKE)));
        var learned = weighed("customers for a new product", recipes, launches()::customers, Rehearsal::targeted);
        return learned.figure == 0 ? learned : learned.halfway(List.copyOf(recipes), Selection::isPlain);
    }

    /** The plain mean of these needs no training and is hard to beat: products made up as new ones teach too much about themselves. */
    private static boolean isPlain(Recipe recipe) {
        return recipe instanceof Recipe.Features
                || recipe instanceof Recipe.Alike
                || recipe instanceof Recipe.FactorsOfAlike;
    }

    /** The best settings that are found by taking the best step from the best start, until none leads further. */
    private Recipe climbed(
            String name, List<Recipe> starts, Family family, ToDoubleFunction<Recipe> measure, int trials) {
        var tried = new LinkedHashMap<Recipe, Double>();
        starts.forEach(it -> tried.put(it, measure.applyAsDouble(it)));
        var best = best(tried);
        var before = Double.NEGATIVE_INFINITY;
        while (figure(tried, best) > before && tried.size() < trials) {
            before = figure(tried, best);
            family.around()
                    .apply(best)
                    .filter(it -> !tried.containsKey(it))
                    .limit(trials - tried.size())
                    .forEach(it -> tried.put(it, measure.applyAsDouble(it)));
            best = best(tried);
        }
        told.accept("%s: %.4f by %s of %d".formatted(name, figure(tried, best), best, tried.size()));
        return best;
    }

    private static double figure(Map<Recipe, Double> tried, Recipe recipe) {
        return Objects.requireNonNull(tried.get(recipe));
    }

    private static Recipe best(Map<Recipe, Double> tried) {
        return tried.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** The likeliest weights of all, bettered step by step; or the best method alone where that is clearly better. */
    private Weighing weighed(
            String name,
            Collection<Recipe> candidates,
            Function<List<Recipe>, List<List<Question>>> asked,
            Function<List<List<Question>>, ToDoubleFunction<double[]>> measured) {
        var recipes = List.copyOf(candidates);
        var questions = asked.apply(recipes);
        var measure = measured.apply(questions);
        var count = recipes.size();
        var best = IntStream.range(0, count)
                .mapToObj(it -> Rehearsal.only(it, count))
                .max(Comparator.comparingDouble(measure))
                .orElseThrow();
        var likeliest = Listwise.fit(questions.stream().flatMap(List::stream).toList(), count);
        var together = Ascent.climb(likeliest, measure, ENOUGH, CHANGES);
        var weights = measure.applyAsDouble(together) * (1 + CLEARLY) > measure.applyAsDouble(best) ? together : best;
        var chosen = Weighing.of(recipes, weights);
        var weighing = new Weighing(chosen, weights, questions, measure.applyAsDouble(weights));
        told.accept("%s: %.4f alone, %.4f likeliest, %.4f together by %s"
                .formatted(
                        name, measure.applyAsDouble(best), measure.applyAsDouble(likeliest), weighing.figure, chosen));
        return weighing;
    }

    /**
     * Methods with their weights.
     *
     * @param weights of all candidates
     * @param questions of each cut, by which they were found
     * @param figure that they reach
     */
    private record Weighing(List<Weighted> chosen, double[] weights, List<List<Question>> questions, double figure) {

        /** What lies between these weights and the plain mean of some methods. */
        Weighing halfway(List<Recipe> recipes, Predicate<Recipe> plain) {
            var sum = Arrays.stream(weights).sum();
            var mean = 1.0 / recipes.stream().filter(plain).count();
            var between = new double[weights.length];
            Arrays.setAll(between, it -> weights[it] / sum / 2 + (plain.test(recipes.get(it)) ? mean / 2 : 0));
            return new Weighing(of(recipes, between), between, questions, figure);
        }

        private static List<Weighted> of(List<Recipe> recipes, double[] weights) {
            return IntStream.range(0, weights.length)
                    .filter(it -> weights[it] != 0)
                    .mapToObj(it -> new Weighted(recipes.get(it), weights[it]))
                    .toList();
        }

        double in(Function<List<List<Question>>, ToDoubleFunction<double[]>> measured) {
            return measured.apply(questions).applyAsDouble(weights);
        }

        Uptake uptake() {
            return Uptake.learned(questions.stream().flatMap(List::stream).toList(), weights);
        }
    }
}
