package org.postille.interest.blend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;

/** The past played again: methods are trained on the earlier part of each cut and asked what came later. */
final class Rehearsal {

    /** @param hidden of these products nothing is known, and only they are asked for; if there are any */
    private record Scene(Workshop workshop, Cut cut, Sheets sheets, BitSet hidden) {}

    private final List<Scene> scenes = new ArrayList<>();
    private final Map<Recipe, Double> recommending = new HashMap<>();
    private final Map<Recipe, Double> targeting = new HashMap<>();

    static Rehearsal of(List<Cut> cuts, Content content, long seed) {
        var rehearsal = new Rehearsal();
        cuts.forEach(it -> rehearsal.add(it, content, new BitSet(), seed));
        return rehearsal;
    }

    /**
     * The latest part of the history as if nobody had known some products before, and only they are asked for; others each time.
     *
     * @param foretold share of all interactions
     * @param hidden share of all products
     */
    static Rehearsal ofLaunches(
            History history, Content content, double foretold, double hidden, int times, long seed) {
        var rehearsal = new Rehearsal();
        var chance = new Random(seed);
        for (var time = 0; time < times; time++) {
            var products = new BitSet();
            IntStream.range(0, history.products.size())
                    .filter(_ -> chance.nextDouble() < hidden)
                    .forEach(products::set);
            rehearsal.add(Cut.latest(history, foretold, products), content, products, seed);
        }
        return rehearsal;
    }

    private void add(Cut cut, Content content, BitSet hidden, long seed) {
        var workshop = new Workshop(Material.of(cut.earlier(), content));
        scenes.add(new Scene(workshop, cut, new Sheets(workshop.material(), cut, seed), hidden));
    }

    /** How good a recipe is by itself at telling products for customers. */
    double recommending(Recipe recipe) {
        return alone(recipe, recommending, this::products, Rehearsal::recommended);
    }

    /** How good a recipe is by itself at telling customers for products. */
    double targeting(Recipe recipe) {
        return alone(recipe, targeting, this::customers, Rehearsal::plainlyTargeted);
    }

    private static double alone(
            Recipe recipe,
            Map<Recipe, Double> known,
            Function<List<Recipe>, List<List<Question>>> asked,
            Function<List<List<Question>>, ToDoubleFunction<double[]>> measure) {
        return Objects.requireNonNull(known.computeIfAbsent(
                recipe, it -> measure.apply(asked.apply(List.of(it))).applyAsDouble(new double[] {1})));
    }

    /** Questions of each cut. */
    List<List<Question>> products(List<? extends Recipe> recipes) {
        return scenes.stream()
                .map(it -> it.sheets.products(
                        recipes.stream().map(it.workshop::train).toList()))
                .toList();
    }

    /** Questions of each cut. */
    List<List<Question>> customers(List<? extends Recipe> recipes) {
        return scenes.stream()
                .map(it -> it.sheets.customers(
                        recipes.stream().map(it.workshop::train).toList(), it.hidden))
                .toList();
    }

    /** Groups of products in each cut, asked of a choice of which all but the odds of several products is known. */
    List<Gathering> groups(Choice choice, long seed) {
        return IntStream.range(0, scenes.size())
                .boxed()
                .flatMap(number -> {
                    var it = scenes.get(number);
                    var trained = choice.trained(it.workshop, it.cut);
                    return Gathering.of(trained, foretold(number), it.workshop, it.cut, seed).stream();
                })
                .toList();
    }

    /** Of single products. */
    Spread spread() {
        return Spread.learned(IntStream.range(0, scenes.size())
                .boxed()
                .flatMap(number -> {
                    var came = Demand.came(scenes.get(number).cut);
                    var told = foretold(number);
                    var columns = scenes.get(number).workshop.material().columns();
                    return IntStream.range(0, came.length)
                            .filter(it -> columns.end(it) > columns.start(it))
                            .mapToObj(it -> new Spread.Case(told[it], came[it]));
                })
                .toList());
    }

    /** How many were to come in one cut, by a demand that was learned from the others; where there are none, from this one. */
    private float[] foretold(int number) {
        var cut = scenes.get(number).cut;
        var content = scenes.get(number).workshop.material().content();
        var others = IntStream.range(0, scenes.size())
                .filter(it -> it != number || scenes.size() == 1)
                .mapToObj(it -> scenes.get(it).cut)
                .toList();
        return Demand.learned(others, content).expected(cut.earlier(), content, cut.minutes());
    }

    private static double mean(List<List<Question>> cuts, ToDoubleFunction<Collection<Question>> measure) {
        return cuts.stream()
                .filter(it -> !it.isEmpty())
                .mapToDouble(measure)
                .average()
                .orElse(0);
    }

    /** Of weights: the mean over all cuts. */
    static ToDoubleFunction<double[]> recommended(List<List<Question>> cuts) {
        return weights -> mean(
                cuts,
                questions -> questions.parallelStream()
                        .mapToDouble(it -> it.recommended(weights))
                        .average()
                        .orElse(0));
    }

    private static final Question.Targeted PLAIN = new Question.Targeted(10, 5, 0.7, 0.2);

    /** Of weights: the mean over all cuts; the units in which its parts are added are ordinary values of each. */
    static ToDoubleFunction<double[]> plainlyTargeted(List<List<Question>> cuts) {
        return weights -> mean(cuts, it -> mean(it, weights).comparedTo(PLAIN));
    }

    /** Of weights: the mean over all cuts; as good as the best methods alone would be 1. */
    static ToDoubleFunction<double[]> targeted(List<List<Question>> cuts) {
        var bases = cuts.stream().map(Rehearsal::best).toList();
        return weights -> IntStream.range(0, cuts.size())
                .filter(it -> !cuts.get(it).isEmpty())
                .mapToDouble(it -> mean(cuts.get(it), weights).comparedTo(bases.get(it)))
                .average()
                .orElse(0);
    }

    private static Question.Targeted best(Collection<Question> questions) {
        var methods = questions.isEmpty() ? 0 : questions.iterator().next().says().length;
        return IntStream.range(0, methods)
                .mapToObj(it -> mean(questions, only(it, methods)))
                .reduce((a, b) -> new Question.Targeted(
                        Math.max(a.lift1(), b.lift1()),
                        Math.max(a.lift5(), b.lift5()),
                        Math.max(a.auc(), b.auc()),
                        Math.max(a.gain(), b.gain())))
                .orElse(PLAIN);
    }

    /** Weights under which one method speaks alone. */
    static double[] only(int method, int of) {
        var weights = new double[of];
        weights[method] = 1;
        return weights;
    }

    private static Question.Targeted mean(Collection<Question> questions, double[] weights) {
        var all = questions.parallelStream().map(it -> it.targeted(weights)).toList();
        return new Question.Targeted(
                all.stream().mapToDouble(Question.Targeted::lift1).average().orElse(0),
                all.stream().mapToDouble(Question.Targeted::lift5).average().orElse(0),
                all.stream().mapToDouble(Question.Targeted::auc).average().orElse(0),
                all.stream().mapToDouble(Question.Targeted::gain).average().orElse(0));
    }
}
