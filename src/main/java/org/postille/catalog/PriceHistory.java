package org.postille.catalog;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one rule of which old price may be struck through beside the present one, by §11 of the German Preisangabenverordnung, which
 * is Article 6a of Directive 98/6/EC as every member state has it.
 *
 * <ul>
 *   <li>It is the lowest price of the 30 days before the reduction took effect (paragraph 1; so too the Court of Justice,
 *       C-330/23), never the recommended price or the price before a sale that a feed tells.
 *   <li>A reduction that goes on step by step, without a rise in between, counts from its first step (paragraph 2). That is
 *       a privilege of what was announced as one reduction, so it is used only where the shop called every step a sale; where
 *       it cannot be used, the last step stands alone, which paragraph 1 always allows.
 *   <li>Where the 30 days are not known in full, or the lowest of them is no higher than the present price, there is none. A
 *       shop that went back to a price that it had within the 30 days has reduced nothing.
 * </ul>
 *
 * <p>A price that has held itself for long is the price, and to go on calling it reduced misleads (§5 UWG): a reduction is one
 * for {@link #CALLED_A_SALE} while the shop calls it a sale, else for {@link #NOT_CALLED_SO}. Both are ours, the law says
 * nothing. Since the 30 days lie before the reduction and not before today, nothing else changes as days go by.
 */
final class PriceHistory {

    static final Duration LOOK_BACK = Duration.ofDays(30);
    static final Duration CALLED_A_SALE = Duration.ofDays(90);
    static final Duration NOT_CALLED_SO = Duration.ofDays(30);

    /** What happened earlier changes nothing about today, except the price that was in force then. */
    static final Duration MEMORY = LOOK_BACK.plus(CALLED_A_SALE).plusDays(1);

    private PriceHistory() {}

    /**
     * A price from an instant until the next one.
     *
     * @param onSale whether the shop called it reduced
     */
    record Entry(Instant since, BigDecimal price, String currency, boolean onSale) {}

    /**
     * An old price that may be struck through.
     *
     * @param since when the reduction took effect
     * @param until before then
     */
    record Reduction(BigDecimal oldPrice, Instant since, Instant until) {}

    /**
     * One price without a break.
     *
     * @param sale whether the shop called it reduced all that time
     * @param ended whether it once did, and does so no more
     */
    private record Step(Instant since, BigDecimal price, String currency, boolean sale, boolean ended) {

        boolean isLowerThan(Step other) {
            return currency.equals(other.currency) && price.compareTo(other.price) < 0;
        }
    }

    /** @param history all of the last {@link #MEMORY} and what was in force before, oldest first; the last is the present one */
    static Optional<Reduction> reduction(List<Entry> history, Instant now) {
        var steps = steps(history);
        var last = steps.size() - 1;
        if (last < 1 || steps.get(last).ended || !steps.get(last).isLowerThan(steps.get(last - 1))) {
            return Optional.empty();
        }
        var first = last;
        while (first > 1
                && steps.get(first).sale
                && steps.get(first - 1).sale
                && steps.get(first - 1).isLowerThan(steps.get(first - 2))) {
            first--;
        }
        var asOne = before(steps, first, last).filter(it -> it.until.isAfter(now));
        return asOne.isPresent() ? asOne : before(steps, last, last).filter(it -> it.until.isAfter(now));
    }

    private static List<Step> steps(List<Entry> history) {
        var steps = new ArrayList<Step>();
        for (var it : history) {
            var before = steps.isEmpty() ? null : steps.getLast();
            if (before != null && before.price.compareTo(it.price) == 0 && before.currency.equals(it.currency)) {
                steps.removeLast();
                steps.add(new Step(
                        before.since,
                        before.price,
                        before.currency,
                        before.sale && it.onSale,
                        (before.sale || before.ended) && !it.onSale));
            } else {
                steps.add(new Step(it.since, it.price, it.currency, it.onSale, false));
            }
        }
        return steps;
    }

    /** The lowest price of the 30 days before that step, if they are known in full and it is higher than that step. */
    private static Optional<Reduction> before(List<Step> steps, int first, int last) {
        var present = steps.get(last);
        var start = steps.get(first).since;
        var from = start.minus(LOOK_BACK);
        var lowest = steps.get(first - 1).price;
        for (var i = first - 1; i >= 0; i--) {
            var it = steps.get(i);
            if (!it.currency.equals(present.currency)) {
                return Optional.empty();
            }
            lowest = lowest.min(it.price);
            if (!it.since.isAfter(from)) {
                return lowest.compareTo(steps.get(first).price) > 0
                        ? Optional.of(
                                new Reduction(lowest, start, start.plus(present.sale ? CALLED_A_SALE : NOT_CALLED_SO)))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
