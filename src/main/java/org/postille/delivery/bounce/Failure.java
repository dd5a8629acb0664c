package org.postille.delivery.bounce;

import org.jspecify.annotations.Nullable;

/**
 * One recipient that was not reached.
 *
 * @param recipient the address as we wrote it where the report tells (Original-Recipient), else the one that failed; null if
 *     the report names none
 * @param severity {@link Severity#HARD} only for permanent refusals that speak of the address
 * @param status RFC 3463, such as 5.1.1; the remote system's own where it said one
 * @param reply the SMTP reply code, such as 550
 * @param diagnostic the words the rest was read from, in one line of at most 1,000 characters
 * @param delayed the sending system still tries; nothing has failed yet
 */
public record Failure(
        @Nullable String recipient,
        Severity severity,
        Reason reason,
        @Nullable String status,
        @Nullable Integer reply,
        String diagnostic,
        boolean delayed) {}
