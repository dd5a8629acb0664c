package org.postille.demo.shop.photo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postille.demo.shop.Dice;

/**
 * The table that a thing stands on, the light from the upper left, and the brushes to draw it with.
 *
 * <p>Things are drawn on a square of 520; the middle is at x = 260, the table's surface where they stand at y = 405.
 */
final class Stage {
    static final double MIDDLE = 260;
    static final double FLOOR = 405;

    private static final Map<String, Path2D> PATHS = new ConcurrentHashMap<>();
    private static final float[] TURNED = {0f, 0.16f, 0.5f, 1f};
    private static final float[] HALF = {0f, 1f};

    final Color main;
    final Color accent;
    final Dice dice;

    private final Graphics2D g;
    private final Pattern pattern;
    private final long variant;

    Stage(Graphics2D g, Color main, Color accent, Pattern pattern, Dice dice) {
        this.g = g;
        this.main = main;
        this.accent = accent;
        this.pattern = pattern;
        this.dice = dice;
        variant = dice.next() >>> 8;
    }

    /** One of that many ways to draw the thing, the same each time it is asked. */
    int variant(int ways) {
        return (int) Long.remainderUnsigned(variant, ways);
    }

    Color dark() {
        return Tints.darker(main, 0.45);
    }

    Color light() {
        return Tints.lighter(main, 0.5);
    }

    // Paths

    /** From a text as in SVG: M, L, Q, C and Z with absolute coordinates. */
    static Path2D path(String text) {
        return (Path2D) PATHS.computeIfAbsent(text, Stage::parsed).clone();
    }

    private static Path2D parsed(String text) {
        var path = new Path2D.Double();
        for (var step : text.split("(?=[MLQCZ])")) {
            var numbers = step.substring(1).strip();
            var n = numbers.isEmpty()
                    ? new double[0]
                    : Arrays.stream(numbers.split("[ ,]+"))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
            switch (step.charAt(0)) {
                case 'M' -> path.moveTo(n[0], n[1]);
                case 'L' -> {
                    for (var i = 0; i < n.length; i += 2) {
                        path.lineTo(n[i], n[i + 1]);
                    }
                }
                case 'Q' -> {
                    for (var i = 0; i < n.length; i += 4) {
                        path.quadTo(n[i], n[i + 1], n[i + 2], n[i + 3]);
                    }
                }
                case 'C' -> {
                    for (var i = 0; i < n.length; i += 6) {
                        path.curveTo(n[i], n[i + 1], n[i + 2], n[i + 3], n[i + 4], n[i + 5]);
                    }
                }
                default -> path.closePath();
            }
        }
        return path;
    }

    /** A body as from a potter's wheel: pairs of height and half width from top to bottom, joined smoothly. */
    static Path2D turned(double x, double... profile) {
        var n = profile.length / 2;
        var path = new Path2D.Double();
        var top = profile[1];
        path.moveTo(x - top, profile[0]);
        path.quadTo(x, profile[0] + top * 0.2, x + top, profile[0]);
        for (var i = 0; i < n - 1; i++) {
            side(path, x, profile, i, i + 1, 1);
        }
        var bottom = profile[2 * n - 1];
        path.quadTo(x, profile[2 * n - 2] + bottom * 0.22, x - bottom, profile[2 * n - 2]);
        for (var i = n - 1; i > 0; i--) {
            side(path, x, profile, i, i - 1, -1);
        }
        path.closePath();
        return path;
    }

    private static void side(Path2D path, double x, double[] profile, int from, int to, int sign) {
        var n = profile.length / 2;
        var before = Math.clamp(from - (long) Integer.signum(to - from), 0, n - 1);
        var after = Math.clamp(to + (long) Integer.signum(to - from), 0, n - 1);
        path.curveTo(
                x + sign * (profile[2 * from + 1] + (profile[2 * to + 1] - profile[2 * before + 1]) / 6),
                profile[2 * from] + (profile[2 * to] - profile[2 * before]) / 6,
                x + sign * (profile[2 * to + 1] - (profile[2 * after + 1] - profile[2 * from + 1]) / 6),
                profile[2 * to] - (profile[2 * after] - profile[2 * from]) / 6,
                x + sign * profile[2 * to + 1],
                profile[2 * to]);
    }

    static Shape round(double x, double y, double width, double height, double corner) {
        return new RoundRectangle2D.Double(x, y, width, height, corner, corner);
    }

