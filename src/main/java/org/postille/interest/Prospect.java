package org.postille.interest;

/**
 * A customer for a product or a theme.
 *
 * @param score predicted interest between 0 (none) and 1
 */
public record Prospect(long customerId, double score) {}
