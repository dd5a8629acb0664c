package org.postille.catalog;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.postille.base.Invalid;

/**
 * Pictures as files: JPEG, PNG, GIF and BMP in, baseline JPEG and PNG out. In memory a picture is opaque sRGB
 * ({@link BufferedImage#TYPE_INT_RGB}), which Java2D draws fastest.
 *
 * <p>ImageIO's JPEG codec copies a picture in that form pixel by pixel through its slowest path; so it is given bytes in the
 * order of its own, and the few lines that put them into integers are here.
 */
public final class PictureFile {

    private static final long MOST_PIXELS = 25_000_000;
    /** Enough to meet whatever is broken, since every block is decoded all the same. */
    private static final int SPARSE = 16;

    /** How far from the best compression; the best takes long and saves little. */
    private static final float PNG_QUALITY = 0.4f;

    private static final String JPEG = "javax_imageio_jpeg_image_1.0";
    private static final int[] RED_GREEN_BLUE = {0, 1, 2};
    private static final ComponentColorModel BYTES = new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_BYTE);

    /** Writers are dear to make and good for one picture at a time; there are never more than were at work at once. */
    private static final ConcurrentLinkedQueue<ImageWriter> WRITERS = new ConcurrentLinkedQueue<>();

    private PictureFile() {}

    /**
     * Reads a picture, on white where it was transparent. Its pixels are decoded only after its header says that they are not too
     * many (STANDARDS 5: image bombs).
     *
     * @throws Invalid if it is none, broken, or has more than 25 million pixels
     */
    public static BufferedImage read(byte[] file) throws IOException {
        return decoded(file, PictureFile::pixels);
    }

    /** How wide and high a picture is. */
    public record Size(int width, int height) {}

    /**
     * Decodes a picture as {@link #read} does, and keeps none of it.
     *
     * @throws Invalid as there
     */
    public static Size check(byte[] file) throws IOException {
        return decoded(file, reader -> {
            var parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(SPARSE, SPARSE, 0, 0);
            reader.read(0, parameters);
            return new Size(reader.getWidth(0), reader.getHeight(0));
        });
    }

    private interface Decoding<T> {
        T by(ImageReader reader) throws IOException;
    }

    // ImageIO's readers meet broken files with whatever exception they run into.
    private static <T> T decoded(byte[] file, Decoding<T> decoding) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Invalid("it is not a JPEG, PNG, GIF or BMP");
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                var pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new Invalid("it has " + pixels + " pixels, at most " + MOST_PIXELS + " are drawn");
                }
                return decoding.by(reader);
            } catch (Invalid e) {
                throw e;
            } catch (RuntimeException e) {
                throw new Invalid("it is broken", e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage pixels(ImageReader reader) throws IOException {
        if (!isColourJpeg(reader)) {
            return opaque(reader.read(0));
        }
        var bytes = bytes(reader.getWidth(0), reader.getHeight(0));
        var parameters = reader.getDefaultReadParam();
        parameters.setDestination(bytes);
        return integers(reader.read(0, parameters));
    }

    private static boolean isColourJpeg(ImageReader reader) throws IOException {
        var types = reader.getImageTypes(0);
        return "JPEG".equalsIgnoreCase(reader.getFormatName())
                && types.hasNext()
                && types.next().getBufferedImageType() == BufferedImage.TYPE_3BYTE_BGR;
    }

    private static BufferedImage opaque(BufferedImage picture) {
        if (picture.getType() == BufferedImage.TYPE_INT_RGB) {
            return picture;
        }
        var opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        var g = opaque.createGraphics();
        try {
            g.drawImage(picture, 0, 0, Color.WHITE, null);
        } finally {
            g.dispose();
        }
        return opaque;
    }

    /**
     * Baseline JPEG without any metadata that a mail client could trip over.
     *
     * @param picture of {@link BufferedImage#TYPE_INT_RGB}
     * @param quality from 0 to 1
     */
    public static byte[] jpeg(BufferedImage picture, float quality) {
        return jpeg(picture, Integer.MAX_VALUE, quality);
    }

    /**
     * The same with the first of these qualities that stays within so many bytes; with the last if none does.
     *
     * @param qualities from 0 to 1, the best first
     */
    public static byte[] jpeg(BufferedImage picture, int mostBytes, float... qualities) {
        var bytes = new IIOImage(bytes(picture), null, null);
        return withWriter(writer -> {
            var jpeg = new byte[0];
            for (var quality : qualities) {
                jpeg = write(bytes, writer, settings(writer, quality));
                if (jpeg.length <= mostBytes) {
                    break;
                }
            }
            return jpeg;
        });
    }

    /**
     * The same in one quality, in a form that can be put below others of the same width and quality, see {@link JpegRows}.
     *
     * @param picture its height is a multiple of {@link JpegRows#UNIT}, unless nothing comes below it
     */
    public static byte[] jpegRows(BufferedImage picture, float quality) {
        var bytes = bytes(picture);
        return withWriter(writer -> {
            var settings = settings(writer, quality);
            var headers = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(bytes), settings);
            var tree = (IIOMetadataNode) headers.getAsTree(JPEG);
            var scan = tree.getElementsByTagName("sos").item(0);
            var restarts = new IIOMetadataNode("dri");
            restarts.setAttribute("interval", Integer.toString(JpegRows.units(bytes.getWidth())));
            scan.getParentNode().insertBefore(restarts, scan);
            headers.setFromTree(JPEG, tree);
            return write(new IIOImage(bytes, null, headers), writer, settings);
        });
    }

    private interface Writing {
        byte[] by(ImageWriter writer) throws IOException;
    }

    private static byte[] withWriter(Writing writing) {
        var writer = WRITERS.poll();
        if (writer == null) {
            writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        }
        try {
            return writing.by(writer);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a picture into memory", e);
        } finally {
            writer.reset();
            WRITERS.add(writer);
        }
    }

    /**
     * PNG without any metadata, for pictures of few colours.
     *
     * @param picture of {@link BufferedImage#TYPE_BYTE_INDEXED}
     */
    public static byte[] png(BufferedImage picture) {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(PNG_QUALITY);
        var bytes = new ByteArrayOutputStream(32 * 1024);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a picture into memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The media type of a picture that a mail client shows, by how its file begins. */
    public static String mediaType(byte[] file) {
        return switch (file.length == 0 ? 0 : file[0] & 0xFF) {
            case 0x89 -> "image/png";
            case 'G' -> "image/gif";
            default -> "image/jpeg";
        };
    }

    private static ImageWriteParam settings(ImageWriter writer, float quality) {
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        settings.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
        return settings;
    }

    private static byte[] write(IIOImage picture, ImageWriter writer, ImageWriteParam settings) throws IOException {
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, picture, settings);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage bytes(int width, int height) {
        var raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3 * width, 3, RED_GREEN_BLUE, null);
        return new BufferedImage(BYTES, raster, false, null);
    }

    private static BufferedImage bytes(BufferedImage integers) {
        var bytes = bytes(integers.getWidth(), integers.getHeight());
        var from = ((DataBufferInt) integers.getRaster().getDataBuffer()).getData();
        var to = ((DataBufferByte) bytes.getRaster().getDataBuffer()).getData();
        for (int i = 0, at = 0; i < from.length; i++, at += 3) {
            var pixel = from[i];
            to[at] = (byte) (pixel >> 16);
            to[at + 1] = (byte) (pixel >> 8);
            to[at + 2] = (byte) pixel;
        }
        return bytes;
    }

    private static BufferedImage integers(BufferedImage bytes) {
        var integers = new BufferedImage(bytes.getWidth(), bytes.getHeight(), BufferedImage.TYPE_INT_RGB);
        var from = ((DataBufferByte) bytes.getRaster().getDataBuffer()).getData();
        var to = ((DataBufferInt) integers.getRaster().getDataBuffer()).getData();
        for (int i = 0, at = 0; i < to.length; i++, at += 3) {
            to[i] = (from[at] & 0xFF) << 16 | (from[at + 1] & 0xFF) << 8 | (from[at + 2] & 0xFF);
        }
        return integers;
    }
}
