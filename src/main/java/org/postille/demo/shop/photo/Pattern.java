package org.postille.demo.shop.photo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.postille.demo.shop.Dice;

/** What a surface looks like near by. Each is a small tile, drawn once light and once dark, laid over the shaded colour. */
enum Pattern {
    PLAIN(8, 0),
    STRIPES(36, 0.62),
    BANDS(30, 0.5),
    DOTS(34, 0.75),
    CHECKS(44, 0.3),
    SPECKLE(120, 0.5),
    GRAIN(160, 0.16),
    WEAVE(8, 0.13),
    KNIT(16, 0.2),
    RIBS(14, 0.2),
    DIAMONDS(40, 0.25),
    LEAVES(64, 0.6),
    BRUSHED(96, 0.1);

    private static final Map<Pattern, TexturePaint> LIGHT = new EnumMap<>(Pattern.class);
    private static final Map<Pattern, TexturePaint> DARK = new EnumMap<>(Pattern.class);

    private final int side;
    private final double strength;

    static {
        for (var pattern : values()) {
            LIGHT.put(pattern, pattern.tile(new Color(0xFFFBF2)));
            DARK.put(pattern, pattern.tile(new Color(0x3A2A26)));
        }
    }

    Pattern(int side, double strength) {
        this.side = side;
        this.strength = strength;
    }

    /** Light on dark, dark on light; printed patterns are light wherever that can be seen. */
    TexturePaint on(Color ground) {
        var printed = this == STRIPES || this == BANDS || this == DOTS || this == LEAVES || this == CHECKS;
        var paints = Tints.lightness(ground) < (printed ? 0.78 : 0.4) ? LIGHT : DARK;
        return Objects.requireNonNull(paints.get(this));
    }

    private TexturePaint tile(Color ink) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        var dark = Tints.lightness(ink) < 0.5;
        g.setColor(Tints.clear(ink, dark ? strength * 0.6 : strength));
        draw(g);
        g.dispose();
        return new TexturePaint(image, new Rectangle2D.Double(0, 0, side, side));
    }

    private void draw(Graphics2D g) {
        var dice = new Dice(side);
        switch (this) {
            case PLAIN -> {}
            case STRIPES -> g.fill(new Rectangle2D.Double(0, 0, side * 0.42, side));
            case BANDS -> {
                g.fill(new Rectangle2D.Double(0, 0, side, side * 0.36));
                g.fill(new Rectangle2D.Double(0, side * 0.6, side, side * 0.08));
            }
            case DOTS -> {
                dot(g, side * 0.25, side * 0.25, side * 0.15);
                dot(g, side * 0.75, side * 0.75, side * 0.15);
            }
            case CHECKS -> {
                g.fill(new Rectangle2D.Double(0, 0, side / 2.0, side));
                g.fill(new Rectangle2D.Double(0, 0, side, side / 2.0));
            }
            case SPECKLE -> {
                for (var i = 0; i < 46; i++) {
                    dot(g, dice.between(3.0, side - 3.0), dice.between(3.0, side - 3.0), dice.between(0.6, 1.9));
                }
            }
            case GRAIN -> grain(g, dice);
            case WEAVE -> {
                g.fill(new Rectangle2D.Double(0, 0, 4, 4));
                g.fill(new Rectangle2D.Double(4, 4, 4, 4));
            }
            case KNIT -> {
                g.setStroke(new BasicStroke(3.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                for (var y = -16; y <= 16; y += 8) {
                    g.draw(new Line2D.Double(1, y, 7, y + 7));
                    g.draw(new Line2D.Double(15, y, 9, y + 7));
                }
            }
            case RIBS -> {
                g.fill(new Rectangle2D.Double(0, 0, 3, side));
                g.setColor(Tints.clear(g.getColor(), strength * 0.4));
                g.fill(new Rectangle2D.Double(3, 0, 3, side));
            }
            case DIAMONDS -> {
                g.setStroke(new BasicStroke(2.2f));
                g.draw(new Line2D.Double(-2, -2, side + 2, side + 2));
                g.draw(new Line2D.Double(-2, side + 2, side + 2, -2));
            }
            case LEAVES -> {
                leaf(g, 16, 18, 0.6);
                leaf(g, 48, 14, -0.9);
                leaf(g, 32, 46, 2.4);
                dot(g, 56, 48, 3);
                dot(g, 8, 46, 3);
            }
            case BRUSHED -> {
                for (var i = 0; i < 26; i++) {
                    g.fill(new Rectangle2D.Double(dice.between(0.0, side - 3.0), 0, dice.between(0.6, 2.6), side));
                }
            }
        }
    }

    /** Lines along the wood that begin and end at the same height, so that tiles meet. */
    private void grain(Graphics2D g, Dice dice) {
        g.setStroke(new BasicStroke(1.8f));
        for (var y = 4.0; y < side - 2; y += dice.between(7.0, 15.0)) {
            var line = new Path2D.Double();
            line.moveTo(0, y);
            var bend = dice.between(-7.0, 7.0);
            line.curveTo(side * 0.33, y + bend, side * 0.66, y - bend, side, y);
            g.draw(line);
        }
    }

    private static void leaf(Graphics2D g, double x, double y, double angle) {
        var at = g.getTransform();
        g.translate(x, y);
        g.rotate(angle);
        var leaf = new Path2D.Double();
        leaf.moveTo(-11, 0);
        leaf.quadTo(0, -9, 11, 0);
        leaf.quadTo(0, 9, -11, 0);
        g.fill(leaf);
        g.setTransform(at);
    }

    private static void dot(Graphics2D g, double x, double y, double radius) {
        g.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
    }
}
