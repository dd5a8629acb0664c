package org.postille.delivery.pace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How fast mail may leave. */
@ConfigMapping(prefix = "postille.pace")
public interface PaceConfig {

    /** The most that leave in a minute, of each node; 0: as many as relay and machine can do. */
    @WithDefault("0")
    int mailsPerMinute();

    /**
     * Whether recipients are told apart by the host that takes their mail (MX) rather than by the domain in their address: large
     * providers count by it. Needs DNS.
     */
    @WithDefault("true")
    boolean mxLookup();

    /** Limits for one mailbox provider each, under a name of your choice. */
    Map<String, Destination> destinations();

    /** A mailbox provider. */
    interface Destination {

        /** The domains its mail hosts (MX) are in: {@code google.com,googlemail.com}. */
        Optional<List<String>> mx();

        /** Mails to it under way at a time, of each node. */
        @WithDefault("20")
        int connections();

        /** Mails to it in a minute, of each node; 0: no limit until it defers mail. */
        @WithDefault("0")
        int mailsPerMinute();
    }

    /** A new sending domain or address wins trust by sending a little more each day. */
    WarmUp warmUp();

    /** How the first days go. */
    interface WarmUp {

        /** The first day (UTC), {@code 2026-12-01}. Not set: no warm-up. */
        Optional<LocalDate> begin();

        /** The most that leave on the first day, of all nodes together. */
        @WithDefault("200")
        int firstDay();

        /** So many times as many on each following day. */
        @WithDefault("1.5")
        double growth();
    }
}
