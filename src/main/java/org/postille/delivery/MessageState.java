package org.postille.delivery;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What has become of a message. All legal changes stand in {@link #canBecome}. */
public enum MessageState {
    /** Selected, waiting for its time. */
    PLANNED,
    /** A node holds the lease on it; nothing has left yet. */
    CLAIMED,
    /** The relay may have it: from just before the first byte leaves until the outcome is written. */
    HANDED_OVER,
    /** The relay has taken responsibility. */
    ACCEPTED,
    /** Will be tried again: certainly not taken, or doubtful and its campaign says {@code on-unknown: resend}. */
    DEFERRED,
    /** Its campaign is paused: waits until somebody resumes it, or until it expires. */
    HELD,
    /** Certainly not taken, and never will be. */
    REJECTED,
    /** A rule forbids it: no consent any more, the frequency limit, not in the audience. */
    SUPPRESSED,
    /** Could not be handed over in the time in which it makes sense. */
    EXPIRED,
    /** The connection or the process died when the relay may have had it. Not sent again by itself. */
    UNKNOWN;

    Set<MessageState> canBecome() {
        return switch (this) {
            // To UNKNOWN, here and below, when it expires and was in doubt before.
            case PLANNED -> EnumSet.of(CLAIMED, SUPPRESSED, EXPIRED, UNKNOWN);
            // To the last two when a node that was taken for dead brings the relay's answer after all.
            case DEFERRED -> EnumSet.of(CLAIMED, SUPPRESSED, EXPIRED, UNKNOWN, ACCEPTED, REJECTED);
            case HELD -> EnumSet.of(PLANNED, CLAIMED, EXPIRED, UNKNOWN);
            // Back to PLANNED when the lease of a dead node has run out, or the relay is away: nothing had left.
            case CLAIMED -> EnumSet.of(PLANNED, HANDED_OVER, SUPPRESSED, DEFERRED, HELD, REJECTED, EXPIRED, UNKNOWN);
            case HANDED_OVER -> EnumSet.of(ACCEPTED, DEFERRED, HELD, REJECTED, UNKNOWN);
            // To PLANNED when somebody has the missed sent; otherwise as above.
            case UNKNOWN -> EnumSet.of(PLANNED, ACCEPTED, REJECTED);
            case EXPIRED, REJECTED -> EnumSet.of(PLANNED);
            case ACCEPTED, SUPPRESSED -> EnumSet.noneOf(MessageState.class);
        };
    }

    /** Whether nothing will happen to it any more by itself. */
    public boolean isFinal() {
        return switch (this) {
            case PLANNED, CLAIMED, HANDED_OVER, DEFERRED, HELD -> false;
            case ACCEPTED, REJECTED, SUPPRESSED, EXPIRED, UNKNOWN -> true;
        };
    }

    /** Those in which something is still to happen. */
    static List<MessageState> open() {
        return Arrays.stream(values()).filter(it -> !it.isFinal()).toList();
    }

    /** Those that can become this one. */
    List<MessageState> before() {
        return Arrays.stream(values())
                .filter(it -> it.canBecome().contains(this))
                .toList();
    }

    /** As it stands in the database. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MessageState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
