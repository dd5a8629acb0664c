package org.postille.demo.mailbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.ServerSetup;
import org.postille.delivery.smtp.ReceivedMail;

/**
 * GreenMail's SMTP server in front of the mailbox: takes any mail from anybody on this machine to anybody, and keeps none of
 * them in memory as GreenMail by itself would.
 */
final class Receiver implements AutoCloseable {

    private static final long START_MILLIS = 10_000;

    private final SmtpServer server;

    Receiver(int port, Mailbox mailbox) {
        server = new SmtpServer(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new Straight(mailbox));
        server.startService();
        try {
            if (!server.waitTillRunning(START_MILLIS)) {
                throw new IllegalStateException(
                        "the mailbox cannot listen on port " + port + ": is another demo running?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the mailbox was starting", e);
        }
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.stopService();
    }

    /** GreenMail's wiring, with the way into its own store replaced. */
    private static final class Straight extends Managers {
        private final SmtpManager intake;

        Straight(Mailbox mailbox) {
            intake = new Intake(getImapHostManager(), getUserManager(), mailbox);
        }

        @Override
        public SmtpManager getSmtpManager() {
            return intake;
        }
    }

    private static final class Intake extends SmtpManager {
        private final Mailbox mailbox;

        Intake(ImapHostManager folders, UserManager users, Mailbox mailbox) {
            super(folders, users);
            this.mailbox = mailbox;
        }

        /** Not synchronized as the overridden one is: the mailbox takes mails of several connections at once. */
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public void send(SmtpState state) {
            mailbox.keep(ReceivedMail.source(state.getMessage().getMessage()));
        }
    }
}
