package org.postille.opentime.tile;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The typefaces that Postille brings along, so that a tile looks the same on every machine. Each is read when a text first needs
 * it: a shop that sells in Latin letters never pays for Chinese. docs/typefaces.md tells where they come from.
 */
enum Bundled implements Typeface {
    OPEN_SANS("Open Sans", "OpenSans-Regular.ttf", "OpenSans-Semibold.ttf"),
    NOTO_SANS("Noto Sans", "NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"),
    NOTO_SERIF("Noto Serif", "NotoSerif-Regular.ttf", "NotoSerif-SemiBold.ttf"),
    MONTSERRAT("Montserrat", "Montserrat-Regular.ttf", "Montserrat-SemiBold.ttf"),
    HEBREW("Noto Sans Hebrew", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-SemiBold.ttf"),
    ARABIC("Noto Sans Arabic", "NotoSansArabic-Regular.ttf", "NotoSansArabic-SemiBold.ttf"),
    DEVANAGARI("Noto Sans Devanagari", "NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-SemiBold.ttf"),
    THAI("Noto Sans Thai", "NotoSansThai-Regular.ttf", "NotoSansThai-SemiBold.ttf"),
    // Of these the heavier weight would double what they weigh, and prices are in figures.
    JAPANESE("Noto Sans JP", "NotoSansJP-Regular.ttf"),
    CHINESE("Noto Sans SC", "NotoSansSC-Regular.ttf"),
    TRADITIONAL("Noto Sans TC", "NotoSansTC-Regular.ttf"),
    KOREAN("Noto Sans KR", "NotoSansKR-Regular.ttf"),
    EMOJI("Noto Emoji", "NotoEmoji-Regular.ttf");

    /** Those in which a mail of Latin, Greek or Cyrillic letters can be set: what a theme may name. */
    static final List<Bundled> FAMILIES = List.of(OPEN_SANS, NOTO_SANS, NOTO_SERIF, MONTSERRAT);

    private final String family;
    private final String regular;
    private final String semibold;
    /** By file. */
    @SuppressWarnings("ImmutableEnumChecker") // once read, a font stays
    private final ConcurrentHashMap<String, Font> fonts = new ConcurrentHashMap<>();

    Bundled(String family, String regular) {
        this(family, regular, regular);
    }

    Bundled(String family, String regular, String semibold) {
        this.family = family;
        this.regular = regular;
        this.semibold = semibold;
    }

    static Optional<Bundled> family(String name) {
        return FAMILIES.stream().filter(it -> it.family.equals(name)).findFirst();
    }

    String family() {
        return family;
    }

    /** Whether any of its files was read. */
    boolean isRead() {
        return !fonts.isEmpty();
    }

    @Override
    public Font font(Weight weight) {
        return switch (weight) {
            case REGULAR -> fonts.computeIfAbsent(regular, Bundled::read);
            case SEMIBOLD -> fonts.computeIfAbsent(semibold, Bundled::read);
        };
    }

    private static Font read(String file) {
        try (var stream = Bundled.class.getResourceAsStream("/fonts/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("the typeface is missing: fonts/" + file);
            }
            return Font.createFont(Font.TRUETYPE_FONT, stream)
                    .deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON));
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("cannot read the typeface fonts/" + file, e);
        }
    }
}
