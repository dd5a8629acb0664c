package org.postille.interest;

/**
 * What the model is built with; the defaults were found by validation on the latest part of real histories.
 *
 * @param neighbours kept for each product
 * @param shrink added to the denominator of likenesses: how many common customers are hardly evidence
 * @param sharpness power of the likeness: above 1 close neighbours count for more
 * @param contentBoost how much closer full likeness by content brings products that the same customers have
 * @param lengthPower how much less a customer with many products says about which go together
 * @param tasteHalfLife days in which an interaction loses half of its weight for recommendations
 * @param topHalfLife days in which a sale loses half of its weight for the top sellers
 * @param blend how many interactions weigh as much as what everybody likes
 * @param contentShare weight of likeness by content among recipients of a product that has been bought often
 * @param activityShare weight of plain activity among recipients
 */
record Tuning(
        int neighbours,
        double shrink,
        double sharpness,
        double contentBoost,
        double lengthPower,
        double tasteHalfLife,
        double topHalfLife,
        double blend,
        double contentShare,
        double activityShare) {

    static final Tuning DEFAULT = new Tuning(100, 0.3, 1.4, 1, 0.8, 90, 30, 1, 0.5, 0.2);
}
