package org.postille.opentime.tile;

import java.awt.Rectangle;
import java.util.OptionalInt;
import org.postille.campaign.definition.Look;
import org.postille.catalog.JpegRows;
import org.postille.render.TileSize;

/**
 * Where everything stands in a tile of one size, in pixels of the picture and for readers from left to right.
 *
 * @param photo the place of the photo, or of what stands in for it
 * @param text the place of everything else
 * @param arc diameter of the photo's corners
 * @param reasonRoom whether lines are kept free for a reason
 */
record Measures(
        int width,
        int height,
        int margin,
        Rectangle photo,
        Rectangle text,
        int nameSize,
        int nameLine,
        int reasonSize,
        int priceSize,
        float arc,
        boolean reasonRoom) {

    /** Pixels of the picture for one of the mail. */
    static final int SCALE = 2;

    static final int NAME_LINES = 2;
    static final int REASON_LINES = 2;

    /** Pixels by which letters of some scripts stand out above their line. */
    private static final int AIR = 4;

    /** A look tells its measures for cards so wide. */
    private static final float USUAL_WIDTH = 260;

    static Measures of(Tile tile) {
        return of(tile.size(), tile.look(), tile.reason() != null);
    }

    static Measures of(TileSize size, Look look, boolean reason) {
        return switch (size.layout()) {
            case CARD -> card(size.width() * SCALE, size.height() * SCALE, look, reason);
            case ROW -> row(size.width() * SCALE, size.height() * SCALE, look, reason);
        };
    }

    private static Measures card(int width, int height, Look look, boolean reason) {
        var margin = Math.round(width * look.padding() / USUAL_WIDTH);
        var nameSize = Math.round(12 + width * 0.0385f);
        var nameLine = Math.round(nameSize * 1.28f);
        var priceSize = Math.round(nameSize * 1.24f);
        var reasonSize = Math.round(nameSize * 0.76f);
        var text = NAME_LINES * nameLine + Math.round(priceSize * 1.55f) + Math.round(nameSize * 0.62f);
        var all = text + (reason ? REASON_LINES * reasonLine(reasonSize) + reasonGap(reasonSize) : 0);
        var photo = new Rectangle(margin, margin, width - 2 * margin, height - all - 2 * margin);
        var left = Math.max(margin, Math.round(width * 0.03f)) + Math.round(width * 0.008f);
        var top = photo.y + photo.height + Math.round(nameSize * 0.62f);
        // Letters need some air at the foot even where photos need none at the sides.
        var foot = Math.max(margin, Math.round(width * 0.04f));
        return new Measures(
                width,
                height,
                margin,
                photo,
                new Rectangle(left, top, width - 2 * left, height - Math.round(foot * 1.15f) - top),
                nameSize,
                nameLine,
                reasonSize,
                priceSize,
                width * 2 * look.corner() / USUAL_WIDTH,
                reason);
    }

    private static Measures row(int width, int height, Look look, boolean reason) {
        var margin = Math.round(height * 0.08f * look.padding() / Look.STANDARD.padding());
        var nameSize = Math.round(height * 0.118f);
        var side = height - 2 * margin;
        var left = margin + side + Math.round(height * 0.085f);
        var top = Math.max(margin, Math.round(height * 0.06f));
        return new Measures(
                width,
                height,
                margin,
                new Rectangle(margin, margin, side, side),
                new Rectangle(
                        left, top, width - left - Math.round(height * 0.085f), height - top - Math.round(top * 1.2f)),
                nameSize,
                Math.round(nameSize * 1.26f),
                Math.round(nameSize * 0.76f),
                Math.round(nameSize * 1.2f),
                height * 1.6f * look.corner() / USUAL_WIDTH,
                reason);
    }

    /**
     * A row of pixels below all that a photo has to do with and above all letters, so that either side can be written without the
     * other; a multiple of {@link JpegRows#UNIT}.
     */
    OptionalInt cut() {
        var below = photo.y + photo.height + 1;
        var cut = (below + JpegRows.UNIT - 1) / JpegRows.UNIT * JpegRows.UNIT;
        return text.y >= below && cut + AIR <= text.y ? OptionalInt.of(cut) : OptionalInt.empty();
    }

    /** Between name and reason. */
    int reasonGap() {
        return reasonGap(reasonSize);
    }

    private static int reasonGap(int reasonSize) {
        return Math.round(reasonSize * 0.3f);
    }

    int reasonLine() {
        return reasonLine(reasonSize);
    }

    private static int reasonLine(int reasonSize) {
        return Math.round(reasonSize * 1.25f);
    }
}
