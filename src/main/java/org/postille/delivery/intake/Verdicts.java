package org.postille.delivery.intake;

import org.jspecify.annotations.Nullable;
import org.postille.delivery.bounce.Failure;
import org.postille.delivery.bounce.Reason;
import org.postille.delivery.bounce.Severity;

/** What a relay thinks of a failure, where the words of the other side leave it open. */
enum Verdicts {
    /** The address is dead. */
    PERMANENT,
    /** The relay did not even try, since the address was dead before: the words are its own. */
    LISTED,
    /** The address could not be reached. */
    TEMPORARY,
    /** The mail or its sender was refused. */
    BLOCKED;

    /**
     * The words come first: relays call much permanent that only speaks of the sender.
     *
     * @param said   by the other side, with its codes
     * @param around what the relay says
     */
    Failure of(@Nullable String recipient, String said, String around, @Nullable String status) {
        // That nobody is there is believed as an answer to RCPT; a relay that calls it permanent means the same.
        var read = Failure.of(recipient, said, this == PERMANENT ? around + " in reply to RCPT TO" : around, status);
        // Where the other side said nothing, our own words are no diagnostic.
        var failure = said.isBlank() ? told(read, around.strip()) : read;
        var policy = failure.status() != null && failure.status().startsWith("7.", 2);
        var open = failure.reason() == Reason.UNKNOWN && !policy;
        return switch (this) {
            case PERMANENT -> open ? with(failure, Severity.HARD, Reason.UNKNOWN) : failure;
            case LISTED -> with(failure, Severity.HARD, Reason.UNKNOWN);
            case TEMPORARY -> failure;
            case BLOCKED -> open ? with(failure, Severity.SOFT, Reason.BLOCKED) : failure;
        };
    }

    private static Failure told(Failure failure, String diagnostic) {
        return new Failure(
                failure.recipient(),
                failure.severity(),
                failure.reason(),
                failure.status(),
                failure.reply(),
                diagnostic,
                failure.delayed());
    }

    private static Failure with(Failure failure, Severity severity, Reason reason) {
        return new Failure(
                failure.recipient(),
                severity,
                reason,
                failure.status(),
                failure.reply(),
                failure.diagnostic(),
                failure.delayed());
    }
}
