package org.postille.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header (RFC 4180, UTF-8), read row by row, where a broken row costs only itself.
 *
 * <p>The reader puts physical lines together to a row itself and gives a row at a time to the parser, since a parser that has
 * met a stray quote cannot find back into the file. A row may span {@value #LONGEST_LINES} lines and
 * a million characters, so memory stays small whatever the file holds.
 */
public final class CsvFile {

    private static final int LONGEST_LINES = 500;
    private static final int LONGEST_CHARACTERS = LineFile.LONGEST;
    private static final CSVFormat ROW = CSVFormat.RFC4180
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(false)
            .get();

    private final Path file;
    private final Collection<String> required;
    private final Collection<String> known;
    private final Function<String, Optional<String>> others;

    /**
     * @param required columns without which the file is not what it should be
     * @param known all columns that mean something; others get a warning with the nearest known name
     */
    public CsvFile(Path file, Collection<String> required, Collection<String> known) {
        this(file, required, known, _ -> Optional.empty());
    }

    /** @param others as what a column that is not known is kept all the same; nothing: it is not */
    public CsvFile(
            Path file,
            Collection<String> required,
            Collection<String> known,
            Function<String, Optional<String>> others) {
        this.file = file;
        this.required = required;
        this.known = known;
        this.others = others;
    }

    /**
     * One row.
     *
     * @param line where it begins, from 1
     */
    public record Row(int line, Map<String, String> cells) {

        /** The cell of that column, stripped; nothing if it is empty or the file has no such column. */
        public Optional<String> get(String column) {
            return Optional.ofNullable(cells.get(column)).map(String::strip).filter(it -> !it.isEmpty());
        }

        public @Nullable String orNull(String column) {
            return get(column).orElse(null);
        }

        /** @throws Invalid if the cell is empty */
        public String need(String column) {
            return get(column).orElseThrow(() -> new Invalid("'" + column + "' is empty"));
        }
    }

    /** What to do with a row; an {@link Invalid} becomes a finding at its line. */
    public interface RowReader {
        void read(Row row);
    }

    /**
     * Reads all rows in the order of the file.
     *
     * @throws Invalid if a required column is missing
     */
    public void read(RowReader rows, Consumer<Finding> findings, Progress progress) throws IOException {
        try (var lines = new LineFile(file)) {
            var source = new Lines(lines);
            var header = header(source, findings);
            for (var text = source.nextRow(); text != null; text = source.nextRow()) {
                lines.report(progress);
                if (text.isBlank() && !source.rowCut) {
                    continue;
                }
                try {
                    rows.read(new Row(source.rowLine, cells(header, text, source)));
                } catch (Invalid e) {
                    findings.accept(new Finding(file.toString(), source.rowLine, 0, e.getMessage()));
                }
            }
            lines.report(progress);
        }
    }

    private List<String> header(Lines source, Consumer<Finding> findings) throws IOException {
        var first = source.nextRow();
        if (first == null || first.isBlank()) {
            throw new Invalid(file + " is empty; expected a header with at least: " + String.join(",", required));
        }
        if (first.indexOf('\uFFFD') >= 0) {
            throw new Invalid(file + ":1: the header is not UTF-8");
        }
        List<String> header;
        try {
            header = parse(first);
        } catch (Invalid e) {
            throw new Invalid(
                    file + ":1: the header is " + e.getMessage() + "; expected at least: " + String.join(",", required),
                    e);
        }
        var missing = required.stream().filter(it -> !header.contains(it)).toList();
        if (!missing.isEmpty()) {
            throw new Invalid(file + ":1: the header has no column '" + String.join("', '", missing)
                    + "'; expected at least: " + String.join(",", required) + "; found: " + String.join(",", header)
                    + separator(header));
        }
        var twice = header.stream()
                .filter(it -> header.indexOf(it) != header.lastIndexOf(it))
                .findFirst();
        if (twice.isPresent()) {
            throw new Invalid(file + ":1: the header has the column '" + twice.get() + "' twice");
        }
        for (var column : header) {
            var hint = known.contains(column) ? "" : Nearest.hint(column, known);
            var kept = others.apply(column);
            // A name of the shop's own is as it should be, unless it looks like a slip of the pen.
            if (!known.contains(column) && (kept.isEmpty() || !hint.isEmpty())) {
                findings.accept(new Finding(
                        file.toString(),
                        1,
                        0,
                        "column '" + column + "' is not known" + hint
                                + kept.map(it -> "; it is kept as the attribute '" + it + "'")
                                        .orElse("; it is left out")));
            }
        }
        return header;
    }

    private static String separator(List<String> header) {
        return header.size() == 1 && header.getFirst().matches(".*[;\\t].*") ? "; cells are separated by commas" : "";
    }

    private static Map<String, String> cells(List<String> header, String text, Lines source) {
        List<String> values;
        try {
            if (source.rowCut) {
                throw source.file.tooLong();
            }
            if (text.indexOf('\uFFFD') >= 0) {
                throw new Invalid("the row is not UTF-8");
            }
            values = parse(text);
            if (values.size() != header.size()) {
                throw new Invalid("the row has " + values.size() + " cells, the header " + header.size());
            }
        } catch (Invalid e) {
            // Perhaps a stray quote took the lines that follow: they get a chance of their own.
            source.giveBack();
            throw e;
        }
        var cells = new LinkedHashMap<String, String>();
        for (var i = 0; i < values.size(); i++) {
            cells.put(header.get(i), values.get(i));
        }
        return cells;
    }

    private static List<String> parse(String row) {
        try (var parser = CSVParser.parse(row, ROW)) {
            var records = parser.getRecords();
            return records.isEmpty() ? List.of() : records.getFirst().toList();
        } catch (IOException | UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            // The parser's own message counts lines from the start of this row.
            throw new Invalid("not a row of CSV: a quote is not closed, or more than a comma follows it", e);
        }
    }

    /** Puts lines together to rows: a row goes on while a quote is open. */
    private static final class Lines {

        /** A line of the file, and whether it was longer than it may be. */
        private record Line(String text, boolean cut) {}

        private final LineFile file;
        private final Deque<Line> givenBack = new ArrayDeque<>();
        private final List<Line> taken = new ArrayList<>();
        private int line;
        private int rowLine;
        private boolean rowCut;

        Lines(LineFile file) {
            this.file = file;
        }

        @Nullable
        String nextRow() throws IOException {
            taken.clear();
            var first = nextLine();
            if (first == null) {
                return null;
            }
            rowLine = line;
            rowCut = first.cut;
            if (rowCut || closed(first.text)) {
                return first.text;
            }
            var row = new StringBuilder(first.text);
            while (taken.size() < LONGEST_LINES && row.length() < LONGEST_CHARACTERS) {
                var next = nextLine();
                if (next == null) {
                    break;
                }
                taken.add(next);
                row.append('\n').append(next.text);
                if (!closed(next.text)) { // an odd number of quotes closes what the first line opened
                    return row.toString();
                }
            }
            giveBack();
            return first.text;
        }

        /** Lets the lines after the row's first be read again, as rows of their own. */
        void giveBack() {
            taken.reversed().forEach(givenBack::addFirst);
            line -= taken.size();
            taken.clear();
        }

        private static boolean closed(String text) {
            return text.chars().filter(it -> it == '"').count() % 2 == 0;
        }

        private @Nullable Line nextLine() throws IOException {
            var next = givenBack.pollFirst();
            if (next == null) {
                var text = file.line();
                next = text == null ? null : new Line(text, file.wasCut());
            }
            if (next != null) {
                line++;
            }
            return next;
        }
    }
}
