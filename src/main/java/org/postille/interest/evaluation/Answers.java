package org.postille.interest.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postille.interest.blend.Spread;

/**
 * What a trained model says, by the numbers of the data set it was trained with. Safe for any number of threads. Scores have no
 * unit: they are compared within one call only. They may be infinite, never NaN.
 */
public interface Answers {

    /**
     * How much a customer of the training wants each product.
     *
     * @param scores one for each product; overwritten
     */
    void products(int customer, float[] scores);

    /**
     * How much each customer of the training wants a product.
     *
     * @param product may be one of which only the facts are known
     * @param scores one for each customer; overwritten
     */
    void customers(int product, float[] scores);

    /**
     * How likely each customer of the training who does not have a product gets it within the horizon of the data set.
     *
     * @param probabilities one for each customer, from 0 to 1; overwritten
     * @return false if the model knows no probabilities
     */
    default boolean probabilities(int product, float[] probabilities) {
        return false;
    }

    /**
     * How likely each customer of the training who does not have all of some products gets any of them that they do not have.
     *
     * @param products each once
     * @param probabilities one for each customer, from 0 to 1; overwritten
     * @return false if the model knows no probabilities of several products together
     */
    default boolean probabilities(int[] products, float[] probabilities) {
        return false;
    }

    /**
     * In which range the number of customers lies in eight of ten cases who get any of some products.
     *
     * @param told how many are expected
     */
    default Optional<Spread.Likely> likely(int[] products, double told) {
        return Optional.empty();
    }

    /**
     * How much somebody wants each product who was not there at the training.
     *
     * @param attributes as the data set has them; perhaps none
     * @param first products of their first events, the oldest first, perhaps one of them repeatedly; perhaps none
     * @param scores one for each product; overwritten
     */
    void newCustomer(List<String> attributes, int[] first, float[] scores);

    /** What was chosen in the training, by name, in the order in which it should be shown. */
    Map<String, String> parameters();
}
