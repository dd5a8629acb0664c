package org.postille.interest;

/**
 * Where one customer stands among the prospects for something.
 *
 * @param score probability to buy within the horizon, from 0 to 1
 * @param rank from 1
 * @param reason in words, perhaps empty: "bought Enamel Mug and Milk Can"
 */
public record Placement(double score, int rank, String reason) {}
