package org.postille.opentime.tile;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postille.campaign.definition.Look;
import org.postille.render.TileSize;

/**
 * Draws tiles: photo, name in one or two lines, why, price, and over the photo what is special. The paper is opaque and has its
 * own margin, so that the picture looks right on white and on black. For readers from right to left everything is mirrored but
 * the photo.
 */
final class Painter {

    private static final int MOST_LINES_INSTEAD = 5;
    /** Pixels of height. */
    private static final int LEAST_FOR_TWO = 220;
    /** A struck price is smaller than the price, and so is what announces it. */
    private static final float SMALL = 0.72f;
    /** Letters become smaller rather than run out of the picture, but no smaller than this. */
    private static final float LEAST = 0.55f;

    private static final double LEAST_APART = 1.3;

    private final Typefaces typefaces = new Typefaces();

    /** One picture in the making. */
    private final class Sheet {
        private final BufferedImage picture;
        private final Graphics2D g;
        private final Measures at;
        private final Inks inks;
        private final boolean mirrored;
        private final Letters regular;
        private final Letters semibold;

        Sheet(Measures at, Look look, Locale reader) {
            this(at, look, reader, 0, at.height());
        }

        /** A part of one: rows of pixels from one (inclusive) to another. */
        Sheet(Measures at, Look look, Locale reader, int from, int to) {
            this.at = at;
            inks = Inks.of(look);
            mirrored = Direction.of(reader) == Direction.RIGHT_TO_LEFT;
            var typeface = typefaces.of(look.face());
            regular = new Letters(typeface, Weight.REGULAR, reader);
            semibold = new Letters(typeface, Weight.SEMIBOLD, reader);
            picture = new BufferedImage(at.width(), to - from, BufferedImage.TYPE_INT_RGB);
            g = graphics(picture);
            g.setColor(inks.paper());
            g.fillRect(0, 0, at.width(), to - from);
            g.translate(0, -from);
        }

        /** The same place as a reader from right to left finds it. */
        Rectangle placed(Rectangle it) {
            return mirrored ? new Rectangle(at.width() - it.x - it.width, it.y, it.width, it.height) : it;
        }

        /** Where the line begins, for this reader. */
        void line(TextLayout line, Rectangle within, float y) {
            line.draw(g, mirrored ? within.x + within.width - line.getVisibleAdvance() : within.x, y);
        }

        void centred(TextLayout line, double x, double y) {
            var box = line.getBounds();
            line.draw(g, (float) (x - box.getCenterX()), (float) (y - box.getCenterY()));
        }

        Shape panel(Rectangle it) {
            return new RoundRectangle2D.Float(it.x, it.y, it.width, it.height, at.arc(), at.arc());
        }
    }

    /** The photo as tiles like this one show it. */
    BufferedImage photo(BufferedImage photo, Tile tile) {
        var place = Measures.of(tile).photo();
        var panel = new BufferedImage(place.width, place.height, BufferedImage.TYPE_INT_RGB);
        var g = graphics(panel);
        try {
            var wide = (double) panel.getWidth() / photo.getWidth();
            var high = (double) panel.getHeight() / photo.getHeight();
            var ground = Edge.plainColour(photo);
            var whole = switch (tile.look().fit()) {
                // A product on a plain ground is shown whole, and the ground goes on; of a scene a part may be cut off.
                case AUTO -> ground.isPresent();
                case WHOLE -> true;
                case FILL -> false;
            };
            var scale = whole ? Math.min(wide, high) : Math.max(wide, high);
            var scaled = Scaling.to(photo, Math.max(1, (int) Math.round(photo.getWidth() * scale)), Math.max(1, (int)
                    Math.round(photo.getHeight() * scale)));
            g.setColor(ground.orElse(new Color(tile.look().colours().background())));
            g.fillRect(0, 0, panel.getWidth(), panel.getHeight());
            g.drawImage(
                    scaled,
                    (panel.getWidth() - scaled.getWidth()) / 2,
                    (panel.getHeight() - scaled.getHeight()) / 2,
                    null);
        } finally {
            g.dispose();
        }
        return panel;
    }

    /** @param photo made by {@link #photo} for such a tile; null: the tile makes do with letters */
    BufferedImage tile(Tile tile, @Nullable BufferedImage photo) {
        var sheet = new Sheet(Measures.of(tile), tile.look(), tile.reader());
        try {
            var name = sheet.regular.text(tile.title());
            var instead = photo == null && tile.size().layout() == TileSize.Layout.CARD && !name.isEmpty();
            var place = sheet.placed(instead ? higher(sheet.at) : sheet.at.photo());
            if (photo != null) {
                drawPhoto(sheet, photo, place);
            } else if (instead) {
                drawNameInstead(sheet, tile.title(), place, !tile.badges().isEmpty());
            } else {
                drawInitial(sheet, name, place);
            }
            drawBadges(sheet, tile.badges(), place, photo == null);
            drawText(sheet, instead ? sheet.regular.text("") : name, tile);
        } finally {
            sheet.g.dispose();
        }
        return sheet.picture;
    }

