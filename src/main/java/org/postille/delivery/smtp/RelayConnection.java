package org.postille.delivery.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One connection to the relay. Greeting, TLS, authentication and dot-stuffing are Jakarta Mail's; the dialogue of a mail is
 * ours, because its own loses how far it got when the connection breaks.
 */
final class RelayConnection extends SMTPTransport {

    /** How far the dialogue of a mail got. */
    private enum Stage {
        MAIL,
        RCPT,
        DATA,
        CONTENT,
        HANDED_OVER
    }

    private static final int SERVICE_CLOSING = 421;

    private Stage stage = Stage.MAIL;
    private String command = "";
    private Reply reply = new Reply(0, "");
    private boolean midTransaction;
    private boolean broken;
    private int mails;

    RelayConnection(Session session, RelaySettings settings) {
        super(
                session,
                new URLName("smtp", settings.host(), settings.port(), null, settings.user(), settings.password()));
    }

    /** The relay closed the connection before it heard of the mail: it may safely be sent by another one. */
    static final class Stale extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        private Stale(Reply reply) {
            super(reply.toString());
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    synchronized Attempt send(SealedMail mail) throws Stale {
        stage = Stage.MAIL;
        reply = new Reply(0, "");
        mails++;
        try {
            return converse(mail);
        } catch (MessagingException | IOException e) {
            broken = true;
            return switch (stage) {
                case MAIL -> throw new Stale(lost(e));
                case RCPT, DATA, CONTENT -> new Attempt.Deferred(lost(e));
                case HANDED_OVER -> new Attempt.Unknown(lost(e));
            };
        }
    }

    private Attempt converse(SealedMail mail) throws MessagingException, IOException, Stale {
        if (midTransaction) {
            say("RSET");
            midTransaction = false;
        }
        var size = supportsExtension("SIZE") ? " SIZE=" + mail.size() : "";
        if (say("MAIL FROM:<" + mail.sender() + ">" + size) == SERVICE_CLOSING) {
            throw new Stale(reply);
        }
        if (!positive()) {
            return refused();
        }
        midTransaction = true;
        stage = Stage.RCPT;
        say("RCPT TO:<" + mail.recipient() + ">");
        if (!positive()) {
            return refused();
        }
        stage = Stage.DATA;
        return transfer(mail);
    }

    private Attempt transfer(SealedMail mail) throws MessagingException, IOException {
        try {
            var out = data();
            stage = Stage.CONTENT;
            out.write(mail.seal());
            out.write(mail.content());
            finishData();
        } catch (MessagingException e) {
            if (reply.code() < 400) {
                throw e;
            }
            midTransaction = false;
            return refused();
        }
        midTransaction = false;
        return new Attempt.Accepted(reply);
    }

    private int say(String line) throws MessagingException {
        var code = simpleCommand(line);
        if (code < 0) {
            throw new MessagingException("the relay closed the connection");
        }
        return code;
    }

    private boolean positive() {
        return reply.code() >= 200 && reply.code() < 300;
    }

    private Attempt refused() {
        if (reply.code() == SERVICE_CLOSING) {
            broken = true;
        }
        // 530 and 535: the relay wants (other) credentials, which says nothing about the recipient.
        var permanent = reply.code() >= 500 && reply.code() != 530 && reply.code() != 535;
        return permanent ? new Attempt.Rejected(reply) : new Attempt.Deferred(reply);
    }

    private Reply lost(Exception e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return new Reply(0, "connection lost at " + stage + ": " + cause);
    }

    /** Whether it can take another mail, as far as can be known without asking. */
    synchronized boolean usable(int mailsPerConnection) {
        return !broken && mails < mailsPerConnection;
    }

    /** Whether it has carried a mail before: then the relay may have closed it meanwhile. */
    synchronized boolean kept() {
        return mails > 0;
    }

    /** Says goodbye if there is still somebody to say it to; never fails. */
    synchronized void quit() {
        try {
            close();
        } catch (MessagingException e) {
            // It is closed now either way.
        }
    }

    @Override
    protected void sendCommand(String line) throws MessagingException {
        command = line;
        super.sendCommand(line);
        if (line.equals(".")) {
            stage = Stage.HANDED_OVER;
        }
    }

    /** Keeps what the relay said to the dialogue, and not to the RSET that Jakarta Mail sends after a failure. */
    @Override
    protected int readServerResponse() throws MessagingException {
        var code = super.readServerResponse();
        if (!command.equals("RSET")) {
            reply = Reply.parse(code, getLastServerResponse());
        }
        return code;
    }
}
