package org.postille.delivery.intake;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes mail to our own addresses by SMTP (RFC 5321) or LMTP (RFC 2033), and no other: it relays nothing and bounces nothing. It
 * says yes only when the mail is taken for good.
 */
final class MailServer implements AutoCloseable {

    /**
     * How much of it others may have.
     *
     * @param connections at once
     * @param ofOneAddress of these; a mail server in front of it needs as many as it opens to one destination
     * @param silence during which nothing was read and nothing could be written
     * @param longest that a connection lasts
     */
    record Limits(int connections, int ofOneAddress, Duration silence, Duration longest) {

        static final Limits USUAL = new Limits(50, 20, Duration.ofMinutes(1), Duration.ofMinutes(15));
    }

    private record Session(Socket connection, Dialogue dialogue, InetAddress from) {}

    private final ServerSocket server;
    private final Dialogue.Protocol protocol;
    private final Dialogue.Taker taker;
    private final Limits limits;
    private final List<Session> open = new ArrayList<>();
    /** A thread of the platform's: it must come to its turn whatever the virtual ones do. */
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bounces-watchdog").factory());

    /** @throws IOException if the port is not free */
    MailServer(InetSocketAddress address, Dialogue.Protocol protocol, Dialogue.Taker taker, Limits limits)
            throws IOException {
        this.protocol = protocol;
        this.taker = taker;
        this.limits = limits;
        this.server = new ServerSocket();
        server.bind(address);
        var often = limits.silence().toMillis() / 12;
        var _ = watch.scheduleWithFixedDelay(this::closeOverdue, often, often, TimeUnit.MILLISECONDS);
        Thread.ofVirtual().name("postille-bounces").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                begin(connection);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    Log.warnf("a connection for bounces could not be taken: %s", e.getMessage());
                }
            }
        }
    }

    private void begin(Socket connection) throws IOException {
        var session =
                new Session(connection, new Dialogue(connection, protocol, taker, limits), connection.getInetAddress());
        if (admit(session)) {
            Thread.ofVirtual().start(() -> talk(session));
        } else {
            turnAway(connection);
        }
    }

    private boolean admit(Session session) {
        synchronized (open) {
            var ofOne =
                    open.stream().filter(it -> it.from().equals(session.from())).count();
            return open.size() < limits.connections() && ofOne < limits.ofOneAddress() && open.add(session);
        }
    }

    /** Whoever does not read keeps us writing, which only the end of the connection ends. */
    private void closeOverdue() {
        for (var it : open()) {
            if (it.dialogue().isOverdue()) {
                close(it.connection());
            }
        }
    }

    private List<Session> open() {
        synchronized (open) {
            return List.copyOf(open);
        }
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            Log.debugf("a connection for bounces could not be closed: %s", e.getMessage());
        }
    }

    private static void turnAway(Socket connection) throws IOException {
        try (connection) {
            connection
                    .getOutputStream()
                    .write("421 4.3.2 too many connections, come again\r\n".getBytes(Dialogue.LATIN));
        }
    }

    private void talk(Session session) {
        try (var _ = session.connection()) {
            session.dialogue().run();
        } catch (IOException e) {
            Log.debugf("a connection for bounces broke: %s", e.getMessage());
        } finally {
            synchronized (open) {
                open.remove(session);
            }
        }
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        server.close();
        open().forEach(it -> close(it.connection()));
    }
}
