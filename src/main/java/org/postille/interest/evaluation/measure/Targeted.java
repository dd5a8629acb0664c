package org.postille.interest.evaluation.measure;

import java.util.List;

/**
 * How well customers were told for products: means over products that at least five customers went for who did not have them.
 *
 * @param products how many were measured
 * @param lift1 how many times more buyers than by lot are among the first hundredth of customers
 * @param lift5 the same of the first twentieth
 * @param lift10 the same of the first tenth
 * @param auc chance that a buyer stands before somebody who is none, ties counting one half
 * @param ndcg100 of the first 100, gain 1, ideal over the smaller of 100 and the buyers
 * @param curve share of the buyers found when {@code i} of {@link #STEPS} parts of the customers are written to, for {@code i}
 *     from 0
 */
public record Targeted(
        int products, double lift1, double lift5, double lift10, double auc, double ndcg100, List<Double> curve) {

    public static final int STEPS = 200;
}
