package org.postille.demo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The same mail over and over, by bare sockets: what the sink takes from a sender that has nothing to do. */
final class SinkLoad {

    private static final String END = "\r\n.\r\n";

    private SinkLoad() {}

    /**
     * Sends.
     *
     * @param mail as it goes over the wire, without a line that begins with a dot
     * @return nanoseconds from the first connection to the last answer
     */
    static long run(int port, byte[] mail, int mails, int connections) throws Exception {
        var left = new AtomicInteger(mails);
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < connections; i++) {
                working.add(threads.submit(() -> connection(port, mail, left)));
            }
            for (var it : working) {
                it.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the sink failed", e.getCause());
        }
        return System.nanoTime() - start;
    }

    private static boolean connection(int port, byte[] mail, AtomicInteger left) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var out = socket.getOutputStream();
            expect(in, '2');
            say(out, in, "HELO bench.example\r\n", '2');
            while (left.getAndDecrement() > 0) {
                say(out, in, "MAIL FROM:<bench@shop.example>\r\n", '2');
                say(out, in, "RCPT TO:<anna@customer.example>\r\n", '2');
                say(out, in, "DATA\r\n", '3');
                out.write(mail);
                say(out, in, END, '2');
            }
        }
        return true;
    }

    private static void say(java.io.OutputStream out, BufferedReader in, String line, char expected)
            throws IOException {
        out.write(line.getBytes(StandardCharsets.US_ASCII));
        expect(in, expected);
    }

    private static void expect(BufferedReader in, char expected) throws IOException {
        String line;
        do {
            line = in.readLine();
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        if (line == null || line.isEmpty() || line.charAt(0) != expected) {
            throw new IOException("the sink answered " + line);
        }
    }
}
