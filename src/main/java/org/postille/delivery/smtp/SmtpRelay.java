package org.postille.delivery.smtp;

import io.quarkus.logging.Log;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.postille.base.Invalid;

/**
 * The way out: hands mails to one relay over connections that are kept. Safe for any number of threads; a thread waits
 * while all connections are busy. It never throws: whatever happens is an {@link Attempt}.
 */
public final class SmtpRelay implements AutoCloseable {

    private final RelaySettings settings;
    private final Seal seal;
    private final Session session;
    private final Semaphore slots;
    private final Deque<RelayConnection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    public SmtpRelay(RelaySettings settings) {
        this(settings, Seal.NONE);
    }

    /** A relay whose mails all get that seal. */
    public SmtpRelay(RelaySettings settings, Seal seal) {
        this(settings, seal, new PromptSockets(socket -> {}));
    }

    SmtpRelay(RelaySettings settings, Seal seal, PromptSockets sockets) {
        this.settings = settings;
        this.seal = seal;
        session = session(settings, sockets);
        slots = new Semaphore(settings.connections());
    }

    private static Session session(RelaySettings settings, PromptSockets sockets) {
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.localhost", settings.heloName());
        properties.put(
                "mail.smtp.connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(settings.readTimeout().toMillis()));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
        switch (settings.startTls()) {
            case OFF -> {}
            case OPTIONAL -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.ssl.trust", "*");
                properties.put("mail.smtp.ssl.checkserveridentity", "false");
            }
            case REQUIRED -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
                properties.put("mail.smtp.ssl.checkserveridentity", "true");
            }
        }
        return Session.getInstance(properties);
    }

    /**
     * Composes and signs a mail: all the work that can be done before a connection is free.
     *
     * @throws Invalid if the recipient's address cannot be written to
     */
    public SealedMail seal(Mail mail) {
        var recipient = EmailAddress.of(mail.to().address());
        var content = Composer.compose(mail);
        return new SealedMail(EmailAddress.of(mail.envelopeSender()), recipient, seal.over(content), content);
    }

    /** One attempt at one mail, from the beginning. */
    public Attempt send(Mail mail) {
        SealedMail sealed;
        try {
            sealed = seal(mail);
        } catch (Invalid e) {
            return new Attempt.Rejected(new Reply(553, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            Log.errorf(e, "mail %s could not be made", mail.messageId());
            return new Attempt.Deferred(new Reply(0, "not sent: " + e));
        }
        return send(sealed);
    }

    /** One attempt at one mail. */
    public Attempt send(SealedMail mail) {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Attempt.Deferred(new Reply(0, "not sent: interrupted"));
        }
        try {
            return closed ? new Attempt.Deferred(new Reply(0, "not sent: shutting down")) : deliver(mail);
        } finally {
            slots.release();
        }
    }

    private Attempt deliver(SealedMail mail) {
        var kept = idle.pollFirst();
        if (kept != null) {
            try {
                return deliver(kept, mail);
            } catch (RelayConnection.Stale e) {
                dropIdle();
            }
        }
        RelayConnection fresh;
        try {
            fresh = open();
        } catch (MessagingException e) {
            return new Attempt.Deferred(new Reply(0, "no connection to the relay: " + e.getMessage()));
        }
        try {
            return deliver(fresh, mail);
        } catch (RelayConnection.Stale e) {
            return new Attempt.Deferred(e.reply());
        }
    }

    private Attempt deliver(RelayConnection connection, SealedMail mail) throws RelayConnection.Stale {
        var keep = false;
        try {
            var attempt = connection.send(mail);
            keep = connection.usable(settings.mailsPerConnection()) && !closed;
            return attempt;
        } finally {
            if (keep) {
                idle.addFirst(connection);
            } else {
                connection.quit();
            }
        }
    }

    /** What closed one idle connection, a restart of the relay or its idle limit, has closed the older ones too. */
    private void dropIdle() {
        for (var connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            connection.quit();
        }
    }

    private RelayConnection open() throws MessagingException {
        var connection = new RelayConnection(session, settings);
        connection.connect(settings.host(), settings.port(), settings.user(), settings.password());
        return connection;
    }

    /** Waits for mails on their way, then says goodbye on every connection. Mails offered later are deferred. */
    @Override
    public void close() {
        closed = true;
        slots.acquireUninterruptibly(settings.connections());
        slots.release(settings.connections());
        dropIdle();
    }
}
