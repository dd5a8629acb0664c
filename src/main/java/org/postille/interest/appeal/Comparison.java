package org.postille.interest.appeal;

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
        BEST("always the best"),
        SAMPLED("always by sampling"),
        TOP_SELLERS("the best seller of the candidates"),
        UNIFORM("any of the candidates");

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
    record Logged(long message, Lottery.Odds odds, double sampled, boolean clicked) {

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
     */
    public record Estimate(double rate, double low, double high, double evidence) {

        /** Whether there is enough to go by. */
        public boolean isSound() {
            return evidence >= EVIDENCE;
        }
    }

    private final Map<Policy, Sums> sums = new EnumMap<>(Policy.class);
    private long slots;

    /** Slots of one mail have to come one after the other. */
    void add(Logged slot) {
        slots++;
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

    /** Nothing where no seen slot tells of it. */
    public Optional<Estimate> of(Policy policy) {
        return Optional.ofNullable(sums.get(policy)).flatMap(Sums::estimate);
    }

    private static final class Sums {
        private long message;
        private double mailWeight;
        private double mailClicks;
        private double weight;
        private double squares;
        private double clicks;
        private double weightWeight;
        private double clicksWeight;
        private double clicksClicks;

        void add(long of, double w, boolean clicked) {
            if (of != message) {
                endMail();
                message = of;
            }
            mailWeight += w;
            mailClicks += clicked ? w : 0;
            weight += w;
            clicks += clicked ? w : 0;
            squares += w * w;
        }

        private void endMail() {
            weightWeight += mailWeight * mailWeight;
            clicksWeight += mailClicks * mailWeight;
            clicksClicks += mailClicks * mailClicks;
            mailWeight = 0;
            mailClicks = 0;
        }

        Optional<Estimate> estimate() {
            endMail();
            if (weight == 0) {
                return Optional.empty();
            }
            var rate = clicks / weight;
            var spread = clicksClicks - 2 * rate * clicksWeight + rate * rate * weightWeight;
            var error = SIGMAS * Math.sqrt(Math.max(0, spread)) / weight;
            return Optional.of(new Estimate(
                    rate, Math.max(0, rate - error), Math.min(1, rate + error), weight * weight / squares));
        }
    }
}
