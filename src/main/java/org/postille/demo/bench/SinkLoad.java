package org.postille.demo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The same mail over and over, by bare sockets: what the sink takes from a sender that has nothing to do. As few round trips as it offers. */
final class SinkLoad {

    private static final String FROM = "MAIL FROM:<bench@shop.example>\r\n";
    private static final String TO = "RCPT TO:<anna@customer.example>\r\n";
    private static final String DATA = "DATA\r\n";
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
            var content = Arrays.copyOf(mail, mail.length + END.length());
            System.arraycopy(END.getBytes(StandardCharsets.US_ASCII), 0, content, mail.length, END.length());
            expect(in, '2');
            var together = say(out, in, "EHLO bench.example\r\n", '2').contains("PIPELINING");
            while (left.getAndDecrement() > 0) {
                if (together) {
                    say(out, in, FROM + TO + DATA, '2');
                    expect(in, '2');
                    expect(in, '3');
                } else {
                    say(out, in, FROM, '2');
                    say(out, in, TO, '2');
                    say(out, in, DATA, '3');
                }
                out.write(content);
                expect(in, '2');
            }
        }
        return true;
    }

    private static String say(OutputStream out, BufferedReader in, String lines, char expected) throws IOException {
        out.write(lines.getBytes(StandardCharsets.US_ASCII));
        return expect(in, expected);
    }

    private static String expect(BufferedReader in, char expected) throws IOException {
        var answer = new StringBuilder();
        String line;
        do {
            line = in.readLine();
            answer.append(line).append('\n');
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        if (line == null || line.isEmpty() || line.charAt(0) != expected) {
            throw new IOException("the sink answered " + answer);
        }
        return answer.toString();
    }
}
