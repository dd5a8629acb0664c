package org.postille.demo.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that takes everything and keeps nothing: a process of its own, so that what a benchmark measures is the
 * sender. Prints the port it listens on; every line on its standard input gets the number of mails taken so far, and the end
 * of the input ends it. Needs nothing but Java.
 */
public final class Sink {

    private static final String USAGE =
            "usage: [--port N] [--delay MS] [--no-pipelining] [--drop-after-dot-every N] [--log FILE]";

    private static final long NANOS = 1_000_000;

    private int port;
    private long delay;
    private boolean pipelining = true;
    private long dropEvery;
    private @Nullable Path log;

    private final AtomicLong mails = new AtomicLong();

    private Sink() {}

    /**
     * Runs until the standard input ends.
     *
     * @param arguments {@code --delay}: each round trip takes so many milliseconds longer; {@code --drop-after-dot-every}:
     *     takes every so many-th mail and hangs up instead of saying so; {@code --log}: a line {@code <Message-ID> recipient} for
     *     each mail taken, added to the file before it is answered
     */
    public static void main(String[] arguments) throws IOException {
        var sink = new Sink();
        try {
            sink.read(arguments);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println(USAGE);
            System.exit(2);
        }
        sink.run();
    }

    private void read(String[] arguments) {
        for (var i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--port" -> port = Integer.parseInt(arguments[++i]);
                case "--delay" -> delay = Long.parseLong(arguments[++i]);
                case "--no-pipelining" -> pipelining = false;
                case "--drop-after-dot-every" -> dropEvery = Long.parseLong(arguments[++i]);
                case "--log" -> log = Path.of(arguments[++i]);
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
    }

    private void run() throws IOException {
        try (var server = new ServerSocket(port, 1000, InetAddress.getLoopbackAddress());
                var taken = log == null ? OutputStream.nullOutputStream() : new FileOutputStream(log.toFile(), true)) {
            System.out.println(server.getLocalPort());
            Thread.ofVirtual().start(() -> accept(server, taken));
            for (var asked = System.in.read(); asked >= 0; asked = System.in.read()) {
                if (asked == '\n') {
                    System.out.println(mails);
                }
            }
        }
        System.exit(0);
    }

    private void accept(ServerSocket server, OutputStream taken) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket, taken));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket, OutputStream taken) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Dialogue(socket, taken).run();
        } catch (IOException e) {
            // The sender has gone, which is its right.
        }
    }

    private final class Dialogue {

        private static final String END = "\r\n.\r\n";

        private final Socket socket;
        private final OutputStream taken;
        private final StringBuilder answers = new StringBuilder();
        /** What has arrived, a character for each byte: the fastest that Java can search. */
        private String text = "";

        private final byte[] block = new byte[1 << 16];
        private String recipient = "";

        Dialogue(Socket socket, OutputStream taken) {
            this.socket = socket;
            this.taken = taken;
        }

        void run() throws IOException {
            answers.append("220 sink.example ESMTP\r\n");
            var goesOn = true;
            while (goesOn) {
                var lineEnd = text.indexOf("\r\n");
                if (lineEnd < 0) {
                    goesOn = more();
                } else {
                    var line = text.substring(0, lineEnd);
                    text = text.substring(lineEnd + 2);
                    goesOn = obey(line);
                }
            }
        }

        private boolean obey(String line) throws IOException {
            switch (line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT)) {
                case "EHLO" ->
                    answers.append("250-sink.example\r\n250-SIZE 50000000\r\n")
                            .append(pipelining ? "250-PIPELINING\r\n" : "")
                            .append("250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n250 ENHANCEDSTATUSCODES\r\n");
                case "RCPT" -> {
                    recipient =
                            line.substring(line.indexOf('<') + 1, Math.max(line.indexOf('>'), line.indexOf('<') + 1));
                    answers.append("250 2.1.5 Ok\r\n");
                }
                case "DATA" -> {
                    answers.append("354 go ahead\r\n");
                    return mail();
                }
                case "QUIT" -> {
                    return false;
                }
                default -> answers.append("250 2.0.0 Ok\r\n");
            }
            return true;
        }

        private boolean mail() throws IOException {
            var searched = 0;
            int end;
            while ((end = text.indexOf(END, searched)) < 0) {
                searched = Math.max(0, text.length() - END.length() + 1);
                if (!more()) {
                    return false;
                }
            }
            if (log != null) {
                taken.write((messageId(end) + " " + recipient + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            var number = mails.incrementAndGet();
            text = text.substring(end + END.length());
            answers.append("250 2.0.0 Ok: queued as ")
                    .append(Long.toHexString(number))
                    .append("\r\n");
            return dropEvery == 0 || number % dropEvery != 0;
        }

        private String messageId(int end) {
            var begin = text.indexOf("Message-ID: ");
            var lineEnd = text.indexOf("\r\n", begin);
            return begin < 0 || lineEnd > end ? "-" : text.substring(begin + 12, lineEnd);
        }

        /** Answers what was asked, then waits for what comes; false when nobody is there any more. */
        private boolean more() throws IOException {
            if (!answers.isEmpty()) {
                if (delay > 0) {
                    LockSupport.parkNanos(delay * NANOS);
                }
                socket.getOutputStream().write(answers.toString().getBytes(StandardCharsets.ISO_8859_1));
                answers.setLength(0);
            }
            var count = socket.getInputStream().read(block);
            if (count < 0) {
                return false;
            }
            var arrived = new String(block, 0, count, StandardCharsets.ISO_8859_1);
            text = text.isEmpty() ? arrived : text + arrived;
            return true;
        }
    }
}
