package org.postille.delivery.intake;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Message;

/**
 * By POP3: what is done is deleted. POP3 has no folders, so what nobody could tell what to do with stays; it is looked at again
 * after a restart only.
 */
final class PopBox implements Box {

    private static final int LINES_OF_LARGE = 5_000;

    private final Set<String> undecided = new HashSet<>();

    @Override
    public int portion(Store store, Taker taker) throws MessagingException, IOException {
        var inbox = (POP3Folder) store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        var taken = 0;
        try {
            var messages = inbox.getMessages();
            var ids = new FetchProfile();
            ids.add(UIDFolder.FetchProfileItem.UID);
            inbox.fetch(messages, ids);
            var present = new HashSet<String>();
            for (var message : messages) {
                var id = String.valueOf(inbox.getUID(message));
                present.add(id);
                if (taken == PORTION || undecided.contains(id)) {
                    continue;
                }
                switch (taker.take(bytes((POP3Message) message, id))) {
                    case COUNTED, KNOWN, NOTHING -> message.setFlag(Flags.Flag.DELETED, true);
                    case UNMATCHED, OTHER -> undecided.add(id);
                }
                taken++;
            }
            undecided.retainAll(present);
            return taken;
        } finally {
            inbox.close(true);
        }
    }

    private byte[] bytes(POP3Message message, String id) throws MessagingException {
        try {
            return bytes(message);
        } catch (MessagingException | IOException e) {
            undecided.add(id);
            throw new MessagingException(
                    "the mail " + id + " cannot be read (" + e.getMessage() + "); it is passed over until a restart",
                    e);
        }
    }

    private static byte[] bytes(POP3Message message) throws MessagingException, IOException {
        if (message.getSize() > LARGEST) {
            try (var start = message.top(LINES_OF_LARGE)) {
                return start.readNBytes(LARGEST);
            }
        }
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }
}
