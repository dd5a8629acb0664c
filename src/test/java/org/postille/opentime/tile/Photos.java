package org.postille.opentime.tile;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.postille.catalog.PictureFile;

/** Photos that no camera took: the same on every machine. */
final class Photos {

    private Photos() {}

    /** A mug on a plain ground. */
    static byte[] plain() {
        return drawn(520, 420, g -> {
            g.setColor(new Color(0xFDFDFC));
            g.fillRect(0, 0, 520, 420);
            mug(g, 260, 215, 1.0);
        });
    }

    /** A mug on a table by a window. */
    static byte[] scene() {
        return drawn(520, 520, g -> {
            g.setPaint(new GradientPaint(0, 0, new Color(0xE9DFD2), 520, 360, new Color(0xB9C9CF)));
            g.fillRect(0, 0, 520, 520);
            g.setPaint(new GradientPaint(0, 350, new Color(0x9C7350), 0, 520, new Color(0x6B4A31)));
            g.fillRect(0, 350, 520, 170);
            g.setColor(new Color(255, 255, 255, 90));
            g.fillRect(40, 30, 150, 220);
            g.fillRect(205, 30, 150, 220);
            mug(g, 270, 330, 0.9);
        });
    }

    /** A lamp, dark around it, taller than wide. */
    static byte[] dark() {
        return drawn(360, 520, g -> {
            g.setPaint(new GradientPaint(0, 0, new Color(0x1B2230), 0, 520, new Color(0x3A2F2A)));
            g.fillRect(0, 0, 360, 520);
            g.setPaint(new GradientPaint(180, 150, new Color(0xF7C873), 180, 330, new Color(0xA8662B)));
            g.fillArc(80, 120, 200, 240, 0, 180);
            g.setColor(new Color(0xC9B49A));
            g.fillRect(174, 240, 12, 200);
            g.fillOval(120, 430, 120, 26);
        });
    }

    private static void mug(Graphics2D g, int x, int y, double size) {
        var wide = (int) (180 * size);
        var high = (int) (200 * size);
        g.setColor(new Color(0, 0, 0, 30));
        g.fillOval(x - wide / 2 - 10, y + high / 2 - 14, wide + 40, 30);
        g.setColor(new Color(0x8E3B2F));
        g.setStroke(new BasicStroke((float) (20 * size)));
        g.drawArc(x + wide / 2 - 40, y - high / 4, (int) (90 * size), (int) (100 * size), -90, 180);
        g.setPaint(new GradientPaint(x - wide / 2f, y, new Color(0xC65A48), x + wide / 2f, y, new Color(0x8E3B2F)));
        g.fillRoundRect(x - wide / 2, y - high / 2, wide, high, 34, 34);
        g.setColor(new Color(0xE8A79A));
        g.fillOval(x - wide / 2, y - high / 2 - 18, wide, 42);
        g.setColor(new Color(0x5A2118));
        g.fillOval(x - wide / 2 + 12, y - high / 2 - 12, wide - 24, 30);
    }

    private interface Drawing {
        void on(Graphics2D g);
    }

    private static byte[] drawn(int width, int height, Drawing drawing) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = Painter.graphics(picture);
        drawing.on(g);
        g.dispose();
        return PictureFile.jpeg(picture, 0.9f);
    }
}
