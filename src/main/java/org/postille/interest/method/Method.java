package org.postille.interest.method;

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
}
