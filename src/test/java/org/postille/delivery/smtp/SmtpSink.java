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
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server for tests that keeps what goes over the wire. The recipient's local part scripts what it does:
 *
 * <ul>
 *   <li>{@code 451@}, {@code 550@}, any three digits: that reply to RCPT; {@code 451-once@}: only the first time;
 *       {@code 550-5.7.1@}: with that enhanced code; {@code 421@}: and the connection is closed
 *   <li>{@code 452-data@}, {@code 554-5.7.515-data@}: that reply to the final dot; {@code 421-data@}: and it is closed
 *   <li>{@code 452-at-data@}: that reply to DATA
 *   <li>{@code 550-go-ahead@}: that reply to RCPT, but DATA is taken; {@code 550-go-ahead-250@}: and the final dot too
 *   <li>{@code drop-at-rcpt@}, {@code drop-before-dot@}: closed instead of that; {@code drop-in-data@}: while the mail is being
 *       sent; {@code drop-after-dot@}: after all of it was, before the reply
 *   <li>{@code too-much@}: while the mail is being sent, a refusal and closed
 *   <li>{@code slow@}: the reply to the final dot comes only after {@link #hurry}; {@code silent@}: that to RCPT never comes
 *   <li>{@code garbage@}, {@code lines@}, {@code long@}, {@code long-line@}, {@code endless@}: replies of that kind to RCPT;
 *       {@code garbage-data@}: to the final dot
 * </ul>
 *
 * <p>A sender {@code 550-sender@} gets that reply to MAIL. Commands in a wrong order are refused as Postfix refuses them.
 */
public final class SmtpSink implements AutoCloseable {

    /** A mail that was received whole; its text as it went over the wire, a character for each byte, dots unstuffed. */
    public record Received(String sender, String recipient, String text) {
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static final List<String> USUAL = List.of("PIPELINING", "SIZE 20000000", "ENHANCEDSTATUSCODES");
    private static final Pattern AT_RCPT =
            Pattern.compile("(\\d{3})(?:-([45]\\.\\d+\\.\\d+))?(-once|-go-ahead(?:-250)?)?");
    private static final Pattern AT_END = Pattern.compile("(\\d{3})(?:-([45]\\.\\d+\\.\\d+))?-data");

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<String> once = ConcurrentHashMap.newKeySet();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Received> mails = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger goodbyes = new AtomicInteger();
    private final AtomicInteger tooEarly = new AtomicInteger();
    private final CountDownLatch hurry = new CountDownLatch(1);

    private final @Nullable SSLContext tls;
    private final boolean fromTheFirstByte;
    private volatile List<String> offers = USUAL;
    private volatile String logins = "PLAIN";
    private volatile String greeting = "220 sink.example ESMTP";
    private volatile String beforeEncryption = "";
    private volatile boolean answersTogether;
    private volatile int most = Integer.MAX_VALUE;
    private final AtomicInteger inside = new AtomicInteger();

    public SmtpSink() {
        this(null, false);
    }

    /** One that offers STARTTLS, and then takes {@code user} with the password or token {@code secret}. */
    SmtpSink(SSLContext tls) {
        this(tls, false);
    }

    private SmtpSink(@Nullable SSLContext tls, boolean fromTheFirstByte) {
        this.tls = tls;
        this.fromTheFirstByte = fromTheFirstByte;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("smtp-sink").start(this::accept);
    }

    /** One that is encrypted from the first byte. */
    static SmtpSink encrypted(SSLContext tls) {
        return new SmtpSink(tls, true);
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

    /** How many commands came before the reply to the one before. */
    int tooEarly() {
        return tooEarly.get();
    }

    /** What EHLO is answered with from now on. */
    SmtpSink offering(String... extensions) {
        offers = List.of(extensions);
        return this;
    }

    /** The ways to log in that are offered from now on. */
    SmtpSink offeringLogins(String ways) {
        logins = ways;
        return this;
    }

    public SmtpSink greeting(String reply) {
        greeting = reply;
        return this;
    }

    /** Says something more before the connection is encrypted, as somebody between it and its client would. */
    SmtpSink injecting(String reply) {
        beforeEncryption = reply + "\r\n";
        return this;
    }

    /** More connections at a time are refused. */
    public SmtpSink lettingIn(int connections) {
        most = connections;
        return this;
    }

    /** Answers to sender and recipient come only with that to DATA: whoever waits for them waits for ever. */
    SmtpSink answeringTogether() {
        answersTogether = true;
        return this;
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
            new Dialogue(socket).run(inside.incrementAndGet() <= most);
        } catch (IOException e) {
            // The client has gone, which is its right.
        } finally {
            inside.decrementAndGet();
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
        private final StringBuilder withheld = new StringBuilder();
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private @Nullable String sender;
        private @Nullable String recipient;
        private boolean goAheadAnyway;
        private String script = "";

        Dialogue(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            if (fromTheFirstByte) {
                encrypt();
            }
        }

        void run(boolean welcome) throws IOException {
            if (!welcome) {
                say("421 4.7.0 too many connections");
                return;
            }
            say(greeting);
            for (var line = line(); line != null; line = line()) {
                commands.add(line);
                if (!obey(line)) {
                    return;
                }
            }
        }

        private boolean obey(String line) throws IOException {
            switch (line.split("[ :]", 2)[0]) {
                case "EHLO" -> say("250-sink.example\r\n" + offers() + "250 HELP");
                case "HELO" -> say("250 sink.example");
                case "STARTTLS" -> {
                    out.write(("220 2.0.0 go ahead\r\n" + beforeEncryption).getBytes(StandardCharsets.US_ASCII));
                    encrypt();
                }
                case "AUTH" -> login(line.split(" ", 3));
                case "MAIL" -> {
                    return mail(line);
                }
                case "RCPT" -> {
                    return rcpt(line);
                }
                case "DATA" -> {
                    return data();
                }
                case "RSET" -> {
                    sender = null;
                    recipient = null;
                    say("250 2.0.0 ok");
                }
                case "QUIT" -> {
                    say("221 2.0.0 bye");
                    return false;
                }
                default -> say("500 5.5.1 what?");
            }
            return true;
        }

        private String offers() {
            var all = new StringBuilder();
            offers.forEach(it -> all.append("250-").append(it).append("\r\n"));
            if (tls != null) {
                all.append(socket instanceof SSLSocket ? "250-AUTH " + logins + "\r\n" : "250-STARTTLS\r\n");
            }
            return all.toString();
        }

        private void encrypt() throws IOException {
            var encrypted =
                    (SSLSocket) Objects.requireNonNull(tls).getSocketFactory().createSocket(socket, null, false);
            encrypted.setUseClientMode(false);
            socket = encrypted;
            in = new BufferedInputStream(encrypted.getInputStream());
            out = encrypted.getOutputStream();
        }

        /** RFC 4616: who to act as, who it is, the password. The others have no standard. */
        private void login(String[] words) throws IOException {
            switch (words[1]) {
                case "PLAIN" -> welcome(decoded(words[2]).endsWith("\0user\0secret"));
                case "LOGIN" -> {
                    say("334 VXNlcm5hbWU6");
                    var user = decoded(Objects.requireNonNull(line()));
                    say("334 UGFzc3dvcmQ6");
                    welcome(user.equals("user")
                            && decoded(Objects.requireNonNull(line())).equals("secret"));
                }
                case "XOAUTH2" -> {
                    var known = decoded(words[2]).equals("user=user\1auth=Bearer secret\1\1");
                    if (!known) {
                        say("334 eyJzdGF0dXMiOiI0MDEifQ==");
                        known = !Objects.requireNonNull(line()).isEmpty();
                    }
                    welcome(known);
                }
                default -> say("504 5.5.4 what?");
            }
        }

        private void welcome(boolean known) throws IOException {
            say(known ? "235 2.7.0 welcome" : "535 5.7.8 who are you?");
        }

        private static String decoded(String base64) {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        }

        private boolean mail(String line) throws IOException {
            if (goodbyes.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                say("421 4.4.2 idle for too long");
                return false;
            }
            if (sender != null) {
                say("503 5.5.1 nested MAIL command");
                return true;
            }
            goAheadAnyway = false;
            var from = inBrackets(line);
            if (from.matches("\\d{3}-sender@.*")) {
                var code = from.substring(0, 3);
                say(code + " " + code.charAt(0) + ".1.8 as you asked");
                return !code.equals("421");
            }
            sender = from;
            answer("250 2.1.0 sender ok");
            return true;
        }

        private boolean rcpt(String line) throws IOException {
            if (sender == null) {
                say("503 5.5.1 need MAIL command");
                return true;
            }
            var to = inBrackets(line);
            script = to.replaceFirst("@.*", "");
            goAheadAnyway = script.contains("-go-ahead");
            var refusal = AT_RCPT.matcher(script);
            if (refusal.matches() && (!script.endsWith("-once") || once.add(to))) {
                say(refused(refusal.group(1), refusal.group(2), ".1.1"));
                return !refusal.group(1).equals("421");
            }
            switch (script) {
                case "drop-at-rcpt" -> {
                    flush();
                    return false;
                }
                case "silent" -> {
                    flush();
                    in.transferTo(OutputStream.nullOutputStream());
                    return false;
                }
                case "garbage" -> say("Good morning!");
                case "lines" -> say("550-5.1.1 No mailbox here\r\n550-5.1.1 by that name.\r\n550 5.1.1 Look it up");
                case "long" -> say("550-5.1.1 x\r\n".repeat(2_000) + "550 5.1.1 end");
                case "long-line" -> say("550 5.1.1 " + "x".repeat(20_000));
                case "endless" -> say("550-" + "x".repeat(2_000_000));
                default -> {
                    recipient = to;
                    answer("250 2.1.5 recipient ok");
                }
            }
            return true;
        }

        private static String refused(String code, @Nullable String enhanced, String otherwise) {
            return code + " " + (enhanced == null ? code.charAt(0) + otherwise : enhanced) + " as you asked";
        }

        private boolean data() throws IOException {
            if (recipient == null && !goAheadAnyway) {
                say((sender == null ? "503" : "554") + " 5.5.1 no valid recipients");
                return true;
            }
            if (script.matches("\\d{3}-at-data")) {
                say(refused(script.substring(0, 3), null, ".7.0"));
                return true;
            }
            say("354 go ahead");
            return switch (script) {
                case "drop-before-dot" -> false;
                case "drop-in-data" -> {
                    line();
                    socket.setSoLinger(true, 0);
                    yield false;
                }
                case "too-much" -> {
                    line();
                    say("552 5.3.4 too much");
                    yield false;
                }
                default -> received(content());
            };
        }

        private boolean received(String text) throws IOException {
            var from = Objects.requireNonNull(sender);
            var to = recipient;
            sender = null;
            recipient = null;
            if (to == null) {
                say(script.endsWith("-250") ? "250 2.0.0 nobody got it" : "554 5.5.1 no valid recipients");
                return true;
            }
            var refusal = AT_END.matcher(script);
            if (refusal.matches()) {
                say(refused(refusal.group(1), refusal.group(2), ".7.0"));
                return !refusal.group(1).equals("421");
            }
            mails.add(new Received(from, to, text));
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
            say(script.equals("garbage-data") ? "Good morning!" : "250 2.0.0 queued");
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
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8).strip();
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

        private static String inBrackets(String line) {
            return line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
        }

        private void answer(String reply) throws IOException {
            if (answersTogether) {
                withheld.append(reply).append("\r\n");
            } else {
                say(reply);
            }
        }

        private void say(String reply) throws IOException {
            if (in.available() > 0) {
                tooEarly.incrementAndGet();
            }
            withheld.append(reply).append("\r\n");
            flush();
        }

        private void flush() throws IOException {
            out.write(withheld.toString().getBytes(StandardCharsets.US_ASCII));
            out.flush();
            withheld.setLength(0);
        }
    }
}
