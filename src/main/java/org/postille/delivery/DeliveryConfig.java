package org.postille.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How mail leaves the house. */
@ConfigMapping(prefix = "postille.delivery")
public interface DeliveryConfig {

    /** The relay that takes our mail. */
    Relay relay();

    /** An SMTP server. */
    interface Relay {

        /** Must be set in production. */
        @WithDefault("localhost")
        String host();

        /** 587 for submission with a password, 25 for a relay in the same house. */
        @WithDefault("587")
        int port();

        /** Whether the connection is encrypted: {@code required}, {@code optional} (if the relay offers it) or {@code off}. */
        @WithDefault("required")
        String startTls();

        /** For a relay that asks who we are; it is told only over an encrypted connection. */
        Optional<String> user();

        /** Of that user. */
        Optional<String> password();

        /**
         * How we introduce ourselves to it (EHLO): a full host name that leads to this machine. Not set, it is the host of
         * {@code postille.public-url}.
         */
        Optional<String> heloName();

        /** Connections at a time. More is faster until the relay objects. */
        @WithDefault("4")
        int connections();
    }

    /** Messages that a node takes at a time. Larger is faster; if the node is killed, at most these are in doubt. */
    @WithDefault("50")
    int batch();

    /** After that time a dead node's messages are anybody's again. Must be longer than a batch takes at the slowest relay. */
    @WithDefault("PT10M")
    Duration lease();

    /** After that time a mail is not worth sending any more. */
    @WithDefault("PT24H")
    Duration expiry();

    /** How often a node looks for something to do. */
    @WithDefault("5s")
    String heartbeat();
}
