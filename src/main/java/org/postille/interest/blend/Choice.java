package org.postille.interest.blend;

import java.util.List;
import java.util.stream.Collectors;
import org.postille.interest.method.Material;

/**
 * What a shop's own history has chosen.
 *
 * @param products for the question which products a customer wants
 * @param customers for the question which customers want a product
 * @param newcomers for the same question of a product that nobody has yet
 */
public record Choice(List<Weighted> products, List<Weighted> customers, List<Weighted> newcomers) {

    /** A method and how much it counts. */
    public record Weighted(Recipe recipe, double weight) {}

    /** The same choice, trained. */
    public record Trained(Blend products, Blend customers, Blend newcomers) {}

    /** Trains what was chosen on everything that is known. */
    public Trained train(Material material) {
        var workshop = new Workshop(material);
        return new Trained(blend(workshop, products), blend(workshop, customers), blend(workshop, newcomers));
    }

    private static Blend blend(Workshop workshop, List<Weighted> chosen) {
        return new Blend(chosen.stream()
                .map(it -> new Blend.Part(it.recipe.toString(), workshop.train(it.recipe), it.weight))
                .collect(Collectors.toList()));
    }
}
