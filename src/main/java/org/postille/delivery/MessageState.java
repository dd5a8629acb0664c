package org.postille.delivery;

import java.util.EnumSet;
import java.util.Set;

/** What has become of a message. All legal changes stand in {@link #canBecome}. */
public enum MessageState {
    /** Selected, waiting for its time. */
    PLANNED,
    /** A node holds the lease on it; nothing has left yet. */
    CLAIMED,
    /** The relay may have it: from just before the connection until the outcome is written. */
    HANDED_OVER,
    /** The relay has taken responsibility. */
    ACCEPTED,
    /** Certainly not taken; will be tried again. */
    DEFERRED,
    /** Certainly not taken, and never will be. */
    REJECTED,
    /** A rule forbids it: no consent any more, the frequency limit, not in the audience. */
    SUPPRESSED,
    /** Could not be handed over in the time in which it makes sense. */
    EXPIRED,
    /** The connection or the process died when the relay may have had it. Never sent again by itself. */
    UNKNOWN;

    Set<MessageState> canBecome() {
        return switch (this) {
            case PLANNED -> EnumSet.of(CLAIMED, SUPPRESSED, EXPIRED);
            case DEFERRED -> EnumSet.of(CLAIMED, SUPPRESSED, EXPIRED);
            // Back to PLANNED when the lease of a dead node has run out: nothing had left.
            case CLAIMED -> EnumSet.of(PLANNED, HANDED_OVER, SUPPRESSED, DEFERRED, REJECTED, EXPIRED);
            case HANDED_OVER -> EnumSet.of(ACCEPTED, DEFERRED, REJECTED, EXPIRED, UNKNOWN);
            case ACCEPTED, REJECTED, SUPPRESSED, EXPIRED, UNKNOWN -> EnumSet.noneOf(MessageState.class);
        };
    }

    /** Whether nothing will happen to it any more. */
    public boolean isFinal() {
        return canBecome().isEmpty();
    }

    /** As it stands in the database. */
    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static MessageState of(String code) {
        return valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }
}
