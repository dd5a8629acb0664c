package org.postille.interest.blend;

import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;

/** A method with its settings, to be trained on any material. Half-lives are in days; infinite means that nothing fades. */
public sealed interface Recipe {

    record Sales(double halfLife) implements Recipe {}

    /** How lately a product was first touched. */
    record Fresh() implements Recipe {}

    /** How seldom a product was bought. */
    record Rare() implements Recipe {}

    record Active(double halfLife) implements Recipe {}

    record Neighbourhood(ItemNeighbours.Parameters parameters, double halfLife) implements Recipe {}

    /**
     * @param width neighbours kept for each product
     * @param to how much less what many have is meant
     */
    record Walk(int width, double to) implements Recipe {}

    /**
     * @param width followers kept for each product
     * @param shrink how much evidence is hardly any
     */
    record Sequence(int width, double shrink) implements Recipe {}

    /** @param products after how many others something counts half */
    record Last(Recipe of, double products) implements Recipe {}

    /** @param power of how active a customer is, by which their score is divided */
    record Share(Recipe of, double power) implements Recipe {}

    /** What somebody came near and did not buy. */
    record Near(double halfLife) implements Recipe {}

    /** @param lambda regularisation of EASE^R */
    record Autoencoder(double lambda, double halfLife) implements Recipe {}

    record Factors(Ials.Parameters parameters) implements Recipe {}

    record Features(double halfLife) implements Recipe {}

    /** @param width how many products count as alike */
    record Alike(int width) implements Recipe {}

    /** @param width how many products count as alike */
    record FactorsOfAlike(Ials.Parameters parameters, int width) implements Recipe {}
}
