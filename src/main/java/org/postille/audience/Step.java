package org.postille.audience;

/**
 * How many customers one condition leaves.
 *
 * @param rule in words
 * @param dropped customers for whom it is the first that does not hold
 * @param left customers for whom it and all before it hold
 */
public record Step(String rule, long dropped, long left) {}
