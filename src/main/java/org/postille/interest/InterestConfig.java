package org.postille.interest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** When and how the interest model is trained. */
@ConfigMapping(prefix = "postille.interest")
interface InterestConfig {

    /**
     * Whether to train in the background soon after a start, and at any other time, where there is no model yet or the history has
     * grown by {@code grown}. Without it nothing is known until the schedule or {@code ./postille train} has trained.
     */
    @WithDefault("true")
    boolean trainAtStart();

    /** By which share the history grows before it is trained on again without waiting for the schedule. */
    @WithDefault("0.5")
    double grown();

    /** When to train: a cron expression with seconds, in the time zone of the server; {@code off}: not by schedule. One node of all does it. */
    @WithDefault("0 30 2 * * ?")
    String schedule();

    /**
     * Whether to find out by the shop's own history which methods count, and how much. Without it a training takes seconds, and the
     * choice is one that suits most shops somewhat: for looking at Postille.
     */
    @WithDefault("true")
    boolean choose();

    /** For how long ahead it is predicted what customers will want: {@code at-least: 0.2} means one in five within this time. */
    @WithDefault("P30D")
    Duration horizon();

    /** Processors that a training takes, so that the others go on sending. By default half of them. */
    Optional<Integer> threads();

    /** Which share of the heap a training may need; one that would need more ends with a message. */
    @WithDefault("0.7")
    double heapShare();

    /** By which share a new model may foretell the latest part of the history worse than the one that answers; beyond it is refused. */
    @WithDefault("0.1")
    double tolerated();

    /** Models that are kept, with the one that answers. */
    @WithDefault("3")
    int kept();

    /** How often each node looks whether there is a new model. */
    @WithDefault("PT1S")
    Duration look();
}
