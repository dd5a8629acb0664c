package org.postille.delivery.bounce;

import io.quarkus.logging.Log;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mail to the bounce address is. */
public sealed interface Report {

    /** {@return what tells which mail of ours this is about} */
    Origin origin();

    /** Somebody was not reached, or not yet; at least one failure. */
    record Bounced(List<Failure> failures, Origin origin) implements Report {}

    /** Delivery, relaying or expansion was confirmed as asked for (RFC 3461) and nothing failed. */
    record Delivered(List<String> recipients, Origin origin) implements Report {}

    /**
     * A recipient complained, or the recipient's system did (RFC 5965).
     *
     * @param feedback the Feedback-Type as written, such as abuse
     * @param recipients often redacted or missing: then only the origin tells
     */
    record Complaint(Kind kind, @Nullable String feedback, List<String> recipients, Origin origin) implements Report {

        /** What was complained about (RFC 5965 section 7.3, RFC 6430, RFC 6591). */
        public enum Kind {
            ABUSE(true),
            FRAUD(true),
            OPT_OUT(true),
            OTHER(true),
            VIRUS(false),
            AUTH_FAILURE(false),
            NOT_SPAM(false);

            private final boolean unsubscribes;

            Kind(boolean unsubscribes) {
                this.unsubscribes = unsubscribes;
            }

            /** {@return whether the person behind it wants no more mail} */
            public boolean unsubscribes() {
                return unsubscribes;
            }
        }
    }

    /**
     * A program answered in place of a person (RFC 3834): on holiday, received, moved.
     *
     * @param sender who answers
     */
    record AutoReply(@Nullable String sender, String subject, Origin origin) implements Report {}

    /** None of these: a person's answer, advertising, anything. */
    record Other(Origin origin) implements Report {}

    /**
     * Reads a mail. Only the first part of a large mail is looked at. Takes any bytes and never throws.
     *
     * @param mail as received, headers and body
     */
    static Report read(byte[] mail) {
        return read(mail, null);
    }

    /**
     * Reads a mail of which it is known who sent it.
     *
     * @param mail   as received, headers and body
     * @param sender of its envelope (MAIL FROM), empty for none; null if it is not known: then a Return-Path in the header tells
     */
    static Report read(byte[] mail, @Nullable String sender) {
        try {
            return new ReportReader(Mail.parse(mail), sender).report();
        } catch (RuntimeException | StackOverflowError e) {
            // Anybody may write to the bounce address, and nobody must be able to stop it.
            Log.warn("A mail to the bounce address could not be read", e);
            return new Other(new Origin(null, null, null, null, List.of(), List.of()));
        }
    }
}
