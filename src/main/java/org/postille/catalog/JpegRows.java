package org.postille.catalog;

import org.postille.base.Invalid;

/**
 * Baseline JPEGs of one width and quality, put below each other without being decoded. In ITU-T T.81 a row of blocks that begins
 * after a restart marker depends on nothing before it (E.1.4); so rows of one picture go on where those of another end, with the markers
 * counted on. What changes below a photo is written anew in the time that it takes alone.
 */
public final class JpegRows {

    /** Pixels: heights are multiples of it, but for the last one's. */
    public static final int UNIT = 16;

    private static final int FRAME = 0xC0;
    private static final int SCAN = 0xDA;
    private static final int RESTART = 0xD0;
    private static final int RESTARTS = 8;
    private static final int MARKER = 2;
    /** From the marker of a frame to its height. */
    private static final int HEIGHT = 5;

    private JpegRows() {}

    /** Blocks of a row of a picture so wide, the last one perhaps begun. */
    static int units(int width) {
        return (width + UNIT - 1) / UNIT;
    }

    /**
     * One picture of two.
     *
     * @param above by {@link PictureFile#jpegRows}, its height a multiple of {@link #UNIT}
     * @param below by the same, of the same width and quality
     * @throws Invalid where they do not go together
     */
    public static byte[] stacked(byte[] above, byte[] below) {
        var scan = scan(above);
        var high = height(above);
        check(above, below, scan, high);
        var from = scan(below);
        var end = above.length - MARKER;
        var whole = new byte[end + MARKER + below.length - from];
        System.arraycopy(above, 0, whole, 0, end);
        var rows = high / UNIT;
        restart(whole, end, rows - 1);
        System.arraycopy(below, from, whole, end + MARKER, below.length - from);
        for (var at = end + MARKER; at + 1 < whole.length; at++) {
            if (isRestart(whole, at)) {
                restart(whole, at, rows++);
            }
        }
        var all = high + height(below);
        whole[frame(whole) + HEIGHT] = (byte) (all >> 8);
        whole[frame(whole) + HEIGHT + 1] = (byte) all;
        return whole;
    }

    private static void check(byte[] above, byte[] below, int scan, int high) {
        if (high % UNIT != 0 || scan != scan(below)) {
            throw new Invalid("%d pixels above are no multiple of %d, or what is below is written otherwise"
                    .formatted(high, UNIT));
        }
        for (var at = 0; at < scan; at++) {
            var isHeight = at == frame(above) + HEIGHT || at == frame(above) + HEIGHT + 1;
            if (above[at] != below[at] && !isHeight) {
                throw new Invalid("what is below is of another width or quality, by byte " + at);
            }
        }
    }

    private static boolean isRestart(byte[] file, int at) {
        return (file[at] & 0xFF) == 0xFF && ((file[at + 1] & 0xFF) & -RESTARTS) == RESTART;
    }

    private static void restart(byte[] file, int at, int number) {
        file[at] = (byte) 0xFF;
        file[at + 1] = (byte) (RESTART + number % RESTARTS);
    }

    private static int height(byte[] file) {
        var at = frame(file) + HEIGHT;
        return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
    }

    private static int frame(byte[] file) {
        return segment(file, FRAME);
    }

    /** Where the compressed data begin. */
    private static int scan(byte[] file) {
        var at = segment(file, SCAN);
        return at + MARKER + length(file, at);
    }

    private static int segment(byte[] file, int wanted) {
        for (var at = MARKER; at + 2 * MARKER <= file.length; at += MARKER + length(file, at)) {
            if ((file[at + 1] & 0xFF) == wanted) {
                return at;
            }
        }
        throw new Invalid("it is not a baseline JPEG");
    }

    private static int length(byte[] file, int at) {
        return (file[at + MARKER] & 0xFF) << 8 | (file[at + MARKER + 1] & 0xFF);
    }
}
