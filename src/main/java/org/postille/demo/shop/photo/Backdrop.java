package org.postille.demo.shop.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.postille.demo.shop.Dice;

/** A wall and a table in one soft colour, lit from the upper left, sometimes with a large disc or an arch on the wall. */
final class Backdrop {
    private static final int HORIZON = 352;
    private static final int BLUR = 26;
    private static final int LIGHT_X = 170;
    private static final int LIGHT_Y = 130;
    private static final int SHIFT = 9;

    /** How bright it is at that squared distance from the light, in 1/65536. */
    private static final int[] FALLOFF = new int[((520 * 520 * 2) >> SHIFT) + 1];

    /** Of each pixel: where in FALLOFF. */
    private static final short[] FROM_LIGHT = new short[SamplePhotos.SIDE * SamplePhotos.SIDE];

    static {
        for (var i = 0; i < FALLOFF.length; i++) {
            var distance = Math.sqrt((double) (i << SHIFT)) / 520;
            FALLOFF[i] = (int) (65536 * (1.045 - 0.16 * distance * distance));
        }
        for (var at = 0; at < FROM_LIGHT.length; at++) {
            var dx = at % SamplePhotos.SIDE - LIGHT_X;
            var dy = at / SamplePhotos.SIDE - LIGHT_Y;
            FROM_LIGHT[at] = (short) ((dx * dx + dy * dy) >> SHIFT);
        }
    }

    private Backdrop() {}

    /** @param thing the colour that has to stand out */
    static void paint(BufferedImage image, Graphics2D g, double hue, Color thing, Dice dice) {
        // Light things stand before a deeper colour, dark ones before a light one.
        var light = Tints.lightness(thing);
        var lightness = (light > 0.78 ? 0.735 : light > 0.55 ? 0.85 : 0.885) + dice.between(-0.02, 0.02);
        var saturation = light > 0.78 ? dice.between(0.2, 0.3) : dice.between(0.28, 0.46);
        var wall = Tints.hsl(hue, saturation, lightness);
        var table = Tints.hsl(hue - 6, saturation * 0.85, lightness - 0.075);
        rows(image, wall, table);
        decorate(g, wall, dice);
    }

    private static void rows(BufferedImage image, Color wall, Color table) {
        var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        var onWall = lit(wall);
        var onTable = lit(table);
        for (var y = 0; y < SamplePhotos.SIDE; y++) {
            var share = Math.clamp((y - HORIZON + BLUR) / (2.0 * BLUR), 0, 1);
            var lit = share == 0
                    ? onWall
                    : share == 1 ? onTable : lit(Tints.mix(wall, table, share * share * (3 - 2 * share)));
            for (int at = y * SamplePhotos.SIDE, end = at + SamplePhotos.SIDE; at < end; at++) {
                pixels[at] = lit[FROM_LIGHT[at]];
            }
        }
    }

    /** That colour at each distance from the light. */
    private static int[] lit(Color colour) {
        var lit = new int[FALLOFF.length];
        for (var i = 0; i < lit.length; i++) {
            lit[i] = Math.min(255, (colour.getRed() * FALLOFF[i]) >> 16) << 16
                    | Math.min(255, (colour.getGreen() * FALLOFF[i]) >> 16) << 8
                    | Math.min(255, (colour.getBlue() * FALLOFF[i]) >> 16);
        }
        return lit;
    }

    private static void decorate(Graphics2D g, Color wall, Dice dice) {
        var tone = dice.chance(0.6) ? Tints.clear(Color.WHITE, 0.28) : Tints.clear(Tints.darker(wall, 0.3), 0.16);
        g.setPaint(tone);
        switch (dice.below(4)) {
            case 0 -> g.fill(Stage.circle(Stage.MIDDLE + dice.between(-50, 50), 205, dice.between(150.0, 178.0)));
            case 1 -> {
                var half = dice.between(130.0, 165.0);
                var arch = new Area(Stage.round(Stage.MIDDLE - half, 50, half * 2, 400, half * 2));
                arch.intersect(new Area(new Rectangle2D.Double(0, 0, 520, HORIZON - 4)));
                g.fill(arch);
            }
            case 2 -> g.fill(Stage.turnedBy(Stage.round(-60, 90, 640, 130, 0), -24, 260, 200));
            default -> {}
        }
    }
}
