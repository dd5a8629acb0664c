package org.postille.interest;

import java.util.List;
import java.util.function.LongPredicate;

/**
 * A trained model: read-only, safe for any number of threads, replaced as a whole by the next training.
 *
 * <p>All lists come best first, without doubles. Unknown ids are never an error: an unknown customer gets what everybody
 * likes, an unknown product has nothing that goes with it.
 */
public interface InterestModel {

    /** Names the method and the training, so that a stored decision can say what made it. */
    String version();

    /** What this customer will want next. What they have bought already is left out. At most {@code n}, only eligible products. */
    List<Recommendation> personal(long customerId, LongPredicate eligible, int n);

    /** What goes with these products: bought together with them. The anchors themselves are left out. */
    List<Recommendation> complementary(long[] anchors, LongPredicate eligible, int n);

    /**
     * What to have instead of these products: of the same kind, liked by the same people and seldom sent back. For a customer
     * whose tastes are known they count too.
     */
    List<Recommendation> alternatives(long customerId, long[] anchors, LongPredicate eligible, int n);

    /** What everybody buys lately. */
    List<Recommendation> topSellers(LongPredicate eligible, int n);

    /** The customers most interested in any of these products, best first, at most {@code top}. */
    List<Prospect> customersFor(long[] products, int top);
}
