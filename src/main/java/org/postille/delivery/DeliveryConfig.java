package org.postille.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

        /**
         * Whether the connection is encrypted: {@code required} (STARTTLS), {@code implicit} (from the first byte, port 465),
         * {@code optional} (if the relay offers it) or {@code off}. Required and implicit check the relay's certificate.
         */
        @WithDefault("required")
        String startTls();

        /** For a relay that asks who we are; it is told only over an encrypted connection, or to a relay on this machine. */
        Optional<String> user();

        /** Of that user. */
        Optional<String> password();

        /** Instead of a password, for a relay that takes XOAUTH2. */
        Optional<String> token();

        /** A file with that token, which somebody else renews: it is read at each login. */
        Optional<Path> tokenFile();

        /**
         * How we introduce ourselves to it (EHLO): a full host name that leads to this machine. Not set, it is the host of
         * {@code postille.public-url}.
         */
        Optional<String> heloName();

        /** Connections at a time, of each node. More is faster until the relay objects; at most so many mails and eight are in doubt when a node is killed. */
        @WithDefault("8")
        int connections();

        /** Then a connection is ended and a new one made. Fewer cost time; some relays end one silently after a number of their own. */
        @WithDefault("500")
        int mailsPerConnection();

        /** An unused connection is ended after that time. Should be shorter than the relay's own limit. */
        @WithDefault("PT30S")
        Duration idle();

        /** For each of the relay's answers but the last. */
        @WithDefault("PT2M")
        Duration replyTimeout();

        /**
         * For its answer to a whole mail; after that time the mail is in doubt. RFC 5321 asks for ten minutes; together with
         * the rest of a batch it should be less than the lease.
         */
        @WithDefault("PT5M")
        Duration endTimeout();
    }

    /** Messages that a node takes up at a time. Larger means fewer statements, and more memory for what is written ahead. */
    @WithDefault("100")
    int batch();

    /** After that time without a sign of life a node's messages are anybody's again; a living node gives one in time. */
    @WithDefault("PT5M")
    Duration lease();

    /**
     * How long to wait before a mail is offered again that was not taken: after the first attempt, after the second, and so on;
     * the last one for all that follow, until the campaign's {@code expires}. Up to a fifth shorter by chance.
     */
    @WithDefault("PT5M,PT10M,PT20M,PT40M,PT1H20M,PT2H")
    List<Duration> retry();

    /** How often a node looks for something to do. */
    @WithDefault("PT5S")
    Duration heartbeat();
}
