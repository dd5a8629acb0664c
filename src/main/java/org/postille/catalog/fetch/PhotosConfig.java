package org.postille.catalog.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How photos are fetched from the addresses that a feed names. */
@ConfigMapping(prefix = "postille.photos")
interface PhotosConfig {

    /** Whether this node fetches photos from the web. Without, products that have none beside their feed get a tile of letters. */
    @WithDefault("true")
    boolean fetch();

    /**
     * Hosts of your own that may have an address inside your network, such as `cdn.internal` or `cdn.internal:8443`, separated by
     * commas. All others must be of the public web: an address in a feed is not a way into your network.
     */
    Optional<Set<String>> innerHosts();

    /** Ports that photos may be fetched from. */
    @WithDefault("80,443")
    List<Integer> ports();

    /** How many photos one node fetches from one host at once. More is faster, and may be taken for an attack. */
    @WithDefault("4")
    int perHost();

    /** How many photos one node fetches at once, of all hosts. */
    @WithDefault("16")
    int atOnce();

    /** A photo that has not arrived by then, all redirections included, is tried again later. */
    @WithDefault("PT15S")
    Duration patience();

    /** How long a photo is taken to be what it was; then its host is asked whether it has changed. A feed with a new address is followed at once. */
    @WithDefault("P7D")
    Duration again();
}
