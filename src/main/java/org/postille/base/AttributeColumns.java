package org.postille.base;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The columns of a file that mean nothing to us and something to the shop: attributes. What does not fit is left out and told once
 * for each name; it never costs the row.
 */
public final class AttributeColumns {

    private static final String PREFIX = "attribute:";

    private final String file;
    private final Set<String> known;
    private final boolean onlyMarked;
    private final Consumer<Finding> findings;
    private final Set<String> told = new HashSet<>();

    private AttributeColumns(String file, Collection<String> known, boolean onlyMarked, Consumer<Finding> findings) {
        this.file = file;
        this.known = Set.copyOf(known);
        this.onlyMarked = onlyMarked;
        this.findings = findings;
    }

    /** All columns but those that are known. */
    public static AttributeColumns others(String file, Collection<String> known, Consumer<Finding> findings) {
        return new AttributeColumns(file, known, false, findings);
    }

    /** Those whose names begin with {@code attribute:}; of people nothing is kept that nobody asked us to keep. */
    public static AttributeColumns marked(String file, Consumer<Finding> findings) {
        return new AttributeColumns(file, Set.of(), true, findings);
    }

    /** The attribute that a column stands for: {@code attribute:size} and {@code Size} are both {@code size}. */
    public Optional<String> name(String column) {
        var plain = column.strip();
        var marked = plain.toLowerCase(Locale.ROOT).startsWith(PREFIX);
        return onlyMarked && !marked
                ? Optional.empty()
                : Attributes.name(marked ? plain.substring(PREFIX.length()) : plain);
    }

    /** By name, with no values where a cell is empty. Several values in a cell are separated by {@code |}. */
    public Map<String, List<String>> read(CsvFile.Row row) {
        var read = new LinkedHashMap<String, List<String>>();
        row.cells().forEach((column, cell) -> {
            if (!known.contains(column)) {
                name(column).ifPresent(name -> take(read, row.line(), name, List.of(cell.split("\\|"))));
            }
        });
        return read;
    }

    /** The same of values that stand apart already. */
    public Map<String, List<String>> read(int line, Map<String, List<String>> given) {
        var read = new LinkedHashMap<String, List<String>>();
        given.forEach((name, values) -> name(name).ifPresent(it -> take(read, line, it, values)));
        return read;
    }

    private void take(Map<String, List<String>> read, int line, String name, List<String> values) {
        if (!read.containsKey(name) && read.size() >= Attributes.MOST_NAMES) {
            tell(line, name, "is one more than the " + Attributes.MOST_NAMES + " that are kept; it is left out");
            return;
        }
        var kept = read.computeIfAbsent(name, _ -> new ArrayList<>());
        for (var value : values) {
            var text = Bounds.line(value);
            if (text.isEmpty() || kept.stream().anyMatch(it -> Plain.isSame(it, text))) {
                continue;
            }
            if (text.length() > Attributes.LONGEST_VALUE) {
                tell(
                        line,
                        name,
                        "has values of more than " + Attributes.LONGEST_VALUE + " characters; they are left out");
            } else if (kept.size() == Attributes.MOST_VALUES) {
                tell(line, name, "has more than " + Attributes.MOST_VALUES + " values; the rest is left out");
            } else {
                kept.add(text);
            }
        }
    }

    private void tell(int line, String name, String what) {
        if (told.add(name + what)) {
            findings.accept(new Finding(file, line, 0, "the attribute '" + name + "' " + what));
        }
    }
}
