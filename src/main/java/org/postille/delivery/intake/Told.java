package org.postille.delivery.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postille.delivery.bounce.Failure;

/**
 * One thing that a relay tells in a webhook.
 *
 * @param what  happened
 * @param marks whatever may name a mail of ours: Message-IDs, addresses, values that a relay hands back
 * @param at    as the relay says
 * @param key   the same each time the relay tells this
 */
record Told(What what, List<String> marks, @Nullable Instant at, String key) {

    sealed interface What {

        /** Somebody was not reached, and the relay has given up. */
        record Failed(List<Failure> failures) implements What {}

        /**
         * @param type the relay's word for it
         * @param recipients who complained, as far as the relay tells
         */
        record Complained(@Nullable String type, List<String> recipients) implements What {}

        /** The recipient wants no more mail, as the relay learned. */
        record Unsubscribed() implements What {}

        /** Delivered, opened, still trying: nothing follows from it. */
        record Nothing() implements What {}
    }
}
