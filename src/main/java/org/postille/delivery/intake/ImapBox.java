package org.postille.delivery.intake;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * By IMAP: what is done goes into a folder beside, and what nobody could tell what to do with into another. A mail that the server
 * cannot hand out is passed over from then on, until a restart.
 */
final class ImapBox implements Box {

    static final String PROCESSED = "Processed";
    static final String UNDECIDED = "Undecided";

    private final String folder;
    /** By UID. */
    private final Set<Long> unreadable = new HashSet<>();

    ImapBox(String folder) {
        this.folder = folder;
    }

    @Override
    public int portion(Store store, Taker taker) throws MessagingException, IOException {
        var inbox = store.getFolder(folder);
        inbox.open(Folder.READ_WRITE);
        try {
            var messages = inbox.getMessages(1, Math.min(inbox.getMessageCount(), PORTION + unreadable.size()));
            var uids = new FetchProfile();
            uids.add(UIDFolder.FetchProfileItem.UID);
            inbox.fetch(messages, uids);
            var looked = 0;
            var done = new ArrayList<Message>();
            var open = new ArrayList<Message>();
            try {
                for (var message : messages) {
                    var uid = ((UIDFolder) inbox).getUID(message);
                    if (looked < PORTION && !unreadable.contains(uid)) {
                        looked++;
                        switch (taker.take(bytes(message, uid))) {
                            case COUNTED, KNOWN, NOTHING -> done.add(message);
                            case UNMATCHED, OTHER -> open.add(message);
                        }
                    }
                }
            } finally {
                // What was taken before something went wrong is put away all the same.
                put(store, inbox, done, PROCESSED);
                put(store, inbox, open, UNDECIDED);
            }
            return looked;
        } finally {
            inbox.close(true);
        }
    }

    /** A copy first: if the connection breaks between, the mail is there twice and counts once. */
    private static void put(Store store, Folder inbox, List<Message> messages, String target)
            throws MessagingException {
        if (!messages.isEmpty()) {
            var some = messages.toArray(Message[]::new);
            inbox.copyMessages(some, beside(store, inbox, target));
            inbox.setFlags(some, new Flags(Flags.Flag.DELETED), true);
        }
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

    private byte[] bytes(Message message, long uid) throws MessagingException, IOException {
        var own = (IMAPMessage) message;
        own.setPeek(true);
        try (var stream = own.getMimeStream()) {
            return stream.readNBytes(LARGEST);
        } catch (MessagingException | IOException | RuntimeException e) {
            // Many servers end the connection over it; the next look goes on behind it.
            unreadable.add(uid);
            throw new MessagingException(
                    "the mail with UID " + uid + " in " + folder + " cannot be read (" + e.getMessage()
                            + "); it is passed over until a restart",
                    e);
        }
    }
}
