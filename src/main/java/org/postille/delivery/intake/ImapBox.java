package org.postille.delivery.intake;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.postille.delivery.Bounces.Taken;

/** By IMAP: what is done goes into a folder beside, and what nobody could tell what to do with into another. */
record ImapBox(String folder) implements Box {

    static final String PROCESSED = "Processed";
    static final String UNDECIDED = "Undecided";

    @Override
    public int portion(Store store, Taker taker) throws MessagingException, IOException {
        var inbox = store.getFolder(folder);
        inbox.open(Folder.READ_WRITE);
        var taken = 0;
        try {
            var processed = beside(store, inbox, PROCESSED);
            var undecided = beside(store, inbox, UNDECIDED);
            for (var message : inbox.getMessages(1, Math.min(inbox.getMessageCount(), PORTION))) {
                if (!message.isSet(Flags.Flag.DELETED)) {
                    put(inbox, message, target(taker.take(bytes(message)), processed, undecided));
                }
                taken++;
            }
            return taken;
        } finally {
            // What was put away before something went wrong is gone from here.
            inbox.close(true);
        }
    }

    private static Folder target(Taken taken, Folder processed, Folder undecided) {
        return switch (taken) {
            case COUNTED, KNOWN, NOTHING -> processed;
            case UNMATCHED, OTHER -> undecided;
        };
    }

    /** A copy first: if the connection breaks between, the mail is there twice and counts once. */
    private static void put(Folder inbox, Message message, Folder target) throws MessagingException {
        inbox.copyMessages(new Message[] {message}, target);
        message.setFlag(Flags.Flag.DELETED, true);
    }

    /** Some servers have all folders below the inbox. */
    private static Folder beside(Store store, Folder inbox, String name) throws MessagingException {
        var top = store.getDefaultFolder().getFolder(name);
        var below = inbox.getFolder(name);
        if (top.exists() || (!below.exists() && top.create(Folder.HOLDS_MESSAGES))) {
            return top;
        }
        if (!below.exists() && !below.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("the folder '" + name + "' cannot be made");
        }
        return below;
    }

    private static byte[] bytes(Message message) throws MessagingException, IOException {
        var own = (IMAPMessage) message;
        own.setPeek(true);
        try (var stream = own.getMimeStream()) {
            return stream.readNBytes(LARGEST);
        }
    }
}
