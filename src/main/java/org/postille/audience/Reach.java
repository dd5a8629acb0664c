package org.postille.audience;

import java.util.List;
import org.postille.interest.blend.Spread;

/**
 * Who is left after each rule.
 *
 * @param buyers how many recipients are expected to buy what they were chosen for; 0 where no rule asks for interest
 * @param likely where the number of those who buy lies in eight of ten cases; the same
 */
public record Reach(List<Step> steps, double buyers, Spread.Likely likely) {

    public Reach {
        steps = List.copyOf(steps);
    }
}
