package org.postille.interest.blend;

import java.util.LinkedHashMap;
import org.postille.interest.blend.Choice.Trained;
import org.postille.interest.method.Activity;
import org.postille.interest.method.ContentNeighbours;
import org.postille.interest.method.ContentTaste;
import org.postille.interest.method.Ease;
import org.postille.interest.method.ForEverybody;
import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;
import org.postille.interest.method.Material;
import org.postille.interest.method.Method;
import org.postille.interest.method.Nearby;
import org.postille.interest.method.Novelty;
import org.postille.interest.method.RecentSales;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * Keeps what the methods of a choice found out, so that it need not be found out again. What several recipes have in common, such
 * as neighbours that fade otherwise, is kept once.
 */
public final class Shelf {

    private Shelf() {}

    public static void write(Trained trained, SnapshotOutput out) {
        trained.stems().forEach((stem, method) -> {
            out.part(stem.toString());
            write(stem, method, out);
        });
        out.part("buyers");
        out.floats(trained.expected());
    }

    /**
     * The same methods again, which answer bit by bit as those that were written.
     *
     * @param material the same customers and products with the same profiles; its history may be forgotten
     */
    public static Trained read(Choice choice, Material material, SnapshotInput in) {
        var stems = new LinkedHashMap<Recipe, Method>();
        choice.stems().forEach(stem -> {
            in.part(stem.toString());
            stems.put(stem, read(stem, material, in));
        });
        in.part("buyers");
        return choice.trained(new Workshop(material, stems), in.floats());
    }

    private static void write(Recipe stem, Method method, SnapshotOutput out) {
        switch (stem) {
            case Recipe.Sales _, Recipe.Rare _, Recipe.Fresh _ -> ((ForEverybody) method).write(out);
            case Recipe.Active _ -> ((Activity) method).write(out);
            case Recipe.Neighbourhood _, Recipe.Walk _, Recipe.Sequence _ -> ((ItemNeighbours) method).write(out);
            case Recipe.Autoencoder _ -> ((Ease) method).write(out);
            case Recipe.Factors _ -> ((Ials) method).write(out);
            // Made from profiles and content, in no time.
            case Recipe.Features _, Recipe.Near _, Recipe.Alike _ -> {}
            case Recipe.FactorsOfAlike _, Recipe.Last _, Recipe.Share _ -> throw Workshop.notAStem(stem);
        }
    }

    private static Method read(Recipe stem, Material material, SnapshotInput in) {
        return switch (stem) {
            case Recipe.Sales _, Recipe.Rare _ -> RecentSales.read(in);
            case Recipe.Fresh _ -> Novelty.read(in);
            case Recipe.Active _ -> Activity.read(in);
            case Recipe.Neighbourhood _, Recipe.Walk _, Recipe.Sequence _ -> ItemNeighbours.read(in, material);
            case Recipe.Autoencoder _ -> Ease.read(in, material);
            case Recipe.Factors it -> Ials.read(in, it.parameters());
            case Recipe.Features it -> new ContentTaste(material, it.halfLife());
            case Recipe.Near it -> Nearby.train(material, it.halfLife());
            case Recipe.Alike it -> new ContentNeighbours(material, it.width());
            case Recipe.FactorsOfAlike _, Recipe.Last _, Recipe.Share _ -> throw Workshop.notAStem(stem);
        };
    }
}
