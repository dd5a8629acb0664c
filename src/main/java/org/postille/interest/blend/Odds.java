package org.postille.interest.blend;

import java.time.Duration;

/**
 * What turns rankings of customers into probabilities that they buy a product within the horizon.
 *
 * @param horizon minutes; 0 where the history has no times
 * @param known of products with a history
 * @param unseen of products without one
 * @param demand how many buyers there will be
 */
public record Odds(long horizon, Uptake known, Uptake unseen, Demand demand) {

    private static final Uptake USUAL = new Uptake(new double[] {10, 9, 8, 7, 6, 4.5, 3.5, 2.5, 1.6, 1, 0.7, 0.3});

    /** Where nothing was found out: a month, buyers who stand where they usually do, and as many as in the last month. */
    static final Odds ORDINARY =
            new Odds(Duration.ofDays(30).toMinutes(), USUAL, USUAL, new Demand(new double[] {0.1, 0, 0, 0.9, 0.1}, 3));

    /** The same where there are so many times as many customers. */
    Odds grown(double times) {
        return new Odds(horizon, known, unseen, demand.grown(times));
    }
}
