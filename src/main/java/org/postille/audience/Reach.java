package org.postille.audience;

import java.util.List;

/**
 * Who is left after each rule.
 *
 * @param buyers how many recipients are expected to buy what they were chosen for; 0 where no rule asks for interest
 */
public record Reach(List<Step> steps, double buyers) {

    public Reach {
        steps = List.copyOf(steps);
    }
}
