package org.postille.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the shop's webhooks are recognised. */
@ConfigMapping(prefix = "postille.hooks")
interface HookConfig {

    /**
     * The secret shared with the shop for {@code POST /hooks/standard}: {@code whsec_} and the base64 of 24 to 64 bytes. While it
     * is not set, that address answers 404.
     */
    Optional<String> standardSecret();

    /**
     * How far a webhook's timestamp may be from our clock. Longer forgives bad clocks, shorter leaves a thief of a request less
     * time to send it again (which the webhook's id makes harmless anyway).
     */
    @WithDefault("PT5M")
    Duration tolerance();
}
