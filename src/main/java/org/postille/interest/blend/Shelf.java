package org.postille.interest.blend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.postille.interest.blend.Choice.Trained;
import org.postille.interest.blend.Choice.Weighted;
import org.postille.interest.method.Activity;
import org.postille.interest.method.AlikeFactors;
import org.postille.interest.method.ContentNeighbours;
import org.postille.interest.method.ContentTaste;
import org.postille.interest.method.Ease;
import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;
import org.postille.interest.method.Material;
import org.postille.interest.method.Method;
import org.postille.interest.method.RecentSales;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * Keeps what the methods of a choice found out, so that it need not be found out again. What several recipes have in common, such
 * as neighbours that fade otherwise, is kept once.
 */
public final class Shelf {

    private static final double FOREVER = Double.POSITIVE_INFINITY;

    private final Material material;
    private final Map<Recipe, Method> stems = new LinkedHashMap<>();

    private Shelf(Material material) {
        this.material = material;
    }

    /** @param trained of this choice */
    public static void write(Choice choice, Trained trained, SnapshotOutput out) {
        var stems = new LinkedHashMap<Recipe, Method>();
        gather(choice.products(), trained.products(), stems);
        gather(choice.customers(), trained.customers(), stems);
        gather(choice.newcomers(), trained.newcomers(), stems);
        stems.forEach((stem, method) -> {
            out.part(stem.toString());
            write(stem, method, out);
        });
    }

    private static void gather(List<Weighted> chosen, Blend trained, Map<Recipe, Method> stems) {
        for (var i = 0; i < chosen.size(); i++) {
            stems.putIfAbsent(
                    stem(chosen.get(i).recipe()), trained.parts().get(i).method());
        }
    }

    /**
     * The same methods again, which answer bit by bit as those that were written.
     *
     * @param material the same customers and products with the same profiles; its history may be forgotten
     */
    public static Trained read(Choice choice, Material material, SnapshotInput in) {
        var shelf = new Shelf(material);
        Stream.of(choice.products(), choice.customers(), choice.newcomers())
                .flatMap(List::stream)
                .map(it -> stem(it.recipe()))
                .distinct()
                .forEach(stem -> {
                    in.part(stem.toString());
                    shelf.stems.put(stem, shelf.read(stem, in));
                });
        return new Trained(
                shelf.blend(choice.products()), shelf.blend(choice.customers()), shelf.blend(choice.newcomers()));
    }

    private Blend blend(List<Weighted> chosen) {
        return new Blend(chosen.stream()
                .map(it -> new Blend.Part(it.recipe().toString(), method(it.recipe()), it.weight()))
                .toList());
    }

    /** The recipe of all that is dear in this one. */
    private static Recipe stem(Recipe recipe) {
        return switch (recipe) {
            case Recipe.Neighbourhood it -> new Recipe.Neighbourhood(it.parameters(), FOREVER);
            case Recipe.Autoencoder it -> new Recipe.Autoencoder(it.lambda(), FOREVER);
            case Recipe.FactorsOfAlike it -> new Recipe.Factors(it.parameters());
            case Recipe.Sales it -> it;
            case Recipe.Active it -> it;
            case Recipe.Factors it -> it;
            case Recipe.Features it -> it;
            case Recipe.Alike it -> it;
        };
    }

    /** @param method by the stem, or by a recipe that has it */
    private static void write(Recipe stem, Method method, SnapshotOutput out) {
        switch (stem) {
            case Recipe.Sales _ -> ((RecentSales) method).write(out);
            case Recipe.Active _ -> ((Activity) method).write(out);
            case Recipe.Neighbourhood _ -> ((ItemNeighbours) method).write(out);
            case Recipe.Autoencoder _ -> ((Ease) method).write(out);
            case Recipe.Factors _, Recipe.FactorsOfAlike _ ->
                (method instanceof AlikeFactors it ? it.factors() : (Ials) method).write(out);
            // Made from profiles and content, in no time.
            case Recipe.Features _, Recipe.Alike _ -> {}
        }
    }

    private Method read(Recipe stem, SnapshotInput in) {
        return switch (stem) {
            case Recipe.Sales _ -> RecentSales.read(in);
            case Recipe.Active _ -> Activity.read(in);
            case Recipe.Neighbourhood _ -> ItemNeighbours.read(in, material);
            case Recipe.Autoencoder _ -> Ease.read(in, material);
            case Recipe.Factors it -> Ials.read(in, it.parameters());
            case Recipe.FactorsOfAlike it -> Ials.read(in, it.parameters());
            case Recipe.Features it -> new ContentTaste(material, it.halfLife());
            case Recipe.Alike it -> new ContentNeighbours(material, it.width());
        };
    }

    private Method method(Recipe recipe) {
        var stem = Objects.requireNonNull(stems.get(stem(recipe)));
        return switch (recipe) {
            case Recipe.Neighbourhood it -> ((ItemNeighbours) stem).fading(it.halfLife());
            case Recipe.Autoencoder it -> ((Ease) stem).forgetting(it.halfLife());
            case Recipe.FactorsOfAlike it -> new AlikeFactors((Ials) stem, material, it.width());
            case Recipe.Sales _, Recipe.Active _, Recipe.Factors _, Recipe.Features _, Recipe.Alike _ -> stem;
        };
    }
}
