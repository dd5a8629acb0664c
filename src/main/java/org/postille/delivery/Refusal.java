package org.postille.delivery;

import java.util.Set;
import org.postille.delivery.smtp.Reply;

/** Whom a relay's refusal for good is about. */
enum Refusal {
    /** The address, or this one mail. */
    OF_THE_MAIL,
    /** Us: what we are, how we sign, what others say about us, what we write to everybody (RFC 3463: X.7.X). */
    OF_US;

    /** The relay wants other credentials, or encryption (RFC 4954 section 6, RFC 3207). */
    private static final Set<Integer> CREDENTIALS = Set.of(454, 530, 534, 535, 538);

    static Refusal of(Reply reply) {
        return reply.enhanced().filter(it -> it.startsWith("5.7.")).isPresent() ? OF_US : OF_THE_MAIL;
    }

    /** Whether it says that the relay lets nobody in, whatever the mail: no answer at all, or credentials. */
    static boolean closesTheDoor(Reply reply) {
        return reply.code() == 0 || CREDENTIALS.contains(reply.code());
    }
}
