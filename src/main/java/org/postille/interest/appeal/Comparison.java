package org.postille.interest.appeal;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often slots would have been clicked had their products been chosen in another way, estimated from those that were shown, by
 * self-normalised inverse propensity scoring (Swaminathan and Joachims 2015). Slots of one mail are not independent, so the mail is
 * the unit of the error (delta method).
 */
public final class Comparison {

    private static final double SIGMAS = 1.96;

    /** Below so many slots' worth of evidence an interval says nothing. */
    private static final double EVIDENCE = 30;

    /** A way of choosing, among the products that could have been shown in a slot. */
    public enum Policy {
        AS_SENT("as it was sent"),
        BEST("always what the model thinks best"),
        SAMPLED("always by lot, weighted by clicks"),
        TOP_SELLERS("always the best seller of the 20"),
        UNIFORM("any of the 20, at random");

        private final String words;

        Policy(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * A slot that a person saw.
     *
     * @param odds how its product came there
     * @param sampled the chance by sampling alone, above 0
     */
    public record Logged(long message, Lottery.Odds odds, double sampled, boolean clicked) {

        /** The probability that the policy shows what was shown; nothing where that cannot be told. */
        @Nullable
        Double chance(Policy policy) {
            var sales = odds.salesPlace();
            return switch (policy) {
                case AS_SENT -> odds.propensity();
                case BEST -> odds.place() == 0 ? 1.0 : 0.0;
                case SAMPLED -> sampled;
                case TOP_SELLERS -> sales == null ? null : sales == 0 ? 1.0 : 0.0;
                case UNIFORM -> 1.0 / odds.choices();
            };
        }
    }

    /**
     * Clicks a seen slot.
     *
     * @param low of the 95 % interval
     * @param high of the 95 % interval
     * @param evidence as if so many slots had been filled in this way (effective sample size)
     * @param gain clicks a slot more than as it was sent, negative for less
     * @param gainError half of the 95 % interval of that, which is narrower than what the two rates have
     */
    public record Estimate(double rate, double low, double high, double evidence, double gain, double gainError) {

        /** Whether it can be told from how it was sent, and is better. */
        public boolean isBetter() {
            return isSound() && gain > gainError;
        }

        /** Whether it can be told from how it was sent, and is worse. */
        public boolean isWorse() {
            return isSound() && -gain > gainError;
        }

        /** Whether there is enough to go by. */
        public boolean isSound() {
            return evidence >= EVIDENCE;
        }
    }

    private final Map<Policy, Sums> sums = new EnumMap<>(Policy.class);
    private long slots;
    private long explored;
    private long clicks;
    private long mails;
    private long lastMail = Long.MIN_VALUE;

    /** Slots of one mail have to come one after the other. */
    public void add(Logged slot) {
        slots++;
        explored += slot.odds.explored() ? 1 : 0;
        clicks += slot.clicked ? 1 : 0;
        mails += slot.message == lastMail ? 0 : 1;
        lastMail = slot.message;
        for (var policy : Policy.values()) {
            var chance = slot.chance(policy);
            if (chance != null) {
                sums.computeIfAbsent(policy, _ -> new Sums())
                        .add(slot.message, chance / slot.odds.propensity(), slot.clicked);
            }
        }
    }

    /** Slots that were seen while there was exploration. */
    public long slots() {
        return slots;
    }

    /** Those of them that were filled by lot. */
    public long explored() {
        return explored;
    }

    /** Those of them that were clicked. */
    public long clicks() {
        return clicks;
    }

    /** In which they stood. */
    public long mails() {
        return mails;
    }

    /** Nothing where no seen slot tells of it. */
    public Optional<Estimate> of(Policy policy) {
        return Optional.ofNullable(sums.get(policy)).flatMap(Sums::estimate);
    }

    /** What is needed of the slots, summed up mail by mail: weighted as the policy would, and as they were sent. */
    private static final class Sums {
        private static final int WEIGHT = 0;
        private static final int CLICKS = 1;
        private static final int SENT = 2;
        private static final int SENT_CLICKS = 3;

        private long message;
        private final double[] mail = new double[4];
        private final double[] sum = new double[4];
        private final double[][] products = new double[4][4];
        private double squares;

        void add(long of, double w, boolean clicked) {
            if (of != message) {
                endMail();
                message = of;
            }
            mail[WEIGHT] += w;
            mail[CLICKS] += clicked ? w : 0;
            mail[SENT]++;
            mail[SENT_CLICKS] += clicked ? 1 : 0;
            squares += w * w;
        }

        private void endMail() {
            for (var i = 0; i < mail.length; i++) {
                sum[i] += mail[i];
                for (var k = 0; k < mail.length; k++) {
                    products[i][k] += mail[i] * mail[k];
                }
            }
            Arrays.fill(mail, 0);
        }

        Optional<Estimate> estimate() {
            endMail();
            if (sum[WEIGHT] == 0) {
                return Optional.empty();
            }
            var rate = sum[CLICKS] / sum[WEIGHT];
            var sent = sum[SENT_CLICKS] / sum[SENT];
            var own = new double[] {-rate / sum[WEIGHT], 1 / sum[WEIGHT], 0, 0};
            var more = new double[] {own[WEIGHT], own[CLICKS], sent / sum[SENT], -1 / sum[SENT]};
            var evidence = sum[WEIGHT] * sum[WEIGHT] / squares;
            var spread = variance(own);
            // Where few slots tell, their spread may be small by chance: no better than so many plain looks they are.
            var looks = spread > 0 ? Math.min(evidence, rate * (1 - rate) / spread) : evidence;
            return Optional.of(new Estimate(
                    rate,
                    wilson(rate, looks, -1),
                    wilson(rate, looks, 1),
                    evidence,
                    rate - sent,
                    SIGMAS * Math.sqrt(variance(more))));
        }

        /** An end of the interval of a rate after Wilson (1927), which does not vanish where nothing was clicked. */
        private static double wilson(double rate, double looks, int sign) {
            var square = SIGMAS * SIGMAS / Math.max(1, looks);
            var half = Math.sqrt(square * (Math.max(0, rate * (1 - rate)) + square / 4));
            return Math.clamp((rate + square / 2 + sign * half) / (1 + square), 0, 1);
        }

        /** Of a function of the sums, by its derivatives (delta method). */
        private double variance(double[] derivatives) {
            var variance = 0.0;
            for (var i = 0; i < derivatives.length; i++) {
                for (var k = 0; k < derivatives.length; k++) {
                    variance += derivatives[i] * derivatives[k] * products[i][k];
                }
            }
            return Math.max(0, variance);
        }
    }
}
