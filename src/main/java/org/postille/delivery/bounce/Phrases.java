package org.postille.delivery.bounce;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A table of phrases under headings, read from a resource: {@code [HEADING]}, then one phrase a line; {@code #} begins a comment
 * and {@code " * "} is a gap within a phrase. Looking one up takes time linear in the text.
 */
final class Phrases {

    private static final int WIDEST_GAP = 80;

    private final Map<String, List<Phrase>> headings;

    private record Phrase(List<String> pieces) {

        static Phrase of(String line) {
            return new Phrase(List.of(line.split(" \\* ")));
        }

        /** {@return where the phrase ends in the text, or -1} */
        int end(String text) {
            var first = pieces.getFirst();
            for (var at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
                var end = at + first.length();
                for (var piece : pieces.subList(1, pieces.size())) {
                    var next = text.substring(end, Math.min(text.length(), end + WIDEST_GAP + piece.length()))
                            .indexOf(piece);
                    if (next < 0) {
                        end = -1;
                        break;
                    }
                    end += next + piece.length();
                }
                if (end >= 0) {
                    return end;
                }
            }
            return -1;
        }
    }

    private Phrases(Map<String, List<Phrase>> headings) {
        this.headings = headings;
    }

    /** @param resource beside this class */
    static Phrases of(String resource) {
        var headings = new LinkedHashMap<String, List<Phrase>>();
        var current = new ArrayList<Phrase>();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Phrases.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            for (var line : reader.readAllLines()) {
                if (line.startsWith("[")) {
                    current = new ArrayList<>();
                    headings.put(line.substring(1, line.indexOf(']')), current);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    current.add(Phrase.of(line.strip()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Phrases(headings);
    }

    /** {@return the text as {@link #end} and {@link #match} expect it: in lower case, white space as single spaces} */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replaceAll("[\\s\\u00a0]++", " ")
                .strip();
    }

    /** {@return the headings in the order of the table} */
    List<String> headings() {
        return List.copyOf(headings.keySet());
    }

    boolean match(String heading, String plain) {
        return end(heading, plain) >= 0;
    }

    /** {@return where a phrase under this heading ends in the text, or -1} */
    int end(String heading, String plain) {
        for (var phrase : headings.getOrDefault(heading, List.of())) {
            var end = phrase.end(plain);
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    /** {@return whether a text is one of the phrases} */
    boolean isOne(String heading, String plain) {
        return headings.getOrDefault(heading, List.of()).contains(Phrase.of(plain));
    }
}
