package org.postille.base;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text file (UTF-8) read line by line in bounded memory, however long its lines are. */
public final class LineFile implements AutoCloseable {

    static final int LONGEST = 1_000_000;

    private final Counting bytes;
    private final BufferedReader reader;
    private final long total;
    private final char[] buffer = new char[1 << 14];
    private int next;
    private int filled;
    private boolean first = true;
    private boolean cut;

    LineFile(Path file) throws IOException {
        total = Files.size(file);
        bytes = new Counting(Files.newInputStream(file));
        reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
    }

    /** What to do with a line that is not blank; an {@link Invalid} becomes a finding at that line. */
    public interface LineReader {
        /** @param line from 1 */
        void read(int line, String text);
    }

    /** Reads all lines that are not blank, in the order of the file; one that is too long is a finding. */
    public static void read(Path file, LineReader lines, Consumer<Finding> findings, Progress progress)
            throws IOException {
        try (var source = new LineFile(file)) {
            var number = 1;
            for (var text = source.line(); text != null; text = source.line(), number++) {
                try {
                    if (source.cut) {
                        throw source.tooLong();
                    }
                    if (!text.isBlank()) {
                        lines.read(number, text);
                    }
                } catch (Invalid e) {
                    findings.accept(new Finding(file.toString(), number, 0, e.getMessage()));
                }
                source.report(progress);
            }
            progress.at(source.total, source.total);
        }
    }

    /** Whether the line that was read last was longer than {@value #LONGEST} characters. */
    boolean wasCut() {
        return cut;
    }

    Invalid tooLong() {
        return new Invalid("the line has more than " + LONGEST + " characters");
    }

    void report(Progress progress) {
        progress.at(bytes.read, total);
    }

    /** The next line without its end, cut after {@value #LONGEST} characters; null at the end of the file. */
    @Nullable
    String line() throws IOException {
        if (next == filled && !fill()) {
            return null;
        }
        var text = new StringBuilder();
        cut = false;
        do {
            var end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            var room = LONGEST - text.length();
            cut |= end - next > room;
            text.append(buffer, next, Math.min(end - next, room));
            next = end;
            if (next < filled) {
                next++;
                break;
            }
        } while (fill());
        if (!text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
        }
        if (first) {
            first = false;
            if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
                text.deleteCharAt(0);
            }
        }
        return text.toString();
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(0, reader.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Counting extends FilterInputStream {

        private long read;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var value = super.read();
            read += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = super.read(buffer, offset, length);
            read += Math.max(0, count);
            return count;
        }
    }
}
