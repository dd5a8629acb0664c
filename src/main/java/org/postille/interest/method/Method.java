package org.postille.interest.method;

import java.util.Arrays;

/**
 * One way of telling what a customer wants, trained. Read-only and safe for any number of threads. Scores have no unit: they can
 * be compared within one call only.
 */
public interface Method {

    /**
     * How much a customer wants each product.
     *
     * @param taste of any customer, also one that was not there when this was trained
     * @param scores one for each product of the training; overwritten
     */
    void products(Taste taste, float[] scores);

    /**
     * How much each customer of the training wants a product.
     *
     * @param product its number
     * @param scores one for each customer of the training; overwritten
     */
    void customers(int product, float[] scores);

    /**
     * How much each customer of the training wants any of several products: the weighted sum of what is said of each. Methods for
     * which that is a sum over something smaller need no longer than for one product.
     *
     * @param scores one for each customer of the training; overwritten
     */
    default void customers(Wanted wanted, float[] scores) {
        Arrays.fill(scores, 0);
        var own = new float[scores.length];
        for (var i = 0; i < wanted.size(); i++) {
            customers(wanted.product(i), own);
            for (var customer = 0; customer < own.length; customer++) {
                scores[customer] += wanted.weight(i) * own[customer];
            }
        }
    }

    /**
     * What each product of a taste adds to the scores of some products. Nothing is added by a method that goes by other things.
     *
     * @param products whose scores are to be explained
     * @param shares for each of them a row of zeros, one for each product of the taste, to be filled
     */
    default void because(Taste taste, int[] products, float[][] shares) {}
}
