package org.postille.opentime.tile;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Baseline JPEG in sRGB, without any metadata that a mail client could trip over. */
final class Jpeg {

    private static final float[] QUALITIES = {0.88f, 0.8f, 0.7f, 0.55f, 0.35f, 0.15f};
    private static final long MOST_PIXELS = 25_000_000;

    /** Writers are dear to make and good for one picture at a time; there are never more than were at work at once. */
    private final ConcurrentLinkedQueue<ImageWriter> writers = new ConcurrentLinkedQueue<>();

    /** The best quality that stays within so many bytes; the lowest if none does. */
    byte[] write(BufferedImage picture, int mostBytes) {
        var writer = writers.poll();
        if (writer == null) {
            writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        }
        try {
            var jpeg = new byte[0];
            for (var quality : QUALITIES) {
                jpeg = write(picture, writer, quality);
                if (jpeg.length <= mostBytes) {
                    break;
                }
            }
            return jpeg;
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a picture into memory", e);
        } finally {
            writer.reset();
            writers.add(writer);
        }
    }

    private static byte[] write(BufferedImage picture, ImageWriter writer, float quality) throws IOException {
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        settings.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a photo.
     *
     * @throws IOException if it is none, or larger than any photo of a product should be
     */
    static BufferedImage read(byte[] jpeg) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("not a picture");
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException("larger than 25 megapixels");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }
}
