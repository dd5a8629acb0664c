package org.postille.delivery.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The bytes between us and the relay: commands and mails go out in large blocks, answers come in whole. For one thread at a
 * time, but for {@link #stuckFor} and {@link #abort}.
 */
final class Wire {

    /** Most mails fit into one, with all that goes before and after them. */
    private static final int BLOCK = 1 << 15;

    private static final int BYTES_OF_ANSWER = 1 << 18;
    private static final int LINES_KEPT = 100;
    private static final int CHARACTERS_KEPT = 1_000;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Socket plain;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private final byte[] block = new byte[BLOCK];
    private int filled;
    private final byte[] arrived = new byte[4096];
    private int next;
    private int end;
    /** Nanoseconds, never 0; 0 while nothing is being written. */
    private volatile long writingSince;

    private Wire(Socket socket) throws IOException {
        this.plain = socket;
        this.socket = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Connects to the first of the host's addresses that answers. */
    static Wire connect(String host, int port, Duration timeout) throws IOException {
        IOException failure = null;
        for (var address : InetAddress.getAllByName(host)) {
            var socket = new Socket();
            try {
                // Without it, Nagle's algorithm and the relay's delayed acknowledgement wait for each other.
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, port), millis(timeout));
                return new Wire(socket);
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure == null ? new IOException("the host has no address") : failure;
    }

    /** From here on everything is encrypted. */
    void encrypt(SSLSocketFactory factory, String host, boolean verified, Duration timeout) throws IOException {
        if (next < end) {
            // Somebody between us and the relay put it there, to be taken for what the relay says encrypted.
            throw new ProtocolException("the relay said more than was asked before the encryption");
        }
        var encrypted = (SSLSocket) factory.createSocket(plain, host, plain.getPort(), true);
        if (verified) {
            var parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
        }
        encrypted.setSoTimeout(millis(timeout));
        encrypted.startHandshake();
        socket = encrypted;
        in = encrypted.getInputStream();
        out = encrypted.getOutputStream();
    }

    /** A line to be sent with the next {@link #flush}. */
    void line(String text) throws IOException {
        put(text.getBytes(StandardCharsets.UTF_8));
        put(LINE_END);
    }

    void put(byte[] octets) throws IOException {
        put(octets, 0, octets.length);
    }

    private void put(byte[] octets, int from, int to) throws IOException {
        for (var at = from; at < to; ) {
            if (filled == BLOCK) {
                flush();
            }
            var length = Math.min(to - at, BLOCK - filled);
            System.arraycopy(octets, at, block, filled, length);
            filled += length;
            at += length;
        }
    }

    /** Whole lines of a mail: what begins with a dot gets one more (RFC 5321 section 4.5.2). */
    void text(byte[] lines) throws IOException {
        var from = 0;
        for (var i = 0; i < lines.length; i++) {
            if (lines[i] == '.' && (i == 0 || lines[i - 1] == '\n')) {
                put(lines, from, i);
                from = i;
                put(lines, i, i + 1);
            }
        }
        put(lines, from, lines.length);
    }

    /** Hands everything to the network. If it fails, the last byte was not handed over. */
    void flush() throws IOException {
        writingSince = System.nanoTime() | 1;
        out.write(block, 0, filled);
        filled = 0;
        writingSince = 0;
    }

    /**
     * The relay's next answer.
     *
     * @throws ProtocolException if it is none
     * @throws EOFException if there is none
     * @throws SocketTimeoutException if it is not complete in time
     */
    Answer answer(Duration timeout) throws IOException {
        var deadline = System.nanoTime() + timeout.toNanos();
        var lines = new ArrayList<String>(1);
        var room = BYTES_OF_ANSWER;
        var code = 0;
        while (true) {
            var line = readLine(deadline, room);
            room -= line.length() + 1;
            var own = code(line);
            if (own == 0 || (code != 0 && own != code)) {
                throw new ProtocolException("the relay answered '" + shortened(line, 60) + "'");
            }
            code = own;
            if (lines.size() < LINES_KEPT) {
                lines.add(shortened(line.substring(Math.min(4, line.length())), CHARACTERS_KEPT));
            }
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new Answer(code, List.copyOf(lines));
            }
        }
    }

    /** Whether the relay has said something that was not read. */
    boolean unread() {
        return next < end;
    }

    private static int code(String line) {
        if (line.length() < 3 || (line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-')) {
            return 0;
        }
        var code = 0;
        for (var i = 0; i < 3; i++) {
            var digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            code = code * 10 + digit;
        }
        return code >= 200 && code < 600 ? code : 0;
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    private String readLine(long deadline, int room) throws IOException {
        byte @Nullable [] before = null;
        while (true) {
            for (var i = next; i < end; i++) {
                if (arrived[i] == '\n') {
                    var line = joined(before, i);
                    next = i + 1;
                    var length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
                    return new String(line, 0, length, StandardCharsets.UTF_8);
                }
            }
            before = joined(before, end);
            if (before.length > room) {
                throw new ProtocolException("the relay's answer has no end");
            }
            fill(deadline);
        }
    }

    private byte[] joined(byte @Nullable [] before, int to) {
        var length = before == null ? 0 : before.length;
        var whole = new byte[length + to - next];
        if (before != null) {
            System.arraycopy(before, 0, whole, 0, length);
        }
        System.arraycopy(arrived, next, whole, length, to - next);
        return whole;
    }

    private void fill(long deadline) throws IOException {
        var left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("the relay did not answer in time");
        }
        next = 0;
        end = 0;
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        var count = in.read(arrived);
        if (count < 0) {
            throw new EOFException("the relay closed the connection");
        }
        end = count;
    }

    private static int millis(Duration duration) {
        return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
    }

    /** Nanoseconds since the relay stopped taking what is being written; 0 if nothing is. */
    long stuckFor() {
        var since = writingSince;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** Ends the connection under whoever is using it. */
    void abort() {
        close(plain);
    }

    void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }

    Socket socket() {
        return socket;
    }
}
