package org.postille.opentime.tile;

import java.awt.Font;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which typeface has the letters of a text that the wanted one lacks. It goes by script, so that a typeface is read only for a
 * text that needs it; Chinese characters look as the reader's country writes them.
 */
final class Chain {

    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int JOINER = 0x200D;
    private static final int FIRST_SYMBOL = 0x2000;

    private final Typeface wanted;
    private final Weight weight;
    private final List<Typeface> han;

    Chain(Typeface wanted, Weight weight, Locale reader) {
        this.wanted = wanted;
        this.weight = weight;
        han = han(reader);
    }

    private static List<Typeface> han(Locale reader) {
        var first = switch (reader.getLanguage()) {
            case "ja" -> Bundled.JAPANESE;
            case "ko" -> Bundled.KOREAN;
            case "zh" -> isTraditional(reader) ? Bundled.TRADITIONAL : Bundled.CHINESE;
            default -> Bundled.CHINESE;
        };
        var order = new ArrayList<Typeface>();
        order.add(first);
        for (var it : List.of(Bundled.CHINESE, Bundled.JAPANESE, Bundled.TRADITIONAL, Bundled.KOREAN)) {
            if (it != first) {
                order.add(it);
            }
        }
        return List.copyOf(order);
    }

    private static boolean isTraditional(Locale reader) {
        return reader.getScript().equals("Hant")
                || (reader.getScript().isEmpty() && List.of("TW", "HK", "MO").contains(reader.getCountry()));
    }

    /**
     * The font for one grapheme; nothing if no typeface has it.
     *
     * @param before what the grapheme before is set in: signs that scripts share go on in it where they can
     */
    Optional<Font> font(String grapheme, @Nullable Font before) {
        var first = grapheme.codePointAt(0);
        for (var it : candidates(grapheme, first)) {
            var font = it.font(weight);
            if (has(font, grapheme)) {
                return Optional.of(font);
            }
        }
        if (isShared(UnicodeScript.of(first)) && first >= 0x80) {
            if (before != null && has(before, grapheme)) {
                return Optional.of(before);
            }
            for (var it : rest(first)) {
                var font = it.font(weight);
                if (has(font, grapheme)) {
                    return Optional.of(font);
                }
            }
        }
        return Optional.empty();
    }

    private List<Typeface> candidates(String grapheme, int first) {
        if (isEmoji(grapheme, first)) {
            return List.of(Bundled.EMOJI, wanted, Bundled.OPEN_SANS, Bundled.NOTO_SANS);
        }
        return switch (UnicodeScript.of(first)) {
            case HEBREW -> List.of(wanted, Bundled.HEBREW);
            case ARABIC -> List.of(wanted, Bundled.ARABIC);
            case DEVANAGARI -> List.of(wanted, Bundled.DEVANAGARI);
            case THAI -> List.of(wanted, Bundled.THAI);
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> with(wanted, han);
            case HANGUL -> List.of(wanted, Bundled.KOREAN);
            default -> List.of(wanted, Bundled.OPEN_SANS, Bundled.NOTO_SANS);
        };
    }

    private static List<Typeface> with(Typeface first, List<Typeface> others) {
        var all = new ArrayList<Typeface>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    /** Signs that belong to no script stand in the typefaces of several. */
    private List<Typeface> rest(int first) {
        if (first < FIRST_SYMBOL) {
            return List.of(Bundled.THAI, Bundled.DEVANAGARI, Bundled.ARABIC);
        }
        var rest = new ArrayList<Typeface>();
        rest.add(Bundled.EMOJI);
        rest.addAll(han);
        return rest;
    }

    private static boolean isShared(UnicodeScript script) {
        return script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED || script == UnicodeScript.UNKNOWN;
    }

    private static boolean isEmoji(String grapheme, int first) {
        if (grapheme.indexOf(TEXT_STYLE) >= 0) {
            return false;
        }
        return Character.isEmojiPresentation(first)
                || grapheme.indexOf(EMOJI_STYLE) >= 0
                || (grapheme.indexOf(JOINER) >= 0 && Character.isExtendedPictographic(first));
    }

    private static boolean has(Font font, String grapheme) {
        return grapheme.codePoints().allMatch(it -> isUnseen(it) || font.canDisplay(it));
    }

    /** What only tells how others look or where they stand. */
    static boolean isUnseen(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0020 && codePoint <= 0xE007F);
    }
}
