package org.postille.delivery;

import java.time.Instant;

/** Whether a claimed message may leave, asked a moment before it does. */
sealed interface Verdict {

    record Allowed() implements Verdict {}

    /** @param rule that forbids it, in words */
    record Forbidden(String rule) implements Verdict {}

    /** @param at when it may be tried again */
    record NotNow(String why, Instant at) implements Verdict {}

    /** Its campaign sends nothing until somebody resumes it. */
    record Paused(String why) implements Verdict {}

    /** Nobody wants it any more. */
    record TooLate() implements Verdict {}
}
