package org.postille.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** In tests the relay is the demo's mailbox: what is sent can be read at once. */
public final class TestMailbox implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var port = Integer.toString(freePort());
        return Map.of(
                "postille.demo.smtp-port",
                port,
                "postille.delivery.relay.host",
                "127.0.0.1",
                "postille.delivery.relay.port",
                port,
                "postille.delivery.relay.start-tls",
                "off");
    }

    private static int freePort() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The mailbox ends with the application.
    }
}
