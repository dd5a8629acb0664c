package org.postille.interest.timing;

import java.util.Locale;

/**
 * How often customers order, and how soon they stay away for good: each at a rate of their own (gamma), and after an order each
 * stays away with a probability of their own (beta). BG/NBD of Fader, Hardie and Lee (2005), or MBG/NBD of Batislam, Denizel and
 * Filiztekin (2007), where a customer may stay away after the first order already.
 *
 * @param r shape of the rates
 * @param alpha scale of the rates, in days
 * @param a of the probability to stay away, beta(a, b)
 * @param b of the probability to stay away, beta(a, b)
 * @param atOnce whether customers may stay away after their first order (MBG/NBD)
 */
public record Loyalty(double r, double alpha, double a, double b, boolean atOnce) {

    /** What is less likely than this is not worth another term. */
    private static final double NEGLIGIBLE = 1e-9;

    private static final int MOST_TERMS = 5_000;

    /**
     * What is known of one customer.
     *
     * @param repeats order days after the first
     * @param recency days from the first to the last
     * @param age days from the first to the present, at least the recency
     */
    public record Past(int repeats, double recency, double age) {}

    /** The natural logarithm of how likely this past is. */
    double logLikelihood(Past past) {
        return constant(past.repeats) + times(past);
    }

    /** What depends on the number of orders alone. */
    double constant(int repeats) {
        var stays = atOnce ? repeats + 1 : repeats;
        return LogGamma.of(r + repeats)
                - LogGamma.of(r)
                + r * Math.log(alpha)
                + LogGamma.of(a + b)
                + LogGamma.of(b + stays)
                - LogGamma.of(b)
                - LogGamma.of(a + b + stays);
    }

    /** What depends on the times as well. */
    double times(Past past) {
        return -(r + past.repeats) * Math.log(alpha + past.age) + Math.log1p(oddsOfGone(past));
    }

    /** How much likelier it is that the customer stayed away after the last order than that they will order again. */
    private double oddsOfGone(Past past) {
        if (past.repeats == 0 && !atOnce) {
            return 0;
        }
        var tries = atOnce ? b + past.repeats : b + past.repeats - 1;
        return a / tries * Math.exp((r + past.repeats) * (Math.log(alpha + past.age) - Math.log(alpha + past.recency)));
    }

    /** Probability that the customer has not stayed away for good. */
    public double active(Past past) {
        return 1 / (1 + oddsOfGone(past));
    }

    /** Probability of at least one order day within so many days from now. */
    public double any(Past past, double days) {
        return active(past)
                * -Math.expm1((r + past.repeats) * (Math.log(alpha + past.age) - Math.log(alpha + past.age + days)));
    }

    /**
     * Expected order days within so many days from now. The sum over n of the probability of an nth order: the same as the closed
     * form with Gauss's hypergeometric function, but all terms are positive, none overflows and a = 1 is no exception.
     */
    public double expected(Past past, double days) {
        var shape = r + past.repeats;
        var logShare = Math.log(days) - Math.log(alpha + past.age + days);
        var share = Math.exp(logShare);
        // Negative binomial: probability of exactly n orders of a customer who never stays away.
        var log = shape * Math.log1p(-share);
        var stays = b + past.repeats + (atOnce ? 1 : 0);
        var more = -Math.expm1(log);
        var still = 1.0;
        var sum = 0.0;
        for (var n = 1; n <= MOST_TERMS && more * still > NEGLIGIBLE; n++) {
            sum += more * still;
            still *= (stays + n - 1) / (a + stays + n - 1);
            log += Math.log((shape + n - 1) / n) + logShare;
            more -= Math.exp(log);
        }
        return active(past) * sum;
    }

    /** Days until the next order, as many as not, of a customer who has not stayed away for good. */
    public double medianWait(Past past) {
        return (alpha + past.age) * Math.expm1(Math.log(2) / (r + past.repeats));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s r %.3f, α %.1f days, a %.3f, b %.3f", atOnce ? "MBG/NBD" : "BG/NBD", r, alpha, a, b);
    }
}
