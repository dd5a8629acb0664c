package org.postille.interest.blend;

import java.time.Duration;
import java.util.List;

/**
 * What turns rankings of customers into probabilities that they buy a product within the horizon.
 *
 * @param horizon minutes; 0 where the history has no times
 * @param known of products with a history
 * @param unseen of products without one
 * @param demand how many buyers there will be
 * @param spread of what is told of single products
 * @param several of several products together
 */
public record Odds(long horizon, Uptake known, Uptake unseen, Demand demand, Spread spread, Several several) {

    /**
     * Several products together, such as a category.
     *
     * @param known where those stand who buy any of them
     * @param customers to each first purchase, by how many there were of late
     * @param spread of how many are told
     */
    public record Several(Uptake known, double customers, Spread spread) {

        /** As single products, where no groups of them were rehearsed. */
        static Several as(Uptake known) {
            return new Several(known, 1, Spread.ORDINARY);
        }
    }

    /** Buyers of groups: fewer teach nothing. */
    private static final int ENOUGH = 100;

    /** Some groups within two rehearsals teach too much about themselves. */
    private static final double HALFWAY = 0.5;

    private static final Uptake USUAL = new Uptake(new double[] {10, 9, 8, 7, 6, 4.5, 3.5, 2.5, 1.6, 1, 0.7, 0.3});

    /** Where nothing was found out: a month, buyers who stand where they usually do, and as many as in the last month. */
    static final Odds ORDINARY = new Odds(
            Duration.ofDays(30).toMinutes(),
            USUAL,
            USUAL,
            new Demand(new double[] {0.1, 0, 0, 0.9, 0.1, 0, 0, 0}, 3, Level.learned(List.of())),
            Spread.ORDINARY,
            Several.as(USUAL));

    /** @param ofSeveral whether of several products together */
    public Spread spread(boolean ofSeveral) {
        return ofSeveral ? several.spread : spread;
    }

    /** The same about another time, in minutes. */
    Odds within(long minutes) {
        return new Odds(minutes, known, unseen, demand, spread, several);
    }

    /** With what groups of products taught about several together; as they are where too few were bought. */
    Odds taught(List<Gathering> groups) {
        var usual = groups.stream().mapToDouble(Gathering::usual).sum();
        var came = groups.stream().mapToInt(Gathering::came).sum();
        if (came < ENOUGH) {
            return this;
        }
        var customers = several.customers * came / usual;
        var cases = groups.stream()
                .map(it -> new Spread.Case(it.foretold() * customers, it.came()))
                .toList();
        return new Odds(
                horizon,
                known,
                unseen,
                demand,
                spread,
                new Several(known.towards(Uptake.ofGroups(groups), HALFWAY), customers, Spread.learned(cases)));
    }

    /**
     * With ranges as wide as the months of the last year ask for, too: two rehearsals know too little of how a whole shop may rise and
     * fall.
     *
     * @param singles single products in each of these months; none of a shop without so long a history
     * @param groups of them
     */
    Odds doubted(List<Spread.Case> singles, List<Spread.Case> groups) {
        return new Odds(
                horizon,
                known,
                unseen,
                demand,
                spread.widened(singles),
                new Several(several.known, several.customers, several.spread.widened(groups)));
    }

    /** The same where there are so many times as many customers. */
    Odds grown(double times) {
        return new Odds(horizon, known, unseen, demand.grown(times), spread, several);
    }
}
