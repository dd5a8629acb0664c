package org.postille.tracking.visit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How persons and machines are told apart. */
@ConfigMapping(prefix = "postille.visits")
interface VisitConfig {

    /**
     * What asks sooner than that after the relay took a mail is a machine: 10 to 60 seconds. Longer takes the eager for machines,
     * shorter the slow machines for readers.
     */
    @WithDefault("PT20S")
    Duration instant();

    /** The same for networks of mail filters behind which there may be persons. */
    @WithDefault("PT5M")
    Duration probable();

    /**
     * More networks, before those that come along: a file with lines such as {@code 192.0.2.0/24 certain our-filter}. {@code certain}:
     * only filters; {@code probable}: filters, and persons; {@code webmail}: a picture proxy; {@code hosting}: computers for rent.
     */
    Optional<Path> networks();

    /** The address of a visible link in the templates that no person has a reason to follow; whoever does is a machine. */
    Optional<String> trap();

    /** How long single visits are kept, of readers who consent to that; counts stay. */
    @WithDefault("P180D")
    Duration kept();
}
