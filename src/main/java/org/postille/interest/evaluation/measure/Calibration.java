package org.postille.interest.evaluation.measure;

import java.util.List;

/**
 * Whether told probabilities come true, over pairs of a product and a customer who does not have it.
 *
 * @param products of which pairs were counted
 * @param expected sum of all probabilities: the buyers that were told
 * @param buyers that there were
 * @param error expected calibration error over ten bins of equal width: mean distance of what was told and what came, weighted
 *     by pairs
 * @param off how much of the expected buyers is told in the wrong place: distance of expected and true buyers, summed over the
 *     tenths, as a share of all that were expected; unlike the error it does not vanish where hardly anybody buys
 * @param bins ten of equal width from 0 to 1
 * @param tenths in the order of probability, each with about a tenth of the expected buyers
 */
public record Calibration(
        String of,
        int products,
        long pairs,
        double expected,
        long buyers,
        double error,
        double off,
        List<Bin> bins,
        List<Bin> tenths) {

    /**
     * Pairs with alike probabilities.
     *
     * @param told mean probability; 0 without pairs
     * @param came share of pairs with a buyer; 0 without pairs
     */
    public record Bin(double from, double to, long pairs, double told, double came) {}
}
