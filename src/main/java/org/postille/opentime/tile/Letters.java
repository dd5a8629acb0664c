package org.postille.opentime.tile;

import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextLayout;
import java.awt.font.TextMeasurer;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How text of any script is set in one weight of a typeface, for a reader of one language. */
final class Letters {

    /** Fractional widths: text is not set differently at another size. */
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    /** For readers of no particular language. */
    static final Letters REGULAR = new Letters(Bundled.OPEN_SANS, Weight.REGULAR, Locale.ROOT);

    static final Letters SEMIBOLD = new Letters(Bundled.OPEN_SANS, Weight.SEMIBOLD, Locale.ROOT);

    private static final String ELLIPSIS = "…";
    private static final String CLOSING = "“”’»«";
    private static final Locale THAI = Locale.of("th");
    private static final Pattern LOOSE_END = Pattern.compile("[\\s,;:.–\\-(„«]+$");
    /** Where a line is cut after a word, at least so much of it is left. */
    private static final double MOST_OF_IT = 0.6;

    private final Chain chain;
    private final Locale reader;

    Letters(Typeface typeface, Weight weight, Locale reader) {
        this.chain = new Chain(typeface, weight, reader);
        this.reader = reader;
    }

    /** Whether nothing of it would be left out. */
    boolean has(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .allMatch(it -> Chain.isUnseen(it.codePointAt(0))
                        || chain.font(it, null).isPresent());
    }

    Text text(String raw) {
        return Text.of(raw, chain, reader);
    }

    /** What of this text there are letters for, in single spaces. */
    String writable(String raw) {
        return text(raw).string();
    }

    /** The first letter or figure, as a capital; nothing if there is none. */
    Text initial(Text text) {
        var graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text.string());
        var start = graphemes.first();
        for (var end = graphemes.next(); end != BreakIterator.DONE; start = end, end = graphemes.next()) {
            var grapheme = text.string().substring(start, end);
            if (Character.isLetterOrDigit(grapheme.codePointAt(0))) {
                return text(grapheme.toUpperCase(reader));
            }
        }
        return text("");
    }

    /** One line, however long. The text must not be empty. */
    TextLayout line(Text text, float size) {
        return new TextLayout(text.set(size).getIterator(), CONTEXT);
    }

    /** The same of what can be written of that, which must not be empty. */
    TextLayout line(String text, float size) {
        return line(text(text), size);
    }

    /** One line, in letters as much smaller as it needs to fit, but not below a share of the size. */
    TextLayout fitting(Text text, float size, float width, float least) {
        var line = line(text, size);
        return line.getAdvance() <= width ? line : line(text, size * Math.max(least, width / line.getAdvance()));
    }

    /** Broken between words into at most so many lines; the last ends with an ellipsis if there is more. */
    List<TextLayout> lines(Text text, float size, float width, int most) {
        return broken(text, size, width, most).stream()
                .map(it -> narrow(it, size, width))
                .toList();
    }

    /** The same of what can be written of that. */
    List<TextLayout> lines(String text, float size, float width, int most) {
        return lines(text(text), size, width, most);
    }

    /** The texts of those lines. */
    List<Text> broken(Text text, float size, float width, int most) {
        var lines = new ArrayList<Text>();
        if (text.isEmpty()) {
            return lines;
        }
        var string = text.string();
        var set = text.set(size);
        var places = places(string);
        var breaks = new LineBreakMeasurer(set.getIterator(), (BreakIterator) places.clone(), CONTEXT);
        while (breaks.getPosition() < string.length()) {
            var start = breaks.getPosition();
            var end = beforeWordOf(string, start, breaks.nextOffset(width));
            if (lines.size() == most - 1 && end < string.length()) {
                lines.add(shortened(text, start, places, size, width));
                break;
            }
            if (end < string.length() && !places.isBoundary(end)) {
                var cut = cut(text, start, end, size, width);
                end = cut.end;
                lines.add(text.part(start, end).followedBy(cut.hyphen));
            } else {
                lines.add(text.part(start, stripped(string, start, end)));
            }
            breaks.setPosition(end);
        }
        return lines;
    }

    /** A line that was cut where letters join may turn out a little wider than it was within its text. */
    private TextLayout narrow(Text text, float size, float width) {
        var line = line(text, size);
        return line.getVisibleAdvance() <= width ? line : line(text, size * width / line.getVisibleAdvance());
    }

    /** Thai has no spaces between words: where a line may break, a dictionary tells. */
    private BreakIterator places(String text) {
        var thai = text.codePoints().anyMatch(it -> Character.UnicodeScript.of(it) == Character.UnicodeScript.THAI);
        var places = BreakIterator.getLineInstance(thai ? THAI : reader);
        places.setText(text);
        return places;
    }

    private record Cut(int end, Text hyphen) {}

    /** A word that fits no line is cut, with a hyphen where its script has one, and never within a grapheme. */
    private Cut cut(Text text, int start, int end, float size, float width) {
        var string = text.string();
        if (Hyphens.mayStand(string, end)) {
            var hyphen = text(Hyphens.HYPHEN);
            var room = line(text.part(start, end).followedBy(hyphen), size).getAdvance() > width ? end - 1 : end;
            if (room > start + 1) {
                var from = start;
                for (var i = start; i < room; i++) {
                    from = Character.isLetter(string.charAt(i)) ? from : i + 1;
                }
                var at = Hyphens.before(string, from, room);
                return new Cut(at, hyphen);
            }
        }
        return new Cut(boundary(string, start, end), text(""));
    }

    /** The end of the last whole grapheme; at least one. */
    private static int boundary(String text, int start, int end) {
        var graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text);
        if (end >= text.length() || graphemes.isBoundary(end)) {
            return end;
        }
        var before = graphemes.preceding(end);
        return before > start ? before : graphemes.following(start);
    }

    private static int stripped(String text, int start, int end) {
        var at = end;
        while (at > start + 1 && text.charAt(at - 1) == ' ') {
            at--;
        }
        return at;
    }

    /**
     * Java breaks before a closing quotation mark that opens in another language, and within words of Korean, which has spaces
     * between them: then the word goes along.
     */
    private static int beforeWordOf(String text, int start, int end) {
        if (end >= text.length()
                || text.charAt(end - 1) == ' '
                || (CLOSING.indexOf(text.charAt(end)) < 0
                        && !(isHangul(text.charAt(end)) && isHangul(text.charAt(end - 1))))) {
            return end;
        }
        var space = text.lastIndexOf(' ', end - 1);
        return space > start ? space + 1 : end;
    }

    private static boolean isHangul(char letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.HANGUL;
    }

    /** Cut after a word where that leaves most of the line, otherwise inside one. */
    private Text shortened(Text text, int start, BreakIterator places, float size, float width) {
        var string = text.string();
        var ellipsis = text(ELLIPSIS);
        var room = width - line(ellipsis, size).getAdvance();
        var measurer = new TextMeasurer(text.set(size).getIterator(), CONTEXT);
        var end = boundary(string, start, Math.max(start + 1, measurer.getLineBreakIndex(start, room)));
        var word = end >= string.length() || places.isBoundary(end) ? end : places.preceding(end);
        if (word > start + (end - start) * MOST_OF_IT) {
            end = word;
        }
        var kept = LOOSE_END.matcher(string.substring(start, end)).replaceFirst("");
        return text.part(start, kept.isEmpty() ? end : start + kept.length()).followedBy(ellipsis);
    }
}
