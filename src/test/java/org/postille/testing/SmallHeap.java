package org.postille.testing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A JVM of its own with a heap far smaller than the file it reads: what it holds of the file beyond a bounded part ends it.
 * That the heap is small enough to notice is shown by {@code SmallHeapTest}.
 */
public final class SmallHeap {

    /** Of the files, in bytes. */
    public static final long FILE = 100_000_000;

    private static final String HEAP = "-Xmx24m";

    private SmallHeap() {}

    /** What that program printed; it must end well. */
    public static String run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        var process = start(program, arguments);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(program.getSimpleName() + " ended with " + process.exitValue() + ": " + said);
        }
        return said.strip();
    }

    static Process start(Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Writes a file of {@link #FILE} bytes. */
    public static Path file(Path file, String head, LongFunction<String> lines, String tail) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(head);
            var written = 0L;
            for (var number = 0L; written < FILE; number++) {
                var line = lines.apply(number);
                out.write(line);
                written += line.length();
            }
            out.write(tail);
        }
        return file;
    }
}