    /**
     * A tile with a photo down to {@link Measures#cut}.
     *
     * @param photo made by {@link #photo} for such a tile
     */
    BufferedImage upper(Tile tile, BufferedImage photo, int cut) {
        var sheet = sheet(tile, 0, cut);
        try {
            var place = sheet.placed(sheet.at.photo());
            drawPhoto(sheet, photo, place);
            drawBadges(sheet, tile.badges(), place, false);
        } finally {
            sheet.g.dispose();
        }
        return sheet.picture;
    }

    /** The rest of it. */
    BufferedImage lower(Tile tile, int cut) {
        var sheet = sheet(tile, cut, Measures.of(tile).height());
        try {
            drawText(sheet, sheet.regular.text(tile.title()), tile);
        } finally {
            sheet.g.dispose();
        }
        return sheet.picture;
    }

    private Sheet sheet(Tile tile, int from, int to) {
        return new Sheet(Measures.of(tile), tile.look(), tile.reader(), from, to);
    }

    /** Where the name stands in place of the photo it needs none below. */
    private static Rectangle higher(Measures at) {
        var more = Measures.NAME_LINES * at.nameLine();
        return new Rectangle(at.photo().x, at.photo().y, at.photo().width, at.photo().height + more);
    }

    private static void drawPhoto(Sheet sheet, BufferedImage photo, Rectangle place) {
        // Filled with the photo instead of clipped by the shape: only so are the corners smooth.
        sheet.g.setPaint(
                new TexturePaint(photo, new Rectangle2D.Float(place.x, place.y, photo.getWidth(), photo.getHeight())));
        var shape = sheet.panel(place);
        sheet.g.fill(shape);
        sheet.g.setColor(new Color(0, 0, 0, 18));
        sheet.g.draw(shape);
    }

    /** A product without a photo: its name, large, on the brand colour, and its initial as an ornament behind it. */
    private static void drawNameInstead(Sheet sheet, String title, Rectangle place, boolean badges) {
        var brand = sheet.inks.price();
        var shape = sheet.panel(place);
        var name = sheet.semibold.text(title);
        sheet.g.setColor(brand);
        sheet.g.fill(shape);
        drawOrnament(sheet, name, place, shape);
        var inset = Math.round(sheet.at.nameSize() * 0.8f);
        var within = new Rectangle(place.x + inset, place.y, place.width - 2 * inset, place.height);
        var size = sheet.at.nameSize() * 1.22f;
        var lineHeight = size * 1.26f;
        var room = place.height - 2 * inset - (badges ? 2.4f * sheet.at.nameSize() : 0);
        var most = Math.clamp((int) (room / lineHeight), 1, MOST_LINES_INSTEAD);
        var lines = sheet.semibold.lines(name, size, within.width, most);
        sheet.g.setColor(sheet.inks.onBrand());
        var y = place.y + place.height - inset - size * 0.24f - (lines.size() - 1) * lineHeight;
        for (var line : lines) {
            sheet.line(line, within, y);
            y += lineHeight;
        }
    }

    private static void drawOrnament(Sheet sheet, Text name, Rectangle place, Shape shape) {
        var initial = sheet.semibold.initial(name);
        if (initial.isEmpty()) {
            return;
        }
        var clip = sheet.g.getClip();
        sheet.g.clip(shape);
        sheet.g.setColor(Inks.mixed(sheet.inks.onBrand(), sheet.inks.price(), 0.11f));
        var line = sheet.semibold.line(initial, place.height * 0.78f);
        var half = line.getBounds().getWidth() / 2;
        var right = sheet.mirrored ? place.x + half * 0.72 : place.x + place.width - half * 0.72;
        sheet.centred(line, right, place.y + place.height * 0.34);
        sheet.g.setClip(clip);
    }

    private static void drawInitial(Sheet sheet, Text name, Rectangle place) {
        sheet.g.setColor(sheet.inks.price());
        sheet.g.fill(sheet.panel(place));
        var initial = sheet.semibold.initial(name);
        if (!initial.isEmpty()) {
            sheet.g.setColor(sheet.inks.onBrand());
            sheet.centred(sheet.semibold.line(initial, place.height * 0.44f), place.getCenterX(), place.getCenterY());
        }
    }

