package org.postille.delivery.feedback;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.postille.delivery.bounce.Failure;
import org.postille.delivery.bounce.Reason;
import org.postille.delivery.bounce.Severity;

/** What a report does to an address. */
enum BounceKind {
    /** Nobody gets mail there: suppressed at once. */
    HARD,
    /** Not now; suppressed when it goes on. */
    SOFT,
    /** We, our systems or the mail were refused, not the address: never suppresses. */
    REFUSAL,
    /** The recipient does not want our mail. */
    COMPLAINT;

    /** What other sides say of who sends. */
    private static final Set<Reason> OF_US = EnumSet.of(
            Reason.SPAM,
            Reason.BLOCKED,
            Reason.REPUTATION,
            Reason.AUTHENTICATION,
            Reason.NO_REVERSE_DNS,
            Reason.SENDER_REFUSED,
            Reason.RELAY_DENIED,
            Reason.POLICY,
            Reason.SECURITY,
            Reason.RATE);

    /** What they say of what is sent. */
    private static final Set<Reason> OF_THE_MAIL =
            EnumSet.of(Reason.TOO_LARGE, Reason.VIRUS, Reason.CONTENT, Reason.NOT_COMPLIANT, Reason.SYNTAX);

    /** What 5.7.x is sometimes said with, though it speaks of the mailbox. */
    private static final Set<Reason> OF_THE_MAILBOX =
            EnumSet.of(Reason.SUSPENDED, Reason.MAILBOX_FULL, Reason.NOT_ACCEPTING);

    static BounceKind of(Failure failure) {
        if (failure.severity() == Severity.HARD) {
            return HARD;
        }
        return OF_US.contains(failure.reason())
                        || OF_THE_MAIL.contains(failure.reason())
                        || (aboutPolicy(failure) && !OF_THE_MAILBOX.contains(failure.reason()))
                ? REFUSAL
                : SOFT;
    }

    /** {@return whether it is us who were refused: the next recipient there will be no different} */
    static boolean ofUs(Failure failure) {
        return failure.severity() == Severity.SOFT
                && (OF_US.contains(failure.reason()) || (aboutPolicy(failure) && failure.reason() == Reason.UNKNOWN));
    }

    private static boolean aboutPolicy(Failure failure) {
        var status = failure.status();
        return status != null && status.startsWith("7.", 2);
    }

    /** As it stands in the database. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return a reason for people, such as "5.1.1 user unknown"} */
    static String words(Failure failure) {
        return (failure.status() == null ? "" : failure.status() + " ")
                + failure.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
