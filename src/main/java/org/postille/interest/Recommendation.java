package org.postille.interest;

/**
 * A product for a customer.
 *
 * @param score larger is better; comparable only within one answer
 * @param reason in the customer's language: "because you bought Enamel Mug"; empty where nobody asked
 */
public record Recommendation(long productId, double score, String reason) {}
