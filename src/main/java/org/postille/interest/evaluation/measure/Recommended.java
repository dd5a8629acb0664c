package org.postille.interest.evaluation.measure;

/**
 * How well products were told for customers: means over customers who went for at least one product that was new to them.
 *
 * @param customers how many were measured
 * @param recall20 share of what they went for that is among the first 20
 * @param ndcg10 of the first 10, gain 1, ideal over the smaller of 10 and what they went for
 * @param ndcg20 the same of the first 20
 * @param hit10 share of customers with at least one hit among the first 10
 */
public record Recommended(int customers, double recall20, double ndcg10, double ndcg20, double hit10) {}
