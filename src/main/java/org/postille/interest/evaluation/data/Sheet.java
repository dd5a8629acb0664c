package org.postille.interest.evaluation.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;

/** One table of a data set: a CSV file with a header (RFC 4180, UTF-8), plain or gzipped (RFC 1952). */
final class Sheet {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final Path file;

    private Sheet(Path file) {
        this.file = file;
    }

    /** The table of that name, {@code name.csv} or else {@code name.csv.gz}. */
    static Optional<Sheet> find(Path folder, String name) {
        return Stream.of(name + ".csv", name + ".csv.gz")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Sheet::new);
    }

    /** What to do with a row. */
    interface RowReader {
        void read(Row row);
    }

    /** A row under its header. */
    record Row(CSVRecord cells) {

        /** The cell as it stands; empty if there is none. */
        String get(String column) {
            return cells.isSet(column) ? cells.get(column) : "";
        }

        /** @throws Invalid if the cell is empty */
        String need(String column) {
            var cell = get(column);
            if (cell.isEmpty()) {
                throw new Invalid("'" + column + "' is empty, expected the shop's key");
            }
            return cell;
        }

        /** @throws Invalid if the cell holds something that is not a number */
        double number(String column, double otherwise) {
            var cell = get(column).strip();
            if (cell.isEmpty()) {
                return otherwise;
            }
            try {
                var number = Double.parseDouble(cell);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // Told below, as is what is not finite.
            }
            throw new Invalid("'" + column + "' is '" + cell + "', expected a number");
        }
    }

    /**
     * Reads all rows in the order of the file.
     *
     * @param mistakes gets those that cannot be read, with file and line; where a column is missing or the file is broken, the end of
     *     it
     */
    void read(List<String> required, RowReader rows, Mistakes mistakes) throws IOException {
        var line = 1L;
        try (var reader = open();
                var parser =
                        CSVParser.builder().setReader(reader).setFormat(FORMAT).get()) {
            check(parser.getHeaderNames(), required);
            var cells = parser.getHeaderNames().size();
            line = parser.getCurrentLineNumber() + 1;
            for (var row : parser) {
                try {
                    if (row.size() > cells) {
                        throw new Invalid("the row has " + row.size() + " cells, the header " + cells);
                    }
                    rows.read(new Row(row));
                } catch (Invalid e) {
                    mistakes.add(at(line, e.getMessage()));
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException e) {
            mistakes.add(at(line, broken(Objects.requireNonNull(e.getCause()))));
        } catch (IOException e) {
            mistakes.add(at(line, broken(e)));
        } catch (Invalid | IllegalStateException | IllegalArgumentException e) {
            mistakes.add(at(line, e.getMessage()));
        }
    }

    private String at(long line, @Nullable String what) {
        return file + ":" + line + ": " + what;
    }

    private Reader open() throws IOException {
        var bytes = Files.newInputStream(file);
        try {
            var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            // A decoder of its own reports what is not UTF-8; the charset alone would replace it.
            var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            return reader;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static void check(List<String> header, List<String> required) {
        var missing = required.stream().filter(it -> !header.contains(it)).toList();
        if (!missing.isEmpty()) {
            throw new Invalid("the header has no column '" + String.join("', '", missing) + "'; found: "
                    + String.join(",", header));
        }
    }

    private static @Nullable String broken(IOException e) {
        return switch (e) {
            case EOFException _ -> "the file ends in the middle";
            case ZipException _ -> "not a gzip file: " + e.getMessage();
            case CharacterCodingException _ -> "not UTF-8";
            default ->
                String.valueOf(e.getMessage()).contains("EOF reached before encapsulated token")
                        ? "a quotation mark opens a cell here and is not closed; what follows is not read"
                        : e.getMessage();
        };
    }
}
