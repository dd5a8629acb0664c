package org.postille.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds for customers who have said nothing. */
@ConfigMapping(prefix = "postille.consent")
interface ConsentConfig {

    /**
     * How customers are tracked who neither consent to the purpose {@code tracking} nor have chosen otherwise: {@code aggregate} (looks
     * and clicks are counted, nothing of who) or {@code none} (their mails are decided when they are sent, and nothing is counted).
     */
    @WithDefault("aggregate")
    String trackingByDefault();
}
