package org.postille.opentime.tile;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Vouchers as they stand at this moment, as PNG: their edges are sharp and their colours few. Safe for any number of threads. */
public final class VoucherTiles {

    /** In CSS pixels; the picture has twice as many. */
    public static final int WIDTH = 480;

    public static final int HEIGHT = 150;

    private static final int W = 2 * WIDTH;
    private static final int H = 2 * HEIGHT;
    private static final int MARGIN = 20;
    private static final float ARC = 28;
    private static final Color PAPER = new Color(0xF7F5F2);
    private static final Color INK = new Color(0x26282B);
    private static final Color GREY = new Color(0x8A8D91);

    private final String shop;
    private final Color brand;
    private final Lru<Face, byte[]> finished;

    /**
     * What one picture shows. Equal ones are the same picture.
     *
     * @param title what it is worth
     * @param validity until when, or since when no more; may be empty
     * @param over whether it can be used no more
     */
    public record Face(String title, String code, String validity, boolean over) {}

    /**
     * @param shop whose name stands on the neutral picture
     * @param brand {@code 0xRRGGBB}
     * @param memory bytes for finished pictures
     */
    public VoucherTiles(String shop, int brand, long memory) {
        this.shop = shop;
        this.brand = new Color(brand);
        finished = new Lru<>(memory, it -> it.length);
    }

    public byte[] png(Face face) {
        return finished.get(face).orElseGet(() -> {
            var made = png(draw(face));
            finished.put(face, made);
            return made;
        });
    }

    /** The same for everybody. */
    public byte[] neutral() {
        return png(new Face("", "", shop, true));
    }

    private BufferedImage draw(Face face) {
        var picture = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
        var g = picture.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setColor(PAPER);
            g.fillRect(0, 0, W, H);
            if (face.code.isEmpty()) {
                g.setColor(mixed(brand, 0.10f));
                g.fill(new RoundRectangle2D.Float(MARGIN, MARGIN, W - 2f * MARGIN, H - 2f * MARGIN, ARC, ARC));
                g.setColor(brand);
                centred(g, Letters.SEMIBOLD, face.validity, 44, W / 2f, H * 0.55f, W * 0.8f);
            } else {
                ticket(g, face);
            }
        } finally {
            g.dispose();
        }
        return picture;
    }

    private void ticket(Graphics2D g, Face face) {
        var accent = face.over ? GREY : brand;
        var split = W * 0.52f;
        g.setColor(face.over ? new Color(0xE9E7E3) : mixed(brand, 0.12f));
        g.fill(new RoundRectangle2D.Float(MARGIN, MARGIN, W - 2f * MARGIN, H - 2f * MARGIN, ARC, ARC));
        // Two bites out of the paper, and the line between them where one would tear.
        g.setColor(PAPER);
        g.fill(new java.awt.geom.Ellipse2D.Float(split - 18, MARGIN - 18, 36, 36));
        g.fill(new java.awt.geom.Ellipse2D.Float(split - 18, H - MARGIN - 18, 36, 36));
        g.setColor(accent);
        g.setStroke(new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {12, 10}, 0));
        g.draw(new Line2D.Float(split, MARGIN + 26, split, H - MARGIN - 26));
        g.setColor(face.over ? GREY.darker() : INK);
        var left = MARGIN + 34f;
        var y = MARGIN + 78f;
        for (var line : Letters.SEMIBOLD.lines(Letters.SEMIBOLD.writable(face.title), 42, split - left - 30, 2)) {
            line.draw(g, left, y);
            y += 54;
        }
        for (var line : Letters.REGULAR.lines(Letters.REGULAR.writable(face.validity), 27, split - left - 30, 2)) {
            line.draw(g, left, y + 4);
            y += 35;
        }
        var middle = (split + W - MARGIN) / 2;
        g.setColor(accent);
        var line = centred(
                g,
                Letters.SEMIBOLD,
                Letters.SEMIBOLD.writable(face.code),
                62,
                middle,
                H / 2f + 22,
                W - MARGIN - split - 50);
        if (face.over) {
            g.setStroke(new BasicStroke(5));
            g.draw(new Line2D.Float(middle - line / 2 - 8, H / 2f, middle + line / 2 + 8, H / 2f));
        }
    }

    /** @return how wide it is */
    private static float centred(
            Graphics2D g, Letters letters, String text, float size, float x, float baseline, float most) {
        if (text.isEmpty()) {
            return 0;
        }
        var line = letters.line(text, size);
        if (line.getAdvance() > most) {
            line = letters.line(text, size * most / line.getAdvance());
        }
        line.draw(g, x - line.getAdvance() / 2, baseline);
        return line.getAdvance();
    }

    private static Color mixed(Color colour, float share) {
        return new Color(
                Math.round(colour.getRed() * share + PAPER.getRed() * (1 - share)),
                Math.round(colour.getGreen() * share + PAPER.getGreen() * (1 - share)),
                Math.round(colour.getBlue() * share + PAPER.getBlue() * (1 - share)));
    }

    private static byte[] png(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream(32 * 1024);
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a picture into memory", e);
        }
        return bytes.toByteArray();
    }
}
