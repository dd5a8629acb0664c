package org.postille.interest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the interest model is trained. */
@ConfigMapping(prefix = "postille.interest")
interface InterestConfig {

    /** Whether to train once in the background after each start. Without it nothing is known until the next training. */
    @WithDefault("true")
    boolean trainAtStart();
}
