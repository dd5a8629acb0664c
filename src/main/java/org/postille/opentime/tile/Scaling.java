package org.postille.opentime.tile;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Scales photos in opaque sRGB. */
final class Scaling {

    private Scaling() {}

    /** By halves first: one step over more than a half skips pixels, and fine patterns flicker. */
    static BufferedImage to(BufferedImage photo, int width, int height) {
        var current = photo;
        while (current.getWidth() > 2 * width && current.getHeight() > 2 * height) {
            current = step(current, (current.getWidth() + 1) / 2, (current.getHeight() + 1) / 2);
        }
        return step(current, width, height);
    }

    private static BufferedImage step(BufferedImage photo, int width, int height) {
        var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var g = scaled.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.drawImage(photo, 0, 0, width, height, null);
        } finally {
            g.dispose();
        }
        return scaled;
    }
}
