package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WireTest {

    /** What arrives of whole lines that are sent as text. */
    private static String arrived(String text) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var received = CompletableFuture.supplyAsync(() -> {
                try (var socket = server.accept()) {
                    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            var wire = Wire.connect("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(5));
            wire.text(text.getBytes(StandardCharsets.ISO_8859_1));
            wire.flush();
            wire.close();
            return received.get();
        }
    }

    @Test
    void lines_that_begin_with_a_dot_get_one_more() throws Exception {
        assertThat(arrived(".\r\na.b\r\n..\r\n.x\r\n\r\n.\r\n")).isEqualTo("..\r\na.b\r\n...\r\n..x\r\n\r\n..\r\n");
    }

    @Test
    void dots_are_seen_wherever_a_block_ends() throws Exception {
        var random = new Random(4711);
        var text = new StringBuilder();
        while (text.length() < 200_000) {
            text.append(".".repeat(random.nextInt(3)))
                    .append("x".repeat(random.nextInt(5)))
                    .append("\r\n");
        }
        assertThat(arrived(text.toString())).isEqualTo(text.toString().replaceAll("(?m)^\\.", ".."));
    }
}
