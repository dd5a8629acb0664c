package org.postille.interest.evaluation.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postille.interest.blend.Spread;

/**
 * Whether what is told of groups of products comes true: how many customers buy any of it that they did not have.
 *
 * @param calibration over pairs of a group and a customer who does not have all of it
 * @param groups each of them
 * @param counted groups of which at least ten buyers were told or came: of fewer, chance decides
 * @param within25 share of those for which what was told and what came are at most a factor of 1.25 apart
 * @param within50 the same with 1.5
 * @param covered share of those for which what came lies in the range that was told; null where none was
 * @param fronts who is told with at least some probability
 */
public record Grouped(
        Calibration calibration,
        List<Group> groups,
        int counted,
        double within25,
        double within50,
        @Nullable Double covered,
        List<Front> fronts) {

    private static final int ENOUGH = 10;

    /** @param calibration of the same groups */
    static Grouped of(Calibration calibration, List<Group> groups, List<Front> fronts) {
        var enough = groups.stream()
                .filter(it -> Math.max(it.told, it.came) >= ENOUGH)
                .toList();
        return new Grouped(
                calibration,
                groups,
                enough.size(),
                within(enough, 1.25),
                within(enough, 1.5),
                covered(enough),
                List.copyOf(fronts));
    }

    private static @Nullable Double covered(List<Group> groups) {
        var ranges = groups.stream().filter(it -> it.likely != null).toList();
        return ranges.isEmpty()
                ? null
                : (double) ranges.stream().filter(Group::isCovered).count() / ranges.size();
    }

    private static double within(List<Group> groups, double factor) {
        return groups.stream()
                .mapToInt(it -> it.told <= factor * it.came && it.came <= factor * it.told ? 1 : 0)
                .average()
                .orElse(0);
    }

    /**
     * One group.
     *
     * @param shared what its products have in common
     * @param told sum of the probabilities
     * @param came buyers that there were
     * @param likely where these are in eight of ten cases; null if that is not told
     */
    public record Group(String shared, int products, double told, int came, Spread.@Nullable Likely likely) {

        private boolean isCovered() {
            return likely != null && likely.contains(came);
        }
    }

    /**
     * The pairs with at least this probability.
     *
     * @param told sum of their probabilities
     * @param came how many of them bought
     */
    public record Front(double atLeast, long pairs, double told, long came) {}
}
