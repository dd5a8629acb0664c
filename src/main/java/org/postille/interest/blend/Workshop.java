package org.postille.interest.blend;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postille.interest.method.Activity;
import org.postille.interest.method.AlikeFactors;
import org.postille.interest.method.ContentNeighbours;
import org.postille.interest.method.ContentTaste;
import org.postille.interest.method.Ease;
import org.postille.interest.method.Followers;
import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;
import org.postille.interest.method.Latest;
import org.postille.interest.method.Material;
import org.postille.interest.method.Method;
import org.postille.interest.method.Overlaps;
import org.postille.interest.method.RecentSales;
import org.postille.interest.method.Relative;

/** Trains methods on one material; what several recipes have in common is trained once. */
final class Workshop {

    /** Of more products the inverse would take too long; those with the most customers matter most. */
    private static final int AUTOENCODED = 4_000;

    private final Material material;
    private final Map<ItemNeighbours.Parameters, ItemNeighbours> neighbours = new HashMap<>();
    private final Map<Recipe.Walk, ItemNeighbours> walks = new HashMap<>();
    private final Map<Recipe.Sequence, Followers> sequences = new HashMap<>();
    private final Map<Double, Ease> autoencoders = new HashMap<>();
    private @Nullable Overlaps overlaps;
    private final Map<Ials.Parameters, Ials> factors = new HashMap<>();

    Workshop(Material material) {
        this.material = material;
    }

    Material material() {
        return material;
    }

    Method train(Recipe recipe) {
        return switch (recipe) {
            case Recipe.Sales it -> RecentSales.train(material.history(), it.halfLife());
            case Recipe.Active it -> Activity.train(material.profiles(), it.halfLife());
            case Recipe.Neighbourhood it ->
                Objects.requireNonNull(neighbours.computeIfAbsent(
                                it.parameters(), key -> ItemNeighbours.train(material, key, Double.POSITIVE_INFINITY)))
                        .fading(it.halfLife());
            case Recipe.Walk it ->
                Objects.requireNonNull(
                        walks.computeIfAbsent(it, key -> ItemNeighbours.walk(material, key.width(), key.to())));
            case Recipe.Sequence it ->
                Objects.requireNonNull(
                        sequences.computeIfAbsent(it, key -> Followers.train(material, key.width(), key.shrink())));
            case Recipe.Last it -> new Latest(train(it.of()), it.products());
            case Recipe.Share it -> new Relative(train(it.of()), material.profiles(), it.power());
            case Recipe.Autoencoder it ->
                Objects.requireNonNull(autoencoders.computeIfAbsent(it.lambda(), key -> Ease.train(overlaps(), key)))
                        .forgetting(it.halfLife());
            case Recipe.Factors it -> factors(it.parameters());
            case Recipe.Features it -> new ContentTaste(material, it.halfLife());
            case Recipe.Alike it -> new ContentNeighbours(material, it.width());
            case Recipe.FactorsOfAlike it -> new AlikeFactors(factors(it.parameters()), material, it.width());
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

    private Ials factors(Ials.Parameters parameters) {
        return Objects.requireNonNull(factors.computeIfAbsent(parameters, key -> Ials.train(material, key)));
    }
}
