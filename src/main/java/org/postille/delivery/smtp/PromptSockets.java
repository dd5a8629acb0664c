package org.postille.delivery.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * Makes sockets that send at once (TCP_NODELAY). Without it Nagle's algorithm and the relay's delayed acknowledgement wait
 * for each other at the end of every mail; Jakarta Mail has no property for it.
 */
final class PromptSockets extends SocketFactory {

    private final Consumer<Socket> opened;

    PromptSockets(Consumer<Socket> opened) {
        this.opened = opened;
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        opened.accept(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw notAsked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw notAsked();
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("Jakarta Mail asks for an unconnected socket and connects it itself");
    }
}
