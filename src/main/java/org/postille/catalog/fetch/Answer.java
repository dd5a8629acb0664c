package org.postille.catalog.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking for a photo. */
sealed interface Answer {

    /**
     * A file of at most 10 MB, which may be anything.
     *
     * @param etag to ask whether it has changed
     * @param lastModified the same
     */
    record File(
            byte[] bytes, @Nullable String etag, @Nullable String lastModified) implements Answer {}

    /** It is what it was. */
    record Unchanged() implements Answer {}

    /** @param pause how long the host asks not to be asked; null where it does not say */
    record Failed(Trouble trouble, String detail, @Nullable Duration pause) implements Answer {

        Failed(Trouble trouble, String detail) {
            this(trouble, detail, null);
        }
    }
}
