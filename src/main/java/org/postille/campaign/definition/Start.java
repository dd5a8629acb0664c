package org.postille.campaign.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postille.base.Theme;
import org.postille.event.EventKind;

/** What sets a campaign off. */
public sealed interface Start {

    /** The clock does. */
    record Scheduled(Schedule schedule) implements Start {}

    /**
     * An event does, for the customer who caused it.
     *
     * @param delay from the event to the first step; zero is at once
     * @param unless events during the wait that call it off
     */
    record Triggered(EventKind on, Condition where, Duration delay, Set<EventKind> unless) implements Start {
        public Triggered {
            unless = Set.copyOf(unless);
        }
    }

    /**
     * Which events of the kind count.
     *
     * @param minValue of all lines together, in the shop's currency; included
     * @param maxValue included
     * @param categories of which at least one product must be; none: any
     */
    record Condition(
            @Nullable BigDecimal minValue, @Nullable BigDecimal maxValue, List<String> categories) {

        public static final Condition NONE = new Condition(null, null, List.of());

        public Condition {
            categories = List.copyOf(categories);
        }

        /** @param paths category paths of the event's products */
        public boolean admits(BigDecimal value, Collection<String> paths) {
            return (minValue == null || value.compareTo(minValue) >= 0)
                    && (maxValue == null || value.compareTo(maxValue) <= 0)
                    && (categories.isEmpty()
                            || paths.stream()
                                    .anyMatch(path -> categories.stream().anyMatch(it -> Theme.within(path, it))));
        }
    }
}
