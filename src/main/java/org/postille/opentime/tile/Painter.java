package org.postille.opentime.tile;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws tiles: photo above, name in one or two lines, price. The paper is opaque and has its own margin, so that the picture
 * looks right on white and on black.
 */
final class Painter {

    /** Pixels of the picture for one of the mail. */
    static final int SCALE = 2;

    private static final Color PAPER = new Color(0xF7F5F2);
    private static final Color INK = new Color(0x26282B);
    private static final int MOST_REASON_LINES = 2;

    private final Color brand;

    Painter(Color brand) {
        this.brand = brand;
    }

    /** Measures of one size of tile, all from its width. */
    private record Measures(
            int width,
            int height,
            int margin,
            int nameSize,
            int nameLine,
            int reasonSize,
            int priceSize,
            int photoHeight) {
        static Measures of(int width, int height, boolean reason) {
            var margin = Math.round(width * 0.046f);
            var nameSize = Math.round(12 + width * 0.0385f);
            var nameLine = Math.round(nameSize * 1.28f);
            var priceSize = Math.round(nameSize * 1.24f);
            var reasonSize = Math.round(nameSize * 0.76f);
            var text = 2 * nameLine + Math.round(priceSize * 1.55f) + Math.round(nameSize * 0.62f);
            var all = text + (reason ? MOST_REASON_LINES * reasonLine(reasonSize) + reasonGap(reasonSize) : 0);
            return new Measures(
                    width, height, margin, nameSize, nameLine, reasonSize, priceSize, height - all - 2 * margin);
        }

        static Measures of(Tile tile) {
            return of(tile.width() * SCALE, tile.height() * SCALE, tile.reason() != null);
        }

        /** Between name and reason. */
        static int reasonGap(int reasonSize) {
            return Math.round(reasonSize * 0.3f);
        }

        static int reasonLine(int reasonSize) {
            return Math.round(reasonSize * 1.25f);
        }

        int photoWidth() {
            return width - 2 * margin;
        }

        float arc() {
            return width * 0.05f;
        }
    }

    /** The photo as tiles like this one show it. */
    BufferedImage photo(BufferedImage photo, Tile tile) {
        var at = Measures.of(tile);
        var panel = new BufferedImage(at.photoWidth(), at.photoHeight(), BufferedImage.TYPE_INT_RGB);
        var g = graphics(panel);
        try {
            var wide = (double) panel.getWidth() / photo.getWidth();
            var high = (double) panel.getHeight() / photo.getHeight();
            // A product on a plain ground is shown whole, and the ground goes on; of a scene a part may be cut off.
            var ground = Edge.plainColour(photo);
            var scale = ground.isPresent() ? Math.min(wide, high) : Math.max(wide, high);
            var scaled = Scaling.to(photo, Math.max(1, (int) Math.round(photo.getWidth() * scale)), Math.max(1, (int)
                    Math.round(photo.getHeight() * scale)));
            g.setColor(ground.orElse(PAPER));
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
        var at = Measures.of(tile);
        var picture = new BufferedImage(at.width(), at.height(), BufferedImage.TYPE_INT_RGB);
        var g = graphics(picture);
        try {
            g.setColor(PAPER);
            g.fillRect(0, 0, at.width(), at.height());
            var title = Letters.REGULAR.writable(tile.title());
            drawPanel(g, at, photo, title);
            var reason = tile.reason() == null ? "" : Letters.REGULAR.writable(tile.reason());
            drawText(g, at, title, reason, Letters.SEMIBOLD.writable(tile.price()));
        } finally {
            g.dispose();
        }
        return picture;
    }

    private void drawPanel(Graphics2D g, Measures at, @Nullable BufferedImage photo, String title) {
        var shape = new RoundRectangle2D.Float(
                at.margin(), at.margin(), at.photoWidth(), at.photoHeight(), at.arc(), at.arc());
        if (photo != null) {
            // Filled with the photo instead of clipped by the shape: only so are the corners smooth.
            g.setPaint(new TexturePaint(
                    photo, new Rectangle2D.Float(at.margin(), at.margin(), photo.getWidth(), photo.getHeight())));
            g.fill(shape);
            g.setColor(new Color(0, 0, 0, 18));
            g.draw(shape);
            return;
        }
        g.setColor(mixed(brand, PAPER, 0.14f));
        g.fill(shape);
        if (!title.isEmpty()) {
            g.setColor(mixed(brand, PAPER, 0.55f));
            var initial = title.substring(0, title.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
            drawCentred(
                    g,
                    Letters.REGULAR.line(initial, at.photoHeight() * 0.5f),
                    at.width() / 2f,
                    at.margin() + at.photoHeight() / 2f);
        }
    }

    private void drawText(Graphics2D g, Measures at, String title, String reason, String price) {
        var left = at.margin() + at.width() * 0.008f;
        var y = at.margin() + at.photoHeight() + at.nameSize() * 0.62f;
        g.setColor(INK);
        for (var line : Letters.REGULAR.lines(title, at.nameSize(), at.width() - 2 * left, 2)) {
            line.draw(g, left, y + at.nameSize());
            y += at.nameLine();
        }
        y += Measures.reasonGap(at.reasonSize());
        g.setColor(mixed(INK, PAPER, 0.68f));
        for (var line : Letters.REGULAR.lines(reason, at.reasonSize(), at.width() - 2 * left, MOST_REASON_LINES)) {
            line.draw(g, left, y + at.reasonSize());
            y += Measures.reasonLine(at.reasonSize());
        }
        if (!price.isEmpty()) {
            g.setColor(brand);
            // At the foot, however long the name is: the prices of a row stand on one line.
            Letters.SEMIBOLD.line(price, at.priceSize()).draw(g, left, at.height() - at.margin() * 1.15f);
        }
    }

    /** Says nothing about anybody: the shop's name on paper. */
    BufferedImage neutral(String shop, int width, int height) {
        var picture = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        var at = Measures.of(picture.getWidth(), picture.getHeight(), false);
        var g = graphics(picture);
        try {
            g.setColor(PAPER);
            g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            g.setColor(mixed(brand, PAPER, 0.10f));
            g.fill(new RoundRectangle2D.Float(
                    at.margin(), at.margin(), at.photoWidth(), at.height() - 2f * at.margin(), at.arc(), at.arc()));
            g.setColor(brand);
            var lines = Letters.SEMIBOLD.lines(
                    Letters.SEMIBOLD.writable(shop), at.nameSize() * 1.2f, at.photoWidth() * 0.84f, 3);
            var y = at.height() / 2f - (lines.size() - 1) * at.nameLine() * 0.6f;
            for (var line : lines) {
                drawCentred(g, line, at.width() / 2f, y);
                y += at.nameLine() * 1.2f;
            }
        } finally {
            g.dispose();
        }
        return picture;
    }

    private static void drawCentred(Graphics2D g, TextLayout line, float x, float y) {
        var box = line.getBounds();
        line.draw(g, (float) (x - box.getCenterX()), (float) (y - box.getCenterY()));
    }

    private static Color mixed(Color colour, Color ground, float share) {
        return new Color(
                mixed(colour.getRed(), ground.getRed(), share),
                mixed(colour.getGreen(), ground.getGreen(), share),
                mixed(colour.getBlue(), ground.getBlue(), share));
    }

    private static int mixed(int colour, int ground, float share) {
        return Math.round(colour * share + ground * (1 - share));
    }

    private static Graphics2D graphics(BufferedImage picture) {
        var g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return g;
    }
}
