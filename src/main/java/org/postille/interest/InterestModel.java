package org.postille.interest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postille.interest.blend.Spread;

/**
 * A trained model: read-only, safe for any number of threads, replaced as a whole by the next training. What a {@link Person}
 * did after it counts in the answer.
 *
 * <p>All lists come best first, without doubles. Unknown ids are never an error: an unknown customer gets what everybody
 * likes, an unknown product has nothing that goes with it.
 */
public interface InterestModel {

    /** Names the method and the training, so that a stored decision can say what made it. */
    String version();

    /** Up to when it knows what happened; what came later has to be told with each question. */
    Instant learnedUntil();

    /** The number of the newest product that it knows of, which grows while it answers; 0 if it knows none. */
    long newest();

    /** What this customer will want next. What they have bought already is left out. */
    List<Recommendation> personal(Person person, Wishes wishes);

    /** What goes with these products: bought together with them. The anchors themselves are left out. */
    List<Recommendation> complementary(Person person, long[] anchors, Wishes wishes);

    /**
     * What to have instead of these products: of the same kind, liked by the same people and seldom sent back. For a customer
     * whose tastes are known they count too.
     */
    List<Recommendation> alternatives(Person person, long[] anchors, Wishes wishes);

    /** What everybody buys lately, above all where this customer lives. */
    List<Recommendation> topSellers(Person person, Wishes wishes);

    /** What everybody buys more lately than in the month before, above all what people of this customer's kind like. */
    List<Recommendation> trending(Person person, Wishes wishes);

    /** What is most like these products: of the same kind, make and words, and looked at in the same visits. */
    List<Recommendation> similar(Person person, long[] anchors, Wishes wishes);

    /**
     * The customers most interested in any of these products, who do not have all of them.
     *
     * @param top at most so many
     * @param atLeast probability to buy within the horizon, from 0 to 1
     */
    Prospects customersFor(long[] products, int top, double atLeast);

    /**
     * In which range the number of customers lies in eight of ten cases who buy any of these products within the horizon.
     *
     * @param told how many are expected, of all or of some of them
     */
    Spread.Likely likely(long[] products, double told);

    /** Where a customer stands among all those; nothing if nothing speaks for an interest, or they have all of it. */
    Optional<Placement> standing(long customerId, long[] products);

    /** Why a customer stands nowhere among them, for marketers. */
    String absence(long customerId, long[] products);
}
