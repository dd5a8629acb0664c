package org.postille.interest.evaluation.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well it was told when customers order again.
 *
 * @param horizon days of the test part
 * @param order probability of at least one order within the horizon, over customers
 * @param needs probability that a customer buys a product again
 * @param notes what was learned, in words
 */
public record Timed(int horizon, Calibration order, Calibration needs, List<Line> lines, List<String> notes) {

    /**
     * One figure, beside what has to be beaten.
     *
     * @param what figure it is, and in parentheses what stands instead of the model
     * @param of how many it was measured over
     * @param came what there was, where that is a figure of the same kind
     */
    public record Line(
            String what,
            int of,
            @Nullable Double came,
            @Nullable Double model,
            @Nullable Double instead,
            @Nullable Double or) {}
}
