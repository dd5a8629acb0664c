package org.postille.interest;

import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import org.postille.interest.ranking.Variety;

/**
 * What is asked of a list of products. All of it counts while products are chosen, not afterwards.
 *
 * @param eligible only these
 * @param n at most so many
 * @param late these only where nothing else is left: what the last mails showed
 * @param boost by what the shop multiplies the score of a product; below 1 buries it
 * @param mostBoost the largest factor there is, at least 1
 * @param reasons whether to say why; costs a part of the time of the answer
 * @param atLeast what is wanted less is not chosen, in standard deviations above the average product; only of what this customer
 *     will want
 * @param again whether what they have bought already may be chosen
 */
public record Wishes(
        LongPredicate eligible,
        int n,
        LongPredicate late,
        LongToDoubleFunction boost,
        double mostBoost,
        Variety variety,
        boolean reasons,
        double atLeast,
        boolean again) {

    public static Wishes of(LongPredicate eligible, int n) {
        return new Wishes(eligible, n, _ -> false, _ -> 1, 1, Variety.ANY, true, Double.NEGATIVE_INFINITY, false);
    }

    /** The same, but none of these. */
    public Wishes without(Set<Long> products) {
        return products.isEmpty()
                ? this
                : new Wishes(
                        it -> eligible.test(it) && !products.contains(it),
                        n,
                        late,
                        boost,
                        mostBoost,
                        variety,
                        reasons,
                        atLeast,
                        again);
    }

    /** The same, of these alone. */
    public Wishes only(LongPredicate these) {
        return new Wishes(
                it -> eligible.test(it) && these.test(it), n, late, boost, mostBoost, variety, reasons, atLeast, again);
    }

    public Wishes late(LongPredicate these) {
        return new Wishes(eligible, n, these, boost, mostBoost, variety, reasons, atLeast, again);
    }

    public Wishes boosted(LongToDoubleFunction factor, double most) {
        return new Wishes(eligible, n, late, factor, most, variety, reasons, atLeast, again);
    }

    public Wishes various(Variety asked) {
        return new Wishes(eligible, n, late, boost, mostBoost, asked, reasons, atLeast, again);
    }

    public Wishes atLeast(double score) {
        return new Wishes(eligible, n, late, boost, mostBoost, variety, reasons, score, again);
    }

    public Wishes again(boolean bought) {
        return new Wishes(eligible, n, late, boost, mostBoost, variety, reasons, atLeast, bought);
    }

    public Wishes reasons(boolean asked) {
        return new Wishes(eligible, n, late, boost, mostBoost, variety, asked, atLeast, again);
    }
}
