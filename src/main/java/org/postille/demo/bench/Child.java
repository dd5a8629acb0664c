package org.postille.demo.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The process of {@link PictureClient}, seen from here. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Path folder;

    Child(int port, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Program.path(),
                        PictureClient.class.getName(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What came of requests that were made together. */
    record Result(List<PictureClient.Answer> answers, Timings timings) {}

    /** @param rate requests a second; 0: as many as there are answers */
    Result fetch(List<PictureClient.Request> requests, int connections, int rate) throws IOException {
        var orders = folder.resolve("requests");
        var results = folder.resolve("answers");
        Files.write(orders, requests.stream().map(PictureClient.Request::line).toList());
        var out = process.getOutputStream();
        out.write((connections + "\t" + rate + "\t" + orders + "\t" + results + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        var wall = answers.readLine();
        if (wall == null) {
            throw new IOException("the fetching process ended");
        }
        var came = Files.readAllLines(results).stream()
                .map(PictureClient.Answer::of)
                .toList();
        var nanos = came.stream().mapToLong(PictureClient.Answer::nanos).toArray();
        return new Result(came, Timings.of(nanos, Long.parseLong(wall)));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
