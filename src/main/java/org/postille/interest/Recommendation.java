package org.postille.interest;

/**
 * A product for a customer.
 *
 * @param score larger is better; comparable only within one answer
 * @param reason in words a marketer understands: "bought with Enamel Mug"
 */
public record Recommendation(long productId, double score, String reason) {}
