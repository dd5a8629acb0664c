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
 */
public record Wishes(
        LongPredicate eligible,
        int n,
        LongPredicate late,
        LongToDoubleFunction boost,
        double mostBoost,
        Variety variety,
        boolean reasons) {

    public static Wishes of(LongPredicate eligible, int n) {
        return new Wishes(eligible, n, _ -> false, _ -> 1, 1, Variety.ANY, true);
    }

    /** The same, but none of these. */
    public Wishes without(Set<Long> products) {
        return products.isEmpty()
                ? this
                : new Wishes(
                        it -> eligible.test(it) && !products.contains(it), n, late, boost, mostBoost, variety, reasons);
    }

    public Wishes late(LongPredicate these) {
        return new Wishes(eligible, n, these, boost, mostBoost, variety, reasons);
    }

    public Wishes boosted(LongToDoubleFunction factor, double most) {
        return new Wishes(eligible, n, late, factor, most, variety, reasons);
    }

    public Wishes various(Variety asked) {
        return new Wishes(eligible, n, late, boost, mostBoost, asked, reasons);
    }

    public Wishes reasons(boolean asked) {
        return new Wishes(eligible, n, late, boost, mostBoost, variety, asked);
    }
}
