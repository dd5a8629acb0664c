package org.postille.demo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process of {@link Sink}, seen from here. */
final class SinkProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;

    /**
     * Starts it, and waits until it listens.
     *
     * @param port of the loopback address
     * @param delay milliseconds that each round trip takes longer
     */
    SinkProcess(int port, int delay) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        program(),
                        Sink.class.getName(),
                        "--port",
                        Integer.toString(port),
                        "--delay",
                        Integer.toString(delay))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        answer();
    }

    private static String program() throws IOException {
        try {
            return Path.of(Sink.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where this program lies", e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Mails that it has taken. */
    long taken() throws IOException {
        var out = process.getOutputStream();
        out.write('\n');
        out.flush();
        return Long.parseLong(answer());
    }

    private String answer() throws IOException {
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("the sink ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
