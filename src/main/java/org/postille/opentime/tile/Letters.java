package org.postille.opentime.tile;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.io.IOException;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One weight of the bundled typeface (Open Sans: Latin, Greek, Cyrillic), and how text is set in it. */
final class Letters {

    static final Letters REGULAR = bundled("OpenSans-Regular.ttf");
    static final Letters SEMIBOLD = bundled("OpenSans-Semibold.ttf");

    /** Fractional widths: text is not set differently at another size. */
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private static final String ELLIPSIS = "…";
    private static final String CLOSING = "“”’»«";

    private final Font font;

    private Letters(Font font) {
        this.font = font;
    }

    private static Letters bundled(String file) {
        try (var stream = Letters.class.getResourceAsStream("/fonts/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("the typeface is missing: fonts/" + file);
            }
            return new Letters(Font.createFont(Font.TRUETYPE_FONT, stream)
                    .deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON)));
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("cannot read the typeface fonts/" + file, e);
        }
    }

    boolean has(String text) {
        return font.canDisplayUpTo(text) < 0;
    }

    /** What of this text the typeface has, with single spaces. */
    String writable(String text) {
        var writable = new StringBuilder();
        text.codePoints()
                .map(it -> Character.isWhitespace(it) || Character.isSpaceChar(it) ? ' ' : it)
                .filter(it -> font.canDisplay(it) && !Character.isISOControl(it))
                .filter(it -> it != ' ' || (!writable.isEmpty() && writable.charAt(writable.length() - 1) != ' '))
                .forEach(writable::appendCodePoint);
        return writable.toString().strip();
    }

    /** One line, however long. The text must not be empty. */
    TextLayout line(String text, float size) {
        return new TextLayout(text, font.deriveFont(size), CONTEXT);
    }

    /** Broken between words into at most so many lines; the last ends with an ellipsis if there is more. */
    List<TextLayout> lines(String text, float size, float width, int most) {
        var lines = new ArrayList<TextLayout>();
        if (text.isEmpty()) {
            return lines;
        }
        var set = new AttributedString(text, font.deriveFont(size).getAttributes());
        var breaks = new LineBreakMeasurer(set.getIterator(), BreakIterator.getLineInstance(), CONTEXT);
        while (breaks.getPosition() < text.length()) {
            var start = breaks.getPosition();
            var end = beforeWordOf(text, start, breaks.nextOffset(width));
            if (lines.size() == most - 1 && end < text.length()) {
                lines.add(shortened(text.substring(start), size, width));
                break;
            }
            breaks.setPosition(end);
            lines.add(line(text.substring(start, end).stripTrailing(), size));
        }
        return lines;
    }

    /** Java breaks before a closing quotation mark that opens in another language: then the word before it goes along. */
    private static int beforeWordOf(String text, int start, int end) {
        if (end >= text.length() || CLOSING.indexOf(text.charAt(end)) < 0 || text.charAt(end - 1) == ' ') {
            return end;
        }
        var space = text.lastIndexOf(' ', end - 1);
        return space > start ? space + 1 : end;
    }

    /** Cut after a word where that leaves most of the line, otherwise inside one. */
    private TextLayout shortened(String text, float size, float width) {
        var end = text.length();
        while (end > 1 && line(text.substring(0, end) + ELLIPSIS, size).getAdvance() > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        var space = text.lastIndexOf(' ', end - 1);
        if (end < text.length() && text.charAt(end) != ' ' && space > end * 0.6) {
            end = space;
        }
        var kept = text.substring(0, end).replaceFirst("[\\s,;:.–-]+$", "");
        return line((kept.isEmpty() ? text.substring(0, end) : kept) + ELLIPSIS, size);
    }
}
