package org.postille.delivery.smtp;

/** How one attempt to hand a mail to the relay went. */
public sealed interface Attempt {

    /** The last thing the relay said, or why it said nothing. */
    Reply reply();

    /** The relay has taken responsibility. */
    record Accepted(Reply reply) implements Attempt {}

    /** It did not come to it: there was no connection, whose fault neither the mail nor the recipient's house is. */
    record NotOffered(Reply reply) implements Attempt {}

    /** Certainly not taken, worth another attempt: a 4xx, or a connection that was lost in time. */
    record Deferred(Reply reply) implements Attempt {}

    /** Certainly not taken, and it will not be: a 5xx, or an address that cannot be written to. */
    record Rejected(Reply reply, Refused what) implements Attempt {
        public Rejected(Reply reply) {
            this(reply, Refused.RECIPIENT);
        }
    }

    /** The whole mail was handed over, then the connection was lost before the reply: it may or may not have been taken. */
    record Unknown(Reply reply) implements Attempt {}

    /** What a 5xx was the answer to: only one to the recipient can say that this one does not exist. */
    enum Refused {
        SENDER,
        RECIPIENT,
        CONTENT
    }
}
