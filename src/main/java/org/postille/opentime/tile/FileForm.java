package org.postille.opentime.tile;

import java.awt.image.BufferedImage;
import org.postille.catalog.PictureFile;

/** Makes a file of a finished picture: PNG where it is flat, JPEG where it has a photo, never heavier than it may be. */
final class FileForm {

    private static final float[] QUALITIES = {0.88f, 0.8f, 0.7f, 0.55f, 0.4f, 0.25f};
    /** What cannot be made light enough in its size is made of fewer pixels. */
    private static final double[] SCALES = {0.75, 0.5, 0.35, 0.25};

    private FileForm() {}

    /** The part of a picture with a photo in it that others can be put below, in the best quality. */
    static byte[] part(BufferedImage picture) {
        return PictureFile.jpegRows(picture, QUALITIES[0]);
    }

    static byte[] flat(BufferedImage picture, int mostBytes) {
        var png = PictureFile.png(Palette.of(picture));
        return png.length <= mostBytes ? png : photo(picture, mostBytes);
    }

    static byte[] photo(BufferedImage picture, int mostBytes) {
        var jpeg = PictureFile.jpeg(picture, mostBytes, QUALITIES);
        for (var scale : SCALES) {
            if (jpeg.length <= mostBytes) {
                break;
            }
            var smaller = Scaling.to(picture, Math.max(1, (int) (picture.getWidth() * scale)), Math.max(1, (int)
                    (picture.getHeight() * scale)));
            jpeg = PictureFile.jpeg(smaller, mostBytes, QUALITIES);
        }
        return jpeg;
    }
}
