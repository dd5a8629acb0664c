package org.postille.demo.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A process that fetches pictures, so that the one that is measured does not do the measuring. Bare HTTP/1.1 on kept connections:
 * it should need as little of the processors as a client can.
 *
 * <p>Reads orders from standard input, one a line: connections, requests a second, a file with requests, a file for the answers.
 * Answers a line for each: the nanoseconds it took in all. At 0 requests a second a connection asks for the next picture as soon as
 * it has one. Otherwise each request has its moment, and what it takes counts from that, also if no connection was free: whoever waits
 * for a slow answer before asking again would not see how long the others would have waited.
 */
final class PictureClient {

    private static final double NANOS = 1e9;
    /** As a mail client on a desktop introduces itself. */
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0";

    private final int port;
    private final int rate;
    private final List<Request> requests;
    private final @Nullable Answer[] answers;
    private final AtomicInteger next = new AtomicInteger();

    private PictureClient(int port, int rate, List<Request> requests) {
        this.port = port;
        this.rate = rate;
        this.requests = requests;
        answers = new Answer[requests.size()];
    }

    /** @param tag of the picture that is there already, or empty */
    record Request(String path, String tag) {
        String line() {
            return path + "\t" + tag;
        }

        static Request of(String line) {
            var parts = line.split("\t", -1);
            return new Request(parts[0], parts[1]);
        }
    }

    /** @param tag ETag, or empty */
    record Answer(long nanos, int status, int bytes, String tag) {
        String line() {
            return nanos + "\t" + status + "\t" + bytes + "\t" + tag;
        }

        static Answer of(String line) {
            var parts = line.split("\t", -1);
            return new Answer(
                    Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);
        }
    }

    public static void main(String... args) throws Exception {
        var port = Integer.parseInt(args[0]);
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var parts = order.split("\t", 4);
            var requests = Files.readAllLines(Path.of(parts[2])).stream()
                    .map(Request::of)
                    .toList();
            var client = new PictureClient(port, Integer.parseInt(parts[1]), requests);
            var wall = client.run(Integer.parseInt(parts[0]));
            Files.write(Path.of(parts[3]), client.lines());
            System.out.println(wall);
            System.out.flush();
        }
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        for (var answer : answers) {
            lines.add(java.util.Objects.requireNonNull(answer).line());
        }
        return lines;
    }

    private long run(int connections) throws Exception {
        var start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var working = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < connections; i++) {
                working.add(threads.submit(() -> connection(start)));
            }
            for (var it : working) {
                it.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e.getCause());
        }
        return System.nanoTime() - start;
    }

    private boolean connection(long start) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (var i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                answers[i] = fetch(socket, in, requests.get(i), moment(start, i));
            }
        }
        return true;
    }

    /** When a request is due; waits for it. */
    private long moment(long start, int number) {
        if (rate == 0) {
            return System.nanoTime();
        }
        var due = start + (long) (number * NANOS / rate);
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }

    private static Answer fetch(Socket socket, InputStream in, Request request, long start) throws IOException {
        var known = request.tag.isEmpty() ? "" : "If-None-Match: " + request.tag + "\r\n";
        socket.getOutputStream()
                .write(("GET " + request.path + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + AGENT
                                + "\r\nAccept-Language: de\r\n" + known + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var length = 0;
        var tag = "";
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var colon = header.indexOf(':');
            var value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "etag" -> tag = value;
                default -> {}
            }
        }
        if (status != 304) {
            in.skipNBytes(length);
        }
        return new Answer(System.nanoTime() - start, status, length, tag);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
