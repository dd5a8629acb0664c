package org.postille.interest.blend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postille.interest.method.Activity;
import org.postille.interest.method.AlikeFactors;
import org.postille.interest.method.ContentNeighbours;
import org.postille.interest.method.ContentTaste;
import org.postille.interest.method.Ease;
import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;
import org.postille.interest.method.Latest;
import org.postille.interest.method.Material;
import org.postille.interest.method.Method;
import org.postille.interest.method.Nearby;
import org.postille.interest.method.Novelty;
import org.postille.interest.method.Overlaps;
import org.postille.interest.method.RecentSales;
import org.postille.interest.method.Relative;

/** Trains methods on one material; what several recipes have in common, their stem, is trained once. */
final class Workshop {

    private static final double FOREVER = Double.POSITIVE_INFINITY;
    /** Of more products the inverse would take too long; those with the most customers matter most. */
    private static final int AUTOENCODED = 4_000;

    private final Material material;
    private final Map<Recipe, Method> stems;
    private final @Nullable Earlier earlier;
    private final Consumer<String> told;
    private @Nullable Overlaps overlaps;

    Workshop(Material material) {
        this(material, Map.of());
    }

    /** @param stems that were trained before */
    Workshop(Material material, Map<Recipe, Method> stems) {
        this(material, stems, null, _ -> {});
    }

    /**
     * @param earlier what the last training found, to start from
     * @param told hears of each stem that was trained
     */
    Workshop(Material material, Map<Recipe, Method> stems, @Nullable Earlier earlier, Consumer<String> told) {
        this.material = material;
        this.stems = new LinkedHashMap<>(stems);
        this.earlier = earlier;
        this.told = told;
    }

    Material material() {
        return material;
    }

    /** What of these had to be trained so far, in their order. */
    Map<Recipe, Method> stems(List<Recipe> wanted) {
        var some = new LinkedHashMap<Recipe, Method>();
        for (var stem : wanted) {
            var method = stems.get(stem);
            if (method != null) {
                some.put(stem, method);
            }
        }
        return Collections.unmodifiableMap(some);
    }

    Method train(Recipe recipe) {
        var stem = stem(recipe);
        var method = stems.get(stem);
        if (method == null) {
            method = trained(stem);
            stems.put(stem, method);
            told.accept("trained: " + stem);
        }
        return grown(recipe, method);
    }

    /** Whether what happened has to be known, and not only what came of it. */
    static boolean needsHistory(Recipe stem) {
        return switch (stem) {
            case Recipe.Sales _, Recipe.Fresh _, Recipe.Rare _, Recipe.Sequence _ -> true;
            case Recipe.Active _,
                    Recipe.Neighbourhood _,
                    Recipe.Walk _,
                    Recipe.Autoencoder _,
                    Recipe.Factors _,
                    Recipe.Features _,
                    Recipe.Near _,
                    Recipe.Alike _ -> false;
            case Recipe.FactorsOfAlike _, Recipe.Last _, Recipe.Share _ -> throw notAStem(stem);
        };
    }

    /** The recipe of all that is dear in this one. */
    static Recipe stem(Recipe recipe) {
        return switch (recipe) {
            case Recipe.Neighbourhood it -> new Recipe.Neighbourhood(it.parameters(), FOREVER);
            case Recipe.Autoencoder it -> new Recipe.Autoencoder(it.lambda(), FOREVER);
            case Recipe.FactorsOfAlike it -> new Recipe.Factors(it.parameters());
            case Recipe.Last it -> stem(it.of());
            case Recipe.Share it -> stem(it.of());
            case Recipe.Fresh it -> it;
            case Recipe.Rare it -> it;
            case Recipe.Sales it -> it;
            case Recipe.Active it -> it;
            case Recipe.Walk it -> it;
            case Recipe.Sequence it -> it;
            case Recipe.Factors it -> it;
            case Recipe.Features it -> it;
            case Recipe.Near it -> it;
            case Recipe.Alike it -> it;
        };
    }

    private Method trained(Recipe stem) {
        return switch (stem) {
            case Recipe.Sales it -> RecentSales.train(material.history(), it.halfLife());
            case Recipe.Fresh _ -> Novelty.train(material.history());
            case Recipe.Rare _ -> RecentSales.seldom(material.history());
            case Recipe.Active it -> Activity.train(material.profiles(), it.halfLife());
            case Recipe.Neighbourhood it -> ItemNeighbours.train(material, it.parameters(), it.halfLife());
            case Recipe.Walk it -> ItemNeighbours.walk(material, it.width(), it.to());
            case Recipe.Sequence it -> ItemNeighbours.sequence(material, it.width(), it.shrink());
            case Recipe.Autoencoder it -> Ease.train(overlaps(), it.lambda());
            case Recipe.Factors it -> factors(it);
            case Recipe.Features it -> new ContentTaste(material, it.halfLife());
            case Recipe.Near it -> Nearby.train(material, it.halfLife());
            case Recipe.Alike it -> new ContentNeighbours(material, it.width());
            case Recipe.FactorsOfAlike _, Recipe.Last _, Recipe.Share _ -> throw notAStem(stem);
        };
    }

    private Ials factors(Recipe.Factors recipe) {
        return earlier != null && earlier.trained().stems().get(recipe) instanceof Ials before
                ? Ials.renewed(
                        material.profiles().rows,
                        material.columns(),
                        recipe.parameters(),
                        before,
                        earlier.numbers(material.history().products))
                : Ials.train(material, recipe.parameters());
    }

    static IllegalStateException notAStem(Recipe recipe) {
        return new IllegalStateException(recipe + " has a stem of its own");
    }

    private Method grown(Recipe recipe, Method stem) {
        return switch (recipe) {
            case Recipe.Neighbourhood it -> ((ItemNeighbours) stem).fading(it.halfLife());
            case Recipe.Autoencoder it -> ((Ease) stem).forgetting(it.halfLife());
            case Recipe.FactorsOfAlike it -> new AlikeFactors((Ials) stem, material, it.width());
            case Recipe.Last it -> new Latest(grown(it.of(), stem), it.products());
            case Recipe.Share it -> new Relative(grown(it.of(), stem), material.profiles(), it.power());
            case Recipe.Sales _,
                    Recipe.Fresh _,
                    Recipe.Rare _,
                    Recipe.Active _,
                    Recipe.Walk _,
                    Recipe.Sequence _,
                    Recipe.Factors _,
                    Recipe.Features _,
                    Recipe.Near _,
                    Recipe.Alike _ -> stem;
        };
    }

    private Overlaps overlaps() {
        var known = overlaps;
        if (known == null) {
            known = Overlaps.of(material, AUTOENCODED, true, 0);
            overlaps = known;
        }
        return known;
    }
}
