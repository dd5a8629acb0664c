package org.postille.cli;

import java.util.Collection;
import java.util.Optional;

/** What the demo adds to the command line. The production image has none. */
public interface Extension {

    /** Commands, each annotated with picocli's {@code @Command}. */
    Collection<Object> commands();

    /**
     * A database for a command that was given none: the demo's, started if it is not running. Settings that belong to it are
     * system properties afterwards.
     *
     * @return to be closed when the command is done; nothing if there has been no demo yet
     */
    Optional<AutoCloseable> database();
}
