package org.postille.delivery.intake;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Takes mail to our own addresses by SMTP (RFC 5321) or LMTP (RFC 2033), and no other: it relays nothing and bounces nothing. It
 * says yes only when the mail is taken for good.
 */
final class MailServer implements AutoCloseable {

    static final int MOST_CONNECTIONS = 50;

    private final ServerSocket server;
    private final Dialogue.Protocol protocol;
    private final Dialogue.Taker taker;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @throws IOException if the port is not free */
    MailServer(InetSocketAddress address, Dialogue.Protocol protocol, Dialogue.Taker taker) throws IOException {
        this.protocol = protocol;
        this.taker = taker;
        this.server = new ServerSocket();
        server.bind(address);
        Thread.ofVirtual().name("postille-bounces").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                if (free.tryAcquire()) {
                    open.add(connection);
                    Thread.ofVirtual().start(() -> talk(connection));
                } else {
                    turnAway(connection);
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    Log.warnf("a connection for bounces could not be taken: %s", e.getMessage());
                }
            }
        }
    }

    private static void turnAway(Socket connection) throws IOException {
        try (connection) {
            connection
                    .getOutputStream()
                    .write("421 4.3.2 too many connections, come again\r\n".getBytes(Dialogue.LATIN));
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            new Dialogue(connection, protocol, taker).run();
        } catch (IOException e) {
            Log.debugf("a connection for bounces broke: %s", e.getMessage());
        } finally {
            open.remove(connection);
            free.release();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var it : open) {
            it.close();
        }
    }
}
