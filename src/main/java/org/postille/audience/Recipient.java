package org.postille.audience;

/**
 * A customer who is in an audience.
 *
 * @param interest the probability to buy that an interest rule saw, 0 where there is no such rule
 */
public record Recipient(long customerId, double interest) {}
