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
        boolean delayed) {

    /**
     * Reads a refusal that was told without a mail around it: by our relay, or in a webhook.
     *
     * @param said   what the other side said, with its codes
     * @param around what is told about it; also at which command it was said
     * @param status RFC 3463, where it is told apart from the words
     */
    public static Failure of(@Nullable String recipient, String said, String around, @Nullable String status) {
        return new Diagnosis(
                        said,
                        around,
                        status == null ? null : Reply.status(status).orElse(null),
                        null,
                        false,
                        false)
                .failure(recipient);
    }
}
