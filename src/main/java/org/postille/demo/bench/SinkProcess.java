package org.postille.demo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process of {@link Sink}, seen from here. It ends with this one, however that ends. */
final class SinkProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final int port;

    /** @param options of {@link Sink#main} */
    SinkProcess(String... options) throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                Program.path(),
                Sink.class.getName()));
        line.addAll(List.of(options));
        process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        port = Integer.parseInt(answer());
    }

    /**
     * One on that port of the loopback address.
     *
     * @param delay milliseconds that each round trip takes longer
     */
    SinkProcess(int port, int delay) throws IOException {
        this("--port", Integer.toString(port), "--delay", Integer.toString(delay));
    }

    private String answer() throws IOException {
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("the sink ended");
        }
        return line;
    }

    int port() {
        return port;
    }

    /** For the processor time it took. */
    long pid() {
        return process.pid();
    }

    /** Mails that it has taken. */
    long taken() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return Long.parseLong(answer());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
