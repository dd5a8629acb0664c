package org.postille.delivery.intake;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import org.postille.delivery.feedback.Bounces.Taken;

/** What lies in a mailbox, to be taken in portions. */
interface Box {

    /** Larger mails are read up to here: reports stand before the mail that they return. */
    int LARGEST = 1 << 20;

    /** Mails until what is done is put away. */
    int PORTION = 20;

    /** Who takes the mails. */
    interface Taker {

        /** @throws RuntimeException if it cannot be taken now: the mail stays where it is */
        Taken take(byte[] mail);
    }

    /**
     * Takes a portion, and puts away what was taken.
     *
     * @return how many were taken; 0 if there is nothing left
     */
    int portion(Store store, Taker taker) throws MessagingException, IOException;
}
