package org.postille.delivery.intake;

import io.quarkus.logging.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection: a session of SMTP or LMTP, with limits on all that the other side decides. */
final class Dialogue {

    static final Charset LATIN = StandardCharsets.ISO_8859_1;

    private static final int LARGEST_MAIL = 1 << 20;
    /** Read and thrown away before the connection is cut. */
    private static final int LARGEST_TRANSFER = 16 << 20;

    private static final int LONGEST_COMMAND = 2_000;
    /** What is longer in a mail is cut: the pictures of a returned mail tell nothing. */
    private static final int LONGEST_LINE = 1 << 18;

    private static final int MOST_MISTAKES = 20;
    /** Commands that lead to no mail. */
    private static final int MOST_IDLE = 50;

    private static final Pattern PATH =
            Pattern.compile("(?:FROM|TO): ?<([^<>]*)>((?: \\S+)*) *", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("(?:^| )SIZE=(\\d{1,18})(?: |$)", Pattern.CASE_INSENSITIVE);

    /** What is spoken. */
    enum Protocol {
        SMTP,
        LMTP
    }

    /** Who wants the mail. */
    interface Taker {

        /** {@return whether this is an address of ours} */
        boolean takes(String address);

        /**
         * @param sender of the envelope, empty for none as in every true report
         * @throws RuntimeException if it cannot be kept now; it will be sent again
         */
        void take(byte[] mail, String sender, String recipient);
    }

    private final InputStream in;
    private final OutputStream out;
    private final Protocol protocol;
    private final Taker taker;
    private final long silence;
    private final long end;
    /** When the other side last said something, or read something. */
    private volatile long progress = System.nanoTime();

    private volatile boolean taking;

    private boolean greeted;
    private @Nullable String sender;
    private @Nullable String recipient;
    private int mistakes;
    private int idle;
    private long transferred;

    private final byte[] buffer = new byte[1 << 13];
    private int at;
    private int filled;

    Dialogue(Socket connection, Protocol protocol, Taker taker, MailServer.Limits limits) throws IOException {
        connection.setSoTimeout((int) limits.silence().toMillis());
        this.silence = limits.silence().toNanos();
        this.end = System.nanoTime() + limits.longest().toNanos();
        this.in = connection.getInputStream();
        this.out = connection.getOutputStream();
        this.protocol = protocol;
        this.taker = taker;
    }

    /** {@return whether somebody else has to end this: it waits for the other side for longer than it may} */
    boolean isOverdue() {
        var now = System.nanoTime();
        // Who only says nothing is told so before; who does not read cannot be told.
        var late = now - progress > silence + silence / 6;
        return !taking && (late || now - end > silence / 6);
    }

    void run() throws IOException {
        say("220 Postille takes bounces");
        try {
            var more = true;
            while (more) {
                var line = line(LONGEST_COMMAND, false);
                if (line == null) {
                    return;
                }
                more = obey(new String(line, LATIN));
                if (more && (mistakes > MOST_MISTAKES || idle > MOST_IDLE || System.nanoTime() - end > 0)) {
                    say("421 4.7.0 enough");
                    return;
                }
            }
        } catch (SocketTimeoutException e) {
            say("421 4.4.2 nothing was said for too long");
        }
    }

    private boolean obey(String line) throws IOException {
        var space = line.indexOf(' ');
        var verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        var argument = space < 0 ? "" : line.substring(space + 1).strip();
        idle++;
        switch (verb) {
            case "HELO", "EHLO", "LHLO" -> greet(verb);
            case "MAIL" -> mail(argument);
            case "RCPT" -> {
                // A mail to many has one of these for each.
                idle--;
                rcpt(argument);
            }
            case "DATA" -> {
                return data();
            }
            case "RSET" -> {
                reset();
                say("250 2.0.0 ok");
            }
            case "NOOP" -> say("250 2.0.0 ok");
            case "HELP" -> say("214 2.0.0 it takes bounces and no other mail");
            case "VRFY" -> say("252 2.1.5 try to send it");
            case "QUIT" -> {
                say("221 2.0.0 bye");
                return false;
            }
            default -> mistake("500 5.5.2 unknown command");
        }
        return true;
    }

    private void greet(String verb) throws IOException {
        if (verb.equals("LHLO") != (protocol == Protocol.LMTP)) {
            mistake("500 5.5.1 this is " + protocol);
            return;
        }
        reset();
        greeted = true;
        say(
                verb.equals("HELO")
                        ? "250 postille"
                        : "250-postille\r\n250-SIZE " + LARGEST_MAIL
                                + "\r\n250-8BITMIME\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES");
    }

    private void mail(String argument) throws IOException {
        var path = PATH.matcher(argument);
        if (!greeted || sender != null) {
            mistake("503 5.5.1 not now");
        } else if (!argument.regionMatches(true, 0, "FROM", 0, 4) || !path.matches()) {
            mistake("501 5.5.4 expected MAIL FROM:<address>");
        } else if (size(path.group(2)) > LARGEST_MAIL) {
            say("552 5.3.4 at most " + LARGEST_MAIL + " bytes");
        } else {
            sender = path.group(1);
            say("250 2.1.0 ok");
        }
    }

    private static long size(String parameters) {
        var size = SIZE.matcher(parameters);
        return size.find() ? Long.parseLong(size.group(1)) : 0;
    }

    private void rcpt(String argument) throws IOException {
        var path = PATH.matcher(argument);
        if (sender == null) {
            mistake("503 5.5.1 MAIL first");
        } else if (!argument.regionMatches(true, 0, "TO", 0, 2) || !path.matches()) {
            mistake("501 5.5.4 expected RCPT TO:<address>");
        } else if (!taker.takes(path.group(1))) {
            // Whoever guesses addresses is slow to find one: the tokens are signed.
            mistake("550 5.1.1 there is no such address here");
        } else if (recipient != null) {
            // Each address is about another mail: it will be sent again, for itself.
            say("452 4.5.3 one recipient at a time");
        } else {
            recipient = path.group(1);
            say("250 2.1.5 ok");
        }
    }

    private boolean data() throws IOException {
        var from = sender;
        var to = recipient;
        if (from == null || to == null) {
            mistake("503 5.5.1 RCPT first");
            return true;
        }
        idle = 0;
        say("354 end with a dot on a line of its own");
        var mail = new ByteArrayOutputStream();
        transferred = 0;
        for (var line = line(LONGEST_LINE, true); ; line = line(LONGEST_LINE, true)) {
            if (line == null) {
                return false;
            }
            if (line.length == 1 && line[0] == '.') {
                break;
            }
            if (transferred <= LARGEST_MAIL) {
                var stuffed = line.length > 0 && line[0] == '.' ? 1 : 0;
                mail.write(line, stuffed, line.length - stuffed);
                mail.write('\r');
                mail.write('\n');
            }
        }
        reset();
        say(
                transferred > LARGEST_MAIL
                        ? "552 5.3.4 at most " + LARGEST_MAIL + " bytes"
                        : taken(mail.toByteArray(), from, to));
        return true;
    }

    private String taken(byte[] mail, String from, String to) {
        taking = true;
        try {
            taker.take(mail, from, to);
            return "250 2.0.0 taken";
        } catch (RuntimeException e) {
            Log.errorf("a bounce could not be taken now and will be sent again: %s", e.getMessage());
            return "451 4.3.0 not now, come again";
        } finally {
            progress = System.nanoTime();
            taking = false;
        }
    }

    private void reset() {
        sender = null;
        recipient = null;
    }

    private void mistake(String reply) throws IOException {
        mistakes++;
        say(reply);
    }

    /**
     * {@return a line without its end, which is CR LF and nothing else; null at the end of the connection}
     *
     * @param cut whether a longer line is cut, or ends the connection
     */
    private byte @Nullable [] line(int longest, boolean cut) throws IOException {
        var line = new ByteArrayOutputStream();
        var previous = -1;
        while (true) {
            var it = next();
            if (it < 0) {
                return null;
            }
            if (it == '\n' && previous == '\r') {
                var bytes = line.toByteArray();
                // Of a line that was cut the carriage return is not there.
                return bytes.length > longest ? bytes : Arrays.copyOf(bytes, bytes.length - 1);
            }
            if (line.size() <= longest) {
                line.write(it);
            } else if (!cut) {
                say("500 5.5.2 line too long");
                return null;
            }
            previous = it;
            if (++transferred > LARGEST_TRANSFER && cut) {
                say("421 4.7.0 enough");
                return null;
            }
        }
    }

    /** {@return the next byte, or -1 at the end} */
    private int next() throws IOException {
        if (at == filled) {
            if (System.nanoTime() - end > 0) {
                throw new SocketTimeoutException("the connection lasts too long");
            }
            at = 0;
            filled = Math.max(0, in.read(buffer));
            progress = System.nanoTime();
            if (filled == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xff;
    }

    private void say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(LATIN));
        out.flush();
        progress = System.nanoTime();
    }
}
