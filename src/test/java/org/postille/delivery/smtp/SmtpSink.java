package org.postille.delivery.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server for tests that keeps what goes over the wire. The recipient's local part scripts what it does:
 *
 * <ul>
 *   <li>{@code 451@}, {@code 550@}, any three digits: that reply to RCPT; {@code 451-once@}: only the first time
 *   <li>{@code 452-data@}: that reply to the final dot
 *   <li>{@code 421@}: that reply to RCPT, and the connection is closed
 *   <li>{@code drop-in-data@}: closed while the mail is being sent, {@code drop-after-dot@}: after all of it was, before the reply
 *   <li>{@code slow@}: the reply to the final dot comes only after {@link #hurry}
 * </ul>
 */
public final class SmtpSink implements AutoCloseable {

    /** A mail that was received whole; its text as it went over the wire, a character for each byte, dots unstuffed. */
    public record Received(String sender, String recipient, String text) {
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<String> once = ConcurrentHashMap.newKeySet();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Received> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger goodbyes = new AtomicInteger();
    private final CountDownLatch hurry = new CountDownLatch(1);

    private final @Nullable SSLContext tls;

    public SmtpSink() {
        this(0, null);
    }

    /** One that offers STARTTLS, and then takes {@code user} with the password {@code secret}. */
    SmtpSink(SSLContext tls) {
        this(0, tls);
    }

    private SmtpSink(int port, @Nullable SSLContext tls) {
        this.tls = tls;
        try {
            server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("smtp-sink").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Received> mails() {
        return mails;
    }

    /** Every command line of every connection, in the order of arrival. */
    public List<String> commands() {
        return commands;
    }

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** Lets {@code slow@} go on. */
    public void hurry() {
        hurry.countDown();
    }

    /** Answers the next MAIL with 421 and closes. */
    public void sayGoodbyeToNextMail() {
        goodbyes.incrementAndGet();
    }

    /** Closes every connection there is, as a relay does with idle ones. */
    public void hangUp() {
        for (var socket : open) {
            quietly(socket);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hurry();
        hangUp();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Dialogue(socket).run();
        } catch (IOException e) {
            // The client has gone, which is its right.
        } finally {
            open.remove(socket);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Dialogue {
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private String sender = "";
        private String recipient = "";

        Dialogue(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        void run() throws IOException {
            say("220 sink.example ESMTP");
            for (var line = line(); line != null; line = line()) {
                commands.add(line);
                var verb = line.split("[ :]", 2)[0];
                switch (verb) {
                    case "EHLO" ->
                        say("250-sink.example\r\n250-SIZE 20000000\r\n" + offers() + "250 ENHANCEDSTATUSCODES");
                    case "STARTTLS" -> encrypt();
                    case "AUTH" -> say(knows(line) ? "235 2.7.0 welcome" : "535 5.7.8 who are you?");
                    case "MAIL" -> {
                        if (goodbyes.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                            say("421 4.4.2 idle for too long");
                            return;
                        }
                        sender = inBrackets(line);
                        say("250 2.1.0 sender ok");
                    }
                    case "RCPT" -> {
                        recipient = inBrackets(line);
                        if (!rcpt(recipient.replaceFirst("@.*", ""))) {
                            return;
                        }
                    }
                    case "DATA" -> {
                        if (!data(recipient.replaceFirst("@.*", ""))) {
                            return;
                        }
                    }
                    case "RSET", "NOOP" -> say("250 2.0.0 ok");
                    case "QUIT" -> {
                        say("221 2.0.0 bye");
                        return;
                    }
                    default -> say("500 5.5.1 what?");
                }
            }
        }

        private String offers() {
            if (tls == null) {
                return "";
            }
            return socket instanceof SSLSocket ? "250-AUTH PLAIN\r\n" : "250-STARTTLS\r\n";
        }

        /** RFC 4616: who to act as, who it is, the password. */
        private boolean knows(String line) {
            var credentials = Base64.getDecoder().decode(line.replaceFirst("AUTH PLAIN ", ""));
            return new String(credentials, StandardCharsets.UTF_8).endsWith("\0user\0secret");
        }

        private void encrypt() throws IOException {
            say("220 2.0.0 go ahead");
            var encrypted =
                    (SSLSocket) Objects.requireNonNull(tls).getSocketFactory().createSocket(socket, null, false);
            encrypted.setUseClientMode(false);
            socket = encrypted;
            in = new BufferedInputStream(encrypted.getInputStream());
            out = encrypted.getOutputStream();
        }

        private boolean rcpt(String script) throws IOException {
            var scripted = script.matches("\\d{3}(-once|-policy)?");
            if (!scripted || (script.endsWith("-once") && !once.add(recipient))) {
                say("250 2.1.5 recipient ok");
                return true;
            }
            var code = script.substring(0, 3);
            say(code + " " + code.charAt(0) + (script.endsWith("-policy") ? ".7.1" : ".1.1") + " as you asked");
            return !code.equals("421");
        }

        private boolean data(String script) throws IOException {
            say("354 go ahead");
            if (script.equals("drop-in-data")) {
                line();
                socket.setSoLinger(true, 0);
                return false;
            }
            var text = content();
            if (script.matches("\\d{3}-data")) {
                say(script.substring(0, 3) + " " + script.charAt(0) + ".7.0 as you asked");
                return true;
            }
            mails.add(new Received(sender, recipient, text));
            if (script.equals("drop-after-dot")) {
                return false;
            }
            if (script.equals("slow")) {
                try {
                    hurry.await();
                } catch (InterruptedException e) {
                    return false;
                }
            }
            say("250 2.0.0 queued");
            return true;
        }

        private String content() throws IOException {
            var content = new ByteArrayOutputStream();
            for (var line = lineBytes(); line != null; line = lineBytes()) {
                if (line.length == 3 && line[0] == '.') {
                    return content.toString(StandardCharsets.ISO_8859_1);
                }
                var from = line[0] == '.' ? 1 : 0;
                content.write(line, from, line.length - from);
            }
            throw new IOException("closed within a mail");
        }

        private @Nullable String line() throws IOException {
            var bytes = lineBytes();
            return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1).strip();
        }

        /** Up to and with CRLF; a bare CR or LF does not end a line. */
        private byte @Nullable [] lineBytes() throws IOException {
            var line = new ByteArrayOutputStream();
            var before = -1;
            for (var octet = in.read(); octet >= 0; octet = in.read()) {
                line.write(octet);
                if (before == '\r' && octet == '\n') {
                    return line.toByteArray();
                }
                before = octet;
            }
            return null;
        }

        private String inBrackets(String line) {
            return line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