    static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2);
    }

    static Shape ellipse(double x, double y, double halfWidth, double halfHeight) {
        return new Ellipse2D.Double(x - halfWidth, y - halfHeight, halfWidth * 2, halfHeight * 2);
    }

    static Shape turnedBy(Shape shape, double degrees, double x, double y) {
        return AffineTransform.getRotateInstance(Math.toRadians(degrees), x, y).createTransformedShape(shape);
    }

    static Shape moved(Shape shape, double x, double y) {
        return AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
    }

    static Shape mirrored(Shape shape) {
        return new AffineTransform(-1, 0, 0, 1, 2 * MIDDLE, 0).createTransformedShape(shape);
    }

    // Brushes

    /** The soft shadow of something that stands at that height. */
    void shadow(double x, double y, double halfWidth) {
        var at = g.getTransform();
        g.translate(x + halfWidth * 0.12, y + 2);
        g.scale(1, 0.16);
        var radius = (float) (halfWidth * 1.35);
        g.setPaint(new RadialGradientPaint(new Point2D.Float(0, 0), radius, new float[] {0.35f, 0.7f, 1f}, new Color[] {
            new Color(60, 40, 40, 92), new Color(60, 40, 40, 34), new Color(60, 40, 40, 0)
        }));
        g.fill(circle(0, 0, radius));
        g.setTransform(at);
    }

    /** A round body in the main colour with its pattern. */
    void body(Shape shape) {
        solid(shape, main);
        pattern(shape, main);
    }

    /** A round body without a pattern: light from the left, its right side in the shade. */
    void solid(Shape shape, Color colour) {
        var bounds = shape.getBounds2D();
        g.setPaint(new LinearGradientPaint(
                (float) bounds.getMinX(),
                0,
                (float) Math.max(bounds.getMaxX(), bounds.getMinX() + 1),
                0,
                TURNED,
                new Color[] {Tints.darker(colour, 0.06), Tints.lighter(colour, 0.22), colour, Tints.darker(colour, 0.34)
                }));
        g.fill(shape);
    }

    /** A flat face in the main colour with its pattern. */
    void face(Shape shape) {
        flat(shape, main);
        pattern(shape, main);
    }

    /** A flat face, a little lighter above than below. */
    void flat(Shape shape, Color colour) {
        var bounds = shape.getBounds2D();
        g.setPaint(new LinearGradientPaint(
                new Point2D.Double(bounds.getMinX(), bounds.getMinY()),
                new Point2D.Double(bounds.getMinX() + bounds.getWidth() * 0.4, bounds.getMaxY() + 1),
                HALF,
                new Color[] {Tints.lighter(colour, 0.14), Tints.darker(colour, 0.13)},
                CycleMethod.NO_CYCLE));
        g.fill(shape);
    }

    /** A ball of that colour. */
    void ball(Shape shape, Color colour) {
        var bounds = shape.getBounds2D();
        g.setPaint(new RadialGradientPaint(
                new Point2D.Double(bounds.getX() + bounds.getWidth() * 0.36, bounds.getY() + bounds.getHeight() * 0.3),
                (float) (Math.max(bounds.getWidth(), bounds.getHeight()) * 0.78),
                new float[] {0f, 0.5f, 1f},
                new Color[] {Tints.lighter(colour, 0.28), colour, Tints.darker(colour, 0.36)}));
        g.fill(shape);
    }

    /** A ball of the main colour with its pattern. */
    void plush(Shape shape) {
        ball(shape, main);
        pattern(shape, main);
    }

    void fill(Shape shape, Color colour) {
        g.setPaint(colour);
        g.fill(shape);
    }

    void pattern(Shape shape, Color ground) {
        pattern(shape, ground, pattern);
    }

    void pattern(Shape shape, Color ground, Pattern other) {
        if (other != Pattern.PLAIN) {
            g.setPaint(other.on(ground));
            g.fill(shape);
        }
    }

    void line(Shape shape, double width, Color colour) {
        line(shape, width, (Paint) colour);
    }

    private void line(Shape shape, double width, Paint paint) {
        g.setPaint(paint);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    /** A dashed seam. */
    void seam(Shape shape, Color colour) {
        g.setPaint(Tints.clear(colour, 0.7));
        g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {8, 7}, 0));
        g.draw(shape);
    }

    /** A round rod or handle along a line: dark outside, lit along its upper side. */
    void rod(Shape along, double width, Color colour) {
        line(along, width, Tints.darker(colour, 0.22));
        line(moved(along, -width * 0.08, -width * 0.1), width * 0.66, colour);
        line(moved(along, -width * 0.16, -width * 0.2), width * 0.2, Tints.lighter(colour, 0.4));
    }

    /** The opening of a vessel. */
    void opening(double x, double y, double halfWidth, Color rim, Color inside) {
        var height = halfWidth * 0.2;
        fill(ellipse(x, y, halfWidth, height), Tints.lighter(rim, 0.3));
        var within = ellipse(x, y + 1, halfWidth - 6, Math.max(1, height - 4));
        g.setPaint(new LinearGradientPaint((float) (x - halfWidth), 0, (float) (x + halfWidth), 0, HALF, new Color[] {
            Tints.darker(inside, 0.42), Tints.darker(inside, 0.1)
        }));
        g.fill(within);
    }

    /** The gleam on something glazed. */
    void gleam(Shape shape) {
        fill(shape, new Color(255, 255, 255, 70));
    }

    /** A narrow gleam down the left of a turned body. */
    void gleam(double x, double top, double bottom, double width) {
        gleam(round(x, top, width, bottom - top, width));
    }

    /** A shape seen through glass. */
    void glass(Shape shape, Color colour) {
        var bounds = shape.getBounds2D();
        g.setPaint(new LinearGradientPaint(
                (float) bounds.getMinX(), 0, (float) bounds.getMaxX(), 0, TURNED, new Color[] {
                    Tints.clear(Tints.darker(colour, 0.15), 0.75),
                    Tints.clear(Tints.lighter(colour, 0.4), 0.45),
                    Tints.clear(colour, 0.5),
                    Tints.clear(Tints.darker(colour, 0.25), 0.8)
                }));
        g.fill(shape);
    }

    /** The glow around a flame or a bulb. */
    void glow(double x, double y, double radius) {
        g.setPaint(new RadialGradientPaint(new Point2D.Double(x, y), (float) radius, HALF, new Color[] {
            new Color(255, 232, 160, 190), new Color(255, 232, 160, 0)
        }));
        g.fill(circle(x, y, radius));
    }

    void flame(double x, double y, double size) {
        glow(x, y - size * 0.4, size * 2.6);
        var flame = new Path2D.Double();
        flame.moveTo(x, y);
        flame.curveTo(x - size * 0.55, y - size * 0.2, x - size * 0.25, y - size * 0.9, x, y - size * 1.4);
        flame.curveTo(x + size * 0.3, y - size * 0.9, x + size * 0.55, y - size * 0.2, x, y);
        fill(flame, new Color(0xF7B733));
        fill(
                moved(AffineTransform.getScaleInstance(0.5, 0.5).createTransformedShape(flame), x * 0.5, y * 0.5),
                new Color(0xFFF3C4));
    }

    /** A leaf from where it grows to its tip. */
    void leaf(double x, double y, double tipX, double tipY, double width, Color colour) {
        var dx = tipX - x;
        var dy = tipY - y;
        var length = Math.hypot(dx, dy);
        var nx = -dy / length * width;
        var ny = dx / length * width;
        var leaf = new Path2D.Double();
        leaf.moveTo(x, y);
        leaf.quadTo(x + dx * 0.45 + nx, y + dy * 0.45 + ny, tipX, tipY);
        leaf.quadTo(x + dx * 0.45 - nx, y + dy * 0.45 - ny, x, y);
        flat(leaf, colour);
        line(new Line2D.Double(x, y, x + dx * 0.85, y + dy * 0.85), 1.4, Tints.clear(Color.WHITE, 0.35));
    }

    /** Draws at another place and size. */
    void at(double x, double y, double scale, Runnable thing) {
        var before = g.getTransform();
        g.translate(x, y);
        g.scale(scale, scale);
        thing.run();
        g.setTransform(before);
    }

    /** Draws bent by some degrees around a point. */
    void tilted(double degrees, double x, double y, Runnable thing) {
        var before = g.getTransform();
        g.rotate(Math.toRadians(degrees), x, y);
        thing.run();
        g.setTransform(before);
    }

    /** Draws taller or wider, standing on the floor. */
    void stretched(double width, double height, Runnable thing) {
        var before = g.getTransform();
        g.translate(MIDDLE, FLOOR);
        g.scale(width, height);
        g.translate(-MIDDLE, -FLOOR);
        thing.run();
        g.setTransform(before);
    }
}
