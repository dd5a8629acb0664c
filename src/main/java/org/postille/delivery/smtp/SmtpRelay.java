package org.postille.delivery.smtp;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;

/**
 * The way out: hands mails to one relay over connections that are kept. Safe for any number of threads; a thread waits
 * while all connections are busy. It never throws: whatever happens is an {@link Attempt}.
 */
public final class SmtpRelay implements AutoCloseable {

    /** After a refused login: whoever keeps guessing is locked out. */
    private static final Duration LOGIN_PAUSE = Duration.ofSeconds(30);

    private final RelaySettings settings;
    private final Seal seal;
    private final SSLContext tls;
    private final Slots slots;
    private final Set<RelayConnection> open = ConcurrentHashMap.newKeySet();
    private final Deque<RelayConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean attended = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Pause pause;
    private volatile boolean closed;

    /** No further login before then. */
    private record Pause(Reply reply, long until) {}

    public SmtpRelay(RelaySettings settings) {
        this(settings, Seal.NONE);
    }

    /** A relay whose mails all get that seal. */
    public SmtpRelay(RelaySettings settings, Seal seal) {
        this(settings, seal, Trust.of(settings.startTls()));
    }

    SmtpRelay(RelaySettings settings, Seal seal, SSLContext tls) {
        this.settings = settings;
        this.seal = seal;
        this.tls = tls;
        slots = new Slots(settings.connections(), System::nanoTime);
    }

    /**
     * Composes and signs a mail: all the work that can be done before a connection is free.
     *
     * @throws Invalid if the recipient's address cannot be written to
     */
    public SealedMail seal(Mail mail) {
        var recipient = EmailAddress.ofRecipient(mail.to().address());
        var content = Composer.compose(mail);
        return new SealedMail(
                EmailAddress.of(mail.envelopeSender()), recipient, mail.messageId(), seal.over(content), content);
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

    /** One attempt at one mail. Where the relay lets no more connections in, it waits for one of those that there are. */
    public Attempt send(SealedMail mail) {
        Reply unwelcome = null;
        while (true) {
            try {
                slots.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Attempt.NotOffered(new Reply(0, "not sent: interrupted"));
            }
            var aside = false;
            try {
                if (closed) {
                    return new Attempt.NotOffered(new Reply(0, "not sent: shutting down"));
                }
                if (unwelcome != null && slots.alone()) {
                    return new Attempt.NotOffered(unwelcome);
                }
                return deliver(mail);
            } catch (Unwelcome e) {
                unwelcome = e.reply();
                aside = slots.refused();
                if (!aside) {
                    return new Attempt.NotOffered(unwelcome);
                }
            } finally {
                if (!aside) {
                    slots.giveBack();
                }
            }
        }
    }

    private Attempt deliver(SealedMail mail) throws Unwelcome {
        var kept = idle.pollFirst();
        if (kept != null) {
            try {
                return deliver(kept, mail);
            } catch (RelayConnection.Stale e) {
                dropIdle();
            }
        }
        slots.connecting();
        RelayConnection fresh;
        try {
            fresh = open();
        } catch (IOException e) {
            throw Unwelcome.because(new Reply(0, "no connection to the relay " + settings + ": " + e));
        } catch (RuntimeException e) {
            Log.errorf(e, "no connection to the relay %s", settings);
            throw Unwelcome.because(new Reply(0, "no connection to the relay " + settings + ": " + e));
        }
        slots.connected();
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
                quit(connection);
            }
        }
    }

    /** What closed one idle connection, a restart of the relay or its idle limit, has closed the older ones too. */
    private void dropIdle() {
        for (var connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            quit(connection);
        }
    }

    private void quit(RelayConnection connection) {
        connection.quit();
        open.remove(connection);
        slots.ended();
    }

    private RelayConnection open() throws IOException, Unwelcome {
        var waiting = pause;
        if (waiting != null && waiting.until - System.nanoTime() > 0) {
            throw Unwelcome.because(waiting.reply);
        }
        try {
            var connection = RelayConnection.open(settings, tls);
            open.add(connection);
            pause = null;
            if (attended.compareAndSet(false, true)) {
                Thread.ofVirtual().name("relay " + settings).start(this::attend);
            }
            return connection;
        } catch (Unwelcome e) {
            if (e.login()) {
                pause = new Pause(e.reply(), System.nanoTime() + LOGIN_PAUSE.toNanos());
                Log.errorf("the relay %s refuses our login: %s", settings, e.reply());
            }
            throw e;
        }
    }

    /** Ends connections that wait in vain: for a mail, or for the relay to take what is being sent. */
    private void attend() {
        var tick = Math.clamp(settings.idle().toMillis() / 4, 10, 1000);
        try {
            while (!end.await(tick, TimeUnit.MILLISECONDS)) {
                idle.forEach(this::endIfIdle);
                open.forEach(RelayConnection::endIfStuck);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endIfIdle(RelayConnection connection) {
        if (connection.idleFor().compareTo(settings.idle()) > 0 && idle.remove(connection)) {
            quit(connection);
        }
    }

    /** Waits for mails on their way, then says goodbye on every connection. Later ones are not offered. */
    @Override
    public void close() {
        closed = true;
        slots.close();
        dropIdle();
        end.countDown();
    }
}
