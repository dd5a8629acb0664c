package org.postille.interest.blend;

import java.util.Collection;
import java.util.Optional;

/**
 * How far what comes lies from what was told: learned in rehearsals, in which nothing was told by what came then.
 *
 * @param variance of the logarithm of what came by what was told, beside the chance that any count has
 */
public record Spread(double variance) {

    /** Where too little was rehearsed. */
    static final Spread ORDINARY = new Spread(0.15);

    private static final double RANGE = 0.8;
    /** Of standard deviations: between them lie eight of ten cases of a normal distribution. */
    private static final double EIGHT_OF_TEN = 1.2816;
    /** Of fewer told, the count alone decides. */
    private static final double LEAST = 3;

    private static final int ENOUGH = 20;

    /** What was told, and what came. */
    record Case(double told, double came) {

        /** The variance that this takes to lie at the edge. */
        private double variance() {
            var deviations = Math.log((came + 0.5) / (told + 0.5)) / EIGHT_OF_TEN;
            return Math.max(0, deviations * deviations - 1 / (told + 1));
        }
    }

    /** Wide enough for eight of ten of these. */
    static Spread learned(Collection<Case> cases) {
        return asked(cases).orElse(ORDINARY);
    }

    /** As wide as these ask for, too, if they are enough to tell. */
    Spread widened(Collection<Case> cases) {
        return asked(cases).filter(it -> it.variance > variance).orElse(this);
    }

    private static Optional<Spread> asked(Collection<Case> cases) {
        var variances = cases.stream()
                .filter(it -> it.told >= LEAST)
                .mapToDouble(Case::variance)
                .sorted()
                .toArray();
        return variances.length < ENOUGH
                ? Optional.empty()
                : Optional.of(new Spread(variances[(int) (RANGE * variances.length)]));
    }

    /** @param told how many are expected, 0 or more */
    public Likely around(double told) {
        var factor = Math.exp(EIGHT_OF_TEN * Math.sqrt(variance + 1 / (told + 1)));
        return new Likely((long) Math.floor(told / factor), (long) Math.ceil(told * factor));
    }

    /** A range in which eight of ten numbers lie, both ends included. */
    public record Likely(long least, long most) {

        public boolean contains(double number) {
            return least <= number && number <= most;
        }

        /** No more than there are. */
        public Likely atMost(long all) {
            return new Likely(Math.min(least, all), Math.min(most, all));
        }

        /** The smallest range that has both. */
        public Likely or(Likely other) {
            return new Likely(Math.min(least, other.least), Math.max(most, other.most));
        }
    }
}
