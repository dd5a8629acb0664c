package org.postille.tracking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is known of a mail's links. */
@ConfigMapping(prefix = "postille.tracking")
interface TrackingConfig {

    /**
     * Whether links that are the same for all readers of a mail lead through this server, which counts how often each is followed,
     * by day and not by reader. Without, they lead straight to their target and nothing is known of them.
     */
    @WithDefault("true")
    boolean links();
}
