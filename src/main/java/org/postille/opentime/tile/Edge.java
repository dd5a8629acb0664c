package org.postille.opentime.tile;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Tells photos of a product on a plain ground from photos of a scene: by the outermost pixels. */
final class Edge {

    /** What JPEG and a soft light do to a plain ground, in levels of 256. */
    private static final int TOLERANCE = 22;

    private static final int SAMPLES_A_SIDE = 48;

    private Edge() {}

    /** The colour around the photo, if it is one colour. */
    static Optional<Color> plainColour(BufferedImage photo) {
        var least = new int[] {255, 255, 255};
        var most = new int[3];
        var sums = new long[3];
        for (var i = 0; i < SAMPLES_A_SIDE; i++) {
            var x = i * (photo.getWidth() - 1) / (SAMPLES_A_SIDE - 1);
            var y = i * (photo.getHeight() - 1) / (SAMPLES_A_SIDE - 1);
            take(photo.getRGB(x, 0), least, most, sums);
            take(photo.getRGB(x, photo.getHeight() - 1), least, most, sums);
            take(photo.getRGB(0, y), least, most, sums);
            take(photo.getRGB(photo.getWidth() - 1, y), least, most, sums);
        }
        for (var channel = 0; channel < 3; channel++) {
            if (most[channel] - least[channel] > TOLERANCE) {
                return Optional.empty();
            }
        }
        var count = 4 * SAMPLES_A_SIDE;
        return Optional.of(new Color((int) (sums[0] / count), (int) (sums[1] / count), (int) (sums[2] / count)));
    }

    private static void take(int rgb, int[] least, int[] most, long[] sums) {
        for (var channel = 0; channel < 3; channel++) {
            var value = (rgb >> (16 - 8 * channel)) & 0xFF;
            least[channel] = Math.min(least[channel], value);
            most[channel] = Math.max(most[channel], value);
            sums[channel] += value;
        }
    }
}
