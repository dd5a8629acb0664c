package org.postille.interest.blend;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;

/**
 * A method of which the settings have to be found out for each shop.
 *
 * @param starts settings from which to set out
 * @param around settings one step away from others
 */
record Family(String name, List<Recipe> starts, Function<Recipe, Stream<Recipe>> around) {

    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final int FACTORS = 64;
    private static final int ITERATIONS = 12;
    private static final int WIDTH = 200;

    private static final double[] SHRINKS = {0.3, 1, 3, 10, 30};
    private static final double[] LENGTH_POWERS = {0, 0.3, 0.5, 0.8, 1};
    private static final double[] SHARPNESSES = {0.8, 1, 1.3, 1.6, 2};
    private static final double[] LAMBDAS = {15, 50, 150, 500, 1500, 5000};
    private static final double[] UNOBSERVED = {0.003, 0.01, 0.03, 0.1, 0.3, 1, 3};
    private static final double[] REGULARISATIONS = {1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1};
    private static final double[] MEANT = {0, 0.15, 0.3, 0.45, 0.6};
    private static final double[] EVIDENCE = {0.3, 1, 3, 10, 30};

    static List<Family> all(long seed) {
        return List.of(neighbourhood(), walk(), sequence(), autoencoder(), factors(seed));
    }

    private static Family neighbourhood() {
        return new Family(
                "item neighbours",
                List.of(neighbourhood(1, 0.5, 1.3), neighbourhood(10, 0, 1)),
                it -> it instanceof Recipe.Neighbourhood known
                        ? Stream.of(
                                        steps(
                                                SHRINKS,
                                                known.parameters().shrink(),
                                                value -> neighbourhood(
                                                        value,
                                                        known.parameters().lengthPower(),
                                                        known.parameters().sharpness())),
                                        steps(
                                                LENGTH_POWERS,
                                                known.parameters().lengthPower(),
                                                value -> neighbourhood(
                                                        known.parameters().shrink(),
                                                        value,
                                                        known.parameters().sharpness())),
                                        steps(
                                                SHARPNESSES,
                                                known.parameters().sharpness(),
                                                value -> neighbourhood(
                                                        known.parameters().shrink(),
                                                        known.parameters().lengthPower(),
                                                        value)))
                                .flatMap(Function.identity())
                        : Stream.of());
    }

    private static Recipe neighbourhood(double shrink, double lengthPower, double sharpness) {
        return new Recipe.Neighbourhood(new ItemNeighbours.Parameters(WIDTH, shrink, lengthPower, sharpness), FOREVER);
    }

    private static Family walk() {
        return ofOne("random walk", Recipe.Walk.class, Recipe.Walk::to, MEANT, 0.3, it -> new Recipe.Walk(WIDTH, it));
    }

    private static Family sequence() {
        return ofOne(
                "sequence",
                Recipe.Sequence.class,
                Recipe.Sequence::shrink,
                EVIDENCE,
                3,
                it -> new Recipe.Sequence(WIDTH, it));
    }

    private static Family autoencoder() {
        return ofOne(
                "EASE",
                Recipe.Autoencoder.class,
                Recipe.Autoencoder::lambda,
                LAMBDAS,
                500,
                it -> new Recipe.Autoencoder(it, FOREVER));
    }

    /** One with a single setting. */
    private static <R extends Recipe> Family ofOne(
            String name,
            Class<R> kind,
            ToDoubleFunction<R> setting,
            double[] scale,
            double start,
            DoubleFunction<Recipe> made) {
        return new Family(
                name,
                List.of(made.apply(start)),
                it -> kind.isInstance(it) ? steps(scale, setting.applyAsDouble(kind.cast(it)), made) : Stream.of());
    }

    private static Family factors(long seed) {
        return new Family(
                "iALS",
                List.of(factors(0.1, 1e-2, seed), factors(1, 3e-3, seed), factors(0.3, 3e-2, seed)),
                it -> it instanceof Recipe.Factors(var now) ? around(now, seed) : Stream.of());
    }

    /** Also where one of them grows and the other shrinks: that leaves long vectors as dear as before. */
    private static Stream<Recipe> around(Ials.Parameters now, long seed) {
        return Stream.of(
                        steps(UNOBSERVED, now.unobserved(), value -> factors(value, now.regularisation(), seed)),
                        steps(REGULARISATIONS, now.regularisation(), value -> factors(now.unobserved(), value, seed)),
                        steps(UNOBSERVED, now.unobserved(), value -> factors(value, against(value, now), seed)))
                .flatMap(Function.identity());
    }

    /** The regularisation that goes with another weight of the unobserved. */
    private static double against(double unobserved, Ials.Parameters now) {
        var step = unobserved > now.unobserved() ? -1 : 1;
        var place = Arrays.binarySearch(REGULARISATIONS, now.regularisation()) + step;
        return REGULARISATIONS[Math.clamp(place, 0, REGULARISATIONS.length - 1)];
    }

    private static Recipe factors(double unobserved, double regularisation, long seed) {
        return new Recipe.Factors(new Ials.Parameters(FACTORS, ITERATIONS, unobserved, regularisation, 1, seed));
    }

    private static Stream<Recipe> steps(double[] scale, double now, DoubleFunction<Recipe> made) {
        var place = Arrays.binarySearch(scale, now);
        return Stream.of(place - 1, place + 1)
                .filter(it -> place >= 0 && it >= 0 && it < scale.length)
                .map(it -> made.apply(scale[it]));
    }
}
