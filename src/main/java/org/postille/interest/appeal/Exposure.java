package org.postille.interest.appeal;

/**
 * A product in a slot of mails that people saw.
 *
 * @param slot from 0
 * @param shown how often
 * @param fitting the same, each time weighted by {@link Appeals#fit} of the product's place
 * @param explored whether it came there by lot and not as the best
 */
public record Exposure(long product, int slot, boolean explored, long shown, double fitting, long clicked) {}
