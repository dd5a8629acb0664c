package org.postille.interest.blend;

/**
 * What turns rankings of customers into probabilities that they buy a product within the horizon.
 *
 * @param horizon minutes; 0 where the history has no times
 * @param known of products with a history
 * @param unseen of products without one
 * @param demand how many buyers there will be
 */
public record Odds(long horizon, Uptake known, Uptake unseen, Demand demand) {}
