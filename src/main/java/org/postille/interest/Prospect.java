package org.postille.interest;

/**
 * A customer for a product or a theme.
 *
 * @param score probability that they buy some of it within the horizon, from 0 to 1
 */
public record Prospect(long customerId, double score) {}
