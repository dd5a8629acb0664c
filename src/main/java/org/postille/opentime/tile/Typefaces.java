package org.postille.opentime.tile;

import io.quarkus.logging.Log;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postille.campaign.definition.Look;

/** The typefaces of looks. A shop's own are read once; one that cannot be read any more gives way to a bundled one. */
final class Typefaces {

    /** A theme names a few, and has a new version with each change. */
    private static final int MOST = 32;

    private final ConcurrentHashMap<Look.Face, Typeface> own = new ConcurrentHashMap<>();

    Typeface of(Look.Face face) {
        return switch (face) {
            case Look.Face.Family family -> Bundled.family(family.name()).orElse(Bundled.OPEN_SANS);
            case Look.Face.Files files -> {
                if (own.size() >= MOST) {
                    own.clear();
                }
                yield own.computeIfAbsent(files, _ -> read(files));
            }
        };
    }

    private static Typeface read(Look.Face.Files files) {
        try {
            return new OwnTypeface(read(files.regular()), read(files.semibold()));
        } catch (IOException | FontFormatException e) {
            Log.warnf("The font %s cannot be read and is replaced: %s", files.regular(), e);
            return Bundled.OPEN_SANS;
        }
    }

    private static Font read(Path file) throws IOException, FontFormatException {
        return Font.createFont(Font.TRUETYPE_FONT, file.toFile())
                .deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON));
    }
}
