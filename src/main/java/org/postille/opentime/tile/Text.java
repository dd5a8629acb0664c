package org.postille.opentime.tile;

import java.awt.Font;
import java.awt.font.TextAttribute;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text that can be drawn: each grapheme with the font that has it.
 *
 * @param runs cover the string, in order
 * @param rightToLeft whether its paragraph runs so: as its first letter does, or where it has none as the reader reads
 */
record Text(String string, List<Run> runs, boolean rightToLeft) {

    /** Letters of one font, up to a place in the string. */
    record Run(int end, Font font) {}

    /** A name of which more than this is missing tells nothing. */
    private static final double MOST_MISSING = 1 / 3.0;

    /** Marks that tell how those beside them run or join; everything else that cannot be seen could only mislead. */
    private static final String HARMLESS = "\u200c\u200d\u200e\u200f\u061c";

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern HOLLOW = Pattern.compile("[(\\[{„“\"«»‚‘'（「『【]\\s*[)\\]}“”\"«»‘’'）」』】]");
    private static final Pattern DOUBLED = Pattern.compile("([-–—|/·•,;:、])(\\s*[-–—|/·•,;:、])+");
    private static final Pattern LOOSE_START = Pattern.compile("^[\\s\\-–—|/·•,;:、]+");
    private static final Pattern LOOSE_END = Pattern.compile("[\\s\\-–—|/·•,;:、(\\[„«]+$");

    boolean isEmpty() {
        return string.isEmpty();
    }

    /**
     * What of that text there are letters for, in single spaces. What there are none for is left out, with brackets that nothing
     * is left in and separators that separate nothing; if it is too much, all of it.
     */
    static Text of(String raw, Chain chain, Locale reader) {
        var clean = cleaned(raw);
        var kept = kept(clean, chain);
        if (kept.missing > MOST_MISSING * kept.all) {
            return new Text("", List.of(), false);
        }
        return kept.missing == 0
                ? new Text(kept.string, kept.runs, isRightToLeft(kept.string, reader))
                : of(mended(kept.string), chain, reader);
    }

    private record Kept(String string, List<Run> runs, int all, int missing) {}

    private static Kept kept(String clean, Chain chain) {
        var graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(clean);
        var string = new StringBuilder();
        var runs = new ArrayList<Run>();
        Font before = null;
        var all = 0;
        var missing = 0;
        var start = graphemes.first();
        for (var end = graphemes.next(); end != BreakIterator.DONE; start = end, end = graphemes.next()) {
            var grapheme = clean.substring(start, end);
            var counts = grapheme.isBlank() ? 0 : 1;
            all += counts;
            var font = chain.font(grapheme, before);
            if (font.isEmpty()) {
                missing += counts;
                continue;
            }
            string.append(grapheme);
            if (!runs.isEmpty() && runs.getLast().font().equals(font.get())) {
                runs.removeLast();
            }
            runs.add(new Run(string.length(), font.get()));
            before = font.get();
        }
        return new Kept(string.toString(), runs, all, missing);
    }

    private static String cleaned(String raw) {
        var seen = new StringBuilder(raw.length());
        Normalizer.normalize(raw, Normalizer.Form.NFC)
                .codePoints()
                .filter(it -> Character.getType(it) != Character.FORMAT
                        || HARMLESS.indexOf(it) >= 0
                        || (it >= 0xE0020 && it <= 0xE007F))
                .filter(it -> Character.getType(it) != Character.SURROGATE && it != 0xFFFD)
                .forEach(seen::appendCodePoint);
        return SPACES.matcher(seen).replaceAll(" ").strip();
    }

    private static String mended(String text) {
        var mended = HOLLOW.matcher(text).replaceAll("");
        mended = DOUBLED.matcher(mended).replaceAll("$1");
        mended = LOOSE_START.matcher(mended).replaceAll("");
        return LOOSE_END.matcher(mended).replaceAll("").strip();
    }

    private static boolean isRightToLeft(String text, Locale reader) {
        for (var i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            switch (Character.getDirectionality(text.codePointAt(i))) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return false;
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return true;
                }
                default -> {
                    // Figures and signs run as what is beside them.
                }
            }
        }
        return Direction.of(reader) == Direction.RIGHT_TO_LEFT;
    }

    /** The part between two places. */
    Text part(int from, int to) {
        var cut = new ArrayList<Run>();
        var start = 0;
        for (var run : runs) {
            if (run.end > from && start < to) {
                cut.add(new Run(Math.min(run.end, to) - from, run.font));
            }
            start = run.end;
        }
        return new Text(string.substring(from, to), cut, rightToLeft);
    }

    /** This with something of another text at its end. */
    Text followedBy(Text end) {
        var all = new ArrayList<>(runs);
        for (var run : end.runs) {
            all.add(new Run(string.length() + run.end, run.font));
        }
        return new Text(string + end.string, all, rightToLeft);
    }

    /** As Java's text layout reads it. The string must not be empty. */
    AttributedString set(float size) {
        var set = new AttributedString(string);
        set.addAttribute(
                TextAttribute.RUN_DIRECTION,
                rightToLeft ? TextAttribute.RUN_DIRECTION_RTL : TextAttribute.RUN_DIRECTION_LTR);
        var start = 0;
        for (var run : runs) {
            set.addAttribute(TextAttribute.FONT, run.font.deriveFont(size), start, run.end);
            start = run.end;
        }
        return set;
    }
}
