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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table of phrases under headings, read from a resource: {@code [HEADING]}, then one phrase a line; {@code #} begins a comment
 * and {@code " * "} is a gap within a phrase. A phrase is made of whole words, so that "ip" is not found in "recipient"; its last
 * word may have an English ending, and {@code *} without a space marks where a word goes on: {@code undeliver*}. Looking one up
 * takes time linear in the text.
 */
final class Phrases {

    private static final int WIDEST_GAP = 80;

    private static final Pattern ENDING = Pattern.compile("(?:e?s|e?d|ing)(?![\\p{L}\\p{N}])");

    private final Map<String, List<Phrase>> headings;

    /**
     * What stands between two gaps.
     *
     * @param bound whether a word must begin where it begins
     * @param ended whether a word must end where it ends
     */
    private record Piece(String words, boolean bound, boolean ended) {

        static Piece of(String written) {
            var words = written.replaceAll("^\\*|\\*$", "");
            return new Piece(
                    words,
                    !written.startsWith("*") && ofWord(words.charAt(0)),
                    !written.endsWith("*") && ofWord(words.charAt(words.length() - 1)));
        }

        /** {@return where it begins in the text, not before a place and ending before another, or -1} */
        int find(String text, int from, int to) {
            for (var at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
                var end = at + words.length();
                if (end > to) {
                    return -1;
                }
                if (!(bound && at > 0 && ofWord(text.charAt(at - 1))) && !(ended && goesOn(text, end))) {
                    return at;
                }
            }
            return -1;
        }

        private static boolean goesOn(String text, int end) {
            return end < text.length()
                    && ofWord(text.charAt(end))
                    && !ENDING.matcher(text).region(end, text.length()).lookingAt();
        }

        /** Only of scripts that part their words. */
        private static boolean ofWord(char letter) {
            return letter < '\u2e80' && Character.isLetterOrDigit(letter);
        }
    }

    private record Phrase(List<Piece> pieces) {

        static Phrase of(String line) {
            return new Phrase(Stream.of(line.split(" \\* ")).map(Piece::of).toList());
        }

        /** {@return where the phrase ends in the text, or -1} */
        int end(String text) {
            var first = pieces.getFirst();
            for (var at = first.find(text, 0, text.length()); at >= 0; at = first.find(text, at + 1, text.length())) {
                var end = at + first.words().length();
                for (var piece : pieces.subList(1, pieces.size())) {
                    var next = piece.find(
                            text,
                            end,
                            Math.min(
                                    text.length(),
                                    end + WIDEST_GAP + piece.words().length()));
                    if (next < 0) {
                        end = -1;
                        break;
                    }
                    end = next + piece.words().length();
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

    /** {@return whether the text begins with a phrase under this heading} */
    boolean begins(String heading, String plain) {
        return headings.getOrDefault(heading, List.of()).stream()
                .anyMatch(it -> it.pieces().getFirst().find(plain, 0, plain.length()) == 0 && it.end(plain) >= 0);
    }

    /** {@return whether a text is one of the phrases} */
    boolean isOne(String heading, String plain) {
        return headings.getOrDefault(heading, List.of()).contains(Phrase.of(plain));
    }
}