    /** One below the other in the corner where a reader begins. */
    private static void drawBadges(Sheet sheet, List<String> badges, Rectangle place, boolean onBrand) {
        // A badge of the brand's colour would not be seen on it.
        var turned = onBrand && Inks.contrast(sheet.inks.badge(), sheet.inks.price()) < LEAST_APART;
        var size = Math.max(20f, sheet.at.nameSize() * SMALL);
        var high = size * 1.72f;
        var inset = Math.max(sheet.at.nameSize() * 0.36f, sheet.at.arc() * 0.3f);
        var y = place.y + inset;
        // Over a small photo a second would hide what it is about.
        for (var badge : badges.subList(0, place.height < LEAST_FOR_TWO ? Math.min(1, badges.size()) : badges.size())) {
            var text = sheet.semibold.text(badge);
            if (text.isEmpty()) {
                continue;
            }
            var line = sheet.semibold.fitting(text, size, place.width - 2 * inset - 1.2f * size, LEAST);
            var wide = line.getAdvance() + 1.2f * size;
            var x = sheet.mirrored ? place.x + place.width - inset - wide : place.x + inset;
            var arc = Math.min(high, sheet.at.arc());
            sheet.g.setColor(turned ? sheet.inks.badgeText() : sheet.inks.badge());
            sheet.g.fill(new RoundRectangle2D.Float(x, y, wide, high, arc, arc));
            sheet.g.setColor(turned ? sheet.inks.badge() : sheet.inks.badgeText());
            line.draw(sheet.g, x + 0.6f * size, y + high / 2 + size * 0.355f);
            y += high + size * 0.28f;
        }
    }

    private static void drawText(Sheet sheet, Text name, Tile tile) {
        var at = sheet.at;
        var within = sheet.placed(at.text());
        var price = sheet.semibold.text(tile.price());
        var y = (float) within.y;
        sheet.g.setColor(sheet.inks.text());
        // What has no price has room for a line more.
        for (var line : sheet.regular.lines(
                name, at.nameSize(), within.width, price.isEmpty() ? Measures.NAME_LINES + 1 : Measures.NAME_LINES)) {
            sheet.line(line, within, y + at.nameSize());
            y += at.nameLine();
        }
        if (name.isEmpty() && tile.size().layout() == TileSize.Layout.CARD) {
            y += Measures.NAME_LINES * at.nameLine();
        }
        y += at.reasonGap();
        sheet.g.setColor(sheet.inks.faint());
        var reason = sheet.regular.text(tile.reason() == null ? "" : tile.reason());
        for (var line : sheet.regular.lines(reason, at.reasonSize(), within.width, Measures.REASON_LINES)) {
            sheet.line(line, within, y + at.reasonSize());
            y += at.reasonLine();
        }
        if (!price.isEmpty()) {
            // At the foot, however long the name is: the prices of a row stand on one line.
            drawPrice(sheet, price, tile.oldPrice(), within);
        }
    }

    private static void drawPrice(Sheet sheet, Text price, @Nullable String oldPrice, Rectangle within) {
        var foot = within.y + within.height;
        var old = sheet.regular.text(oldPrice == null ? "" : oldPrice);
        var line = sheet.semibold.fitting(price, sheet.at.priceSize(), within.width, LEAST);
        if (old.isEmpty()) {
            sheet.g.setColor(sheet.inks.price());
            sheet.line(line, within, foot);
            return;
        }
        var gap = sheet.at.priceSize() * 0.36f;
        var before = sheet.regular.line(old, sheet.at.priceSize() * SMALL);
        var wide = line.getAdvance() + gap + before.getAdvance();
        if (wide > within.width) {
            var smaller = Math.max(LEAST, within.width / wide);
            line = sheet.semibold.line(price, sheet.at.priceSize() * smaller);
            before = sheet.regular.line(old, sheet.at.priceSize() * SMALL * smaller);
            gap *= smaller;
        }
        sheet.g.setColor(sheet.inks.price());
        sheet.line(line, within, foot);
        var left = sheet.mirrored
                ? within.x + within.width - line.getAdvance() - gap - before.getAdvance()
                : within.x + line.getAdvance() + gap;
        sheet.g.setColor(sheet.inks.oldPrice());
        before.draw(sheet.g, left, foot);
        var box = before.getBounds();
        var stroke = Math.max(2f, sheet.at.priceSize() * 0.055f);
        sheet.g.fill(new Rectangle2D.Double(
                left + box.getX() - stroke, foot + box.getCenterY() - stroke / 2, box.getWidth() + 2 * stroke, stroke));
    }

    /** Says nothing about anybody: the shop's name on paper. */
    BufferedImage neutral(String shop, TileSize size, Look look) {
        var at = Measures.of(size, look, false);
        var sheet = new Sheet(at, look, Locale.ROOT);
        try {
            var all = new Rectangle(
                    at.margin(), at.margin(), at.width() - 2 * at.margin(), at.height() - 2 * at.margin());
            sheet.g.setColor(Inks.mixed(sheet.inks.price(), sheet.inks.paper(), 0.10f));
            sheet.g.fill(sheet.panel(all));
            sheet.g.setColor(sheet.inks.price());
            var letters = at.nameSize() * 1.2f;
            var lines = sheet.semibold.lines(sheet.semibold.text(shop), letters, all.width * 0.84f, 3);
            var y = at.height() / 2f - (lines.size() - 1) * letters * 0.65f;
            for (var line : lines) {
                sheet.centred(line, at.width() / 2.0, y);
                y += letters * 1.3f;
            }
        } finally {
            sheet.g.dispose();
        }
        return sheet.picture;
    }

    static Graphics2D graphics(BufferedImage picture) {
        var g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return g;
    }
}
