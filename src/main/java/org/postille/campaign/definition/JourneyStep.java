package org.postille.campaign.definition;

import java.time.Duration;
import java.util.Set;
import org.postille.event.EventKind;

/** What happens next to a customer on the way through a campaign. */
public sealed interface JourneyStep {

    /** @param message the name of one of the campaign's messages */
    record Send(String message) implements JourneyStep {}

    /** @param unless events that end the journey if the customer causes one meanwhile */
    record Wait(Duration duration, Set<EventKind> unless) implements JourneyStep {
        public Wait {
            unless = Set.copyOf(unless);
        }
    }
}
