package org.postille.demo.shop;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;

/** The raw file of UCI Online Retail, read line by line; gzip is told by its first two bytes. */
final class RetailFile {
    private static final int FINDINGS = 20;

    private final Path path;
    private final Map<RetailLine.Reason, Integer> leftOut = new EnumMap<>(RetailLine.Reason.class);
    private final List<String> findings = new ArrayList<>();
    private int kept;

    RetailFile(Path path) {
        this.path = path;
    }

    /** Takes what can be used of the file. */
    interface Sink {
        void take(RetailLine line) throws IOException;
    }

    /**
     * Reads it from the beginning. What is left out is counted anew.
     *
     * @throws Invalid if it is not such a file
     */
    void read(Sink sink, Progress progress) throws IOException {
        leftOut.clear();
        findings.clear();
        kept = 0;
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new Invalid("cannot read " + path + ": expected the raw file of UCI Online Retail, CSV, gzip or not");
        }
        var size = Files.size(path);
        try (var counted = new Counted(Files.newInputStream(path));
                var lines = new BufferedReader(new InputStreamReader(unzipped(counted), StandardCharsets.UTF_8))) {
            var columns = columns(lines.readLine());
            var number = 1;
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                if (!text.isBlank()) {
                    take(text, number, columns, sink);
                }
                if (number % 10_000 == 0) {
                    progress.at("bytes", counted.count, size + 1);
                }
            }
        } catch (ZipException | EOFException e) {
            throw new Invalid(path + " is damaged: it cannot be unpacked to its end", e);
        }
        progress.at("bytes", size, size);
    }

    Map<RetailLine.Reason, Integer> leftOut() {
        return leftOut;
    }

    /** The first lines that could not be read, with their numbers. */
    List<String> findings() {
        return findings;
    }

    int kept() {
        return kept;
    }

    private void take(String text, int number, int[] columns, Sink sink) throws IOException {
        try {
            var fields = fields(text);
            var ordered = new ArrayList<String>(columns.length);
            for (var column : columns) {
                if (column >= fields.size()) {
                    throw new RetailLine.LeftOut(
                            RetailLine.Reason.MALFORMED,
                            "has " + fields.size() + " fields, expected at least " + (column + 1));
                }
                ordered.add(fields.get(column));
            }
            var line = RetailLine.of(ordered);
            kept++;
            sink.take(line);
        } catch (RetailLine.LeftOut e) {
            leftOut.merge(e.reason(), 1, Integer::sum);
            if (e.reason() == RetailLine.Reason.MALFORMED && findings.size() < FINDINGS) {
                findings.add(path.getFileName() + ":" + number + ": " + e.getMessage());
            }
        }
    }

    /** Where each wanted column stands. */
    private int[] columns(@Nullable String header) {
        var expected = String.join(",", RetailLine.COLUMNS);
        if (header == null) {
            throw new Invalid(path + " is empty, expected a first line " + expected);
        }
        List<String> names;
        try {
            names = fields(header.replace("\uFEFF", "")).stream()
                    .map(String::strip)
                    .toList();
        } catch (RetailLine.LeftOut e) {
            names = List.of();
        }
        var missing = RetailLine.COLUMNS.stream()
                .filter(it -> !containsIgnoreCase(it, header))
                .toList();
        if (missing.size() == RetailLine.COLUMNS.size()) {
            throw new Invalid(path + " is not the raw file of UCI Online Retail: its first line should be " + expected);
        }
        var found = names;
        return RetailLine.COLUMNS.stream()
                .mapToInt(wanted -> {
                    for (var i = 0; i < found.size(); i++) {
                        if (found.get(i).replace(" ", "").equalsIgnoreCase(wanted)) {
                            return i;
                        }
                    }
                    throw new Invalid(path + ": column '" + wanted + "' is missing, expected " + expected + ", found "
                            + String.join(",", found));
                })
                .toArray();
    }

    private static boolean containsIgnoreCase(String column, String header) {
        return header.replace(" ", "").toLowerCase(Locale.ROOT).contains(column.toLowerCase(Locale.ROOT));
    }

    /** The fields of one line of RFC 4180; a field in this file never goes on over the end of the line. */
    static List<String> fields(String text) throws RetailLine.LeftOut {
        var fields = new ArrayList<String>(8);
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new RetailLine.LeftOut(RetailLine.Reason.MALFORMED, "a quotation mark is not closed");
        }
        fields.add(field.toString());
        return fields;
    }

    private static InputStream unzipped(InputStream raw) throws IOException {
        var in = new BufferedInputStream(raw, 1 << 16);
        in.mark(2);
        var zipped = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return zipped ? new GZIPInputStream(in, 1 << 16) : in;
    }

    /** Counts what has been read of the file itself. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
