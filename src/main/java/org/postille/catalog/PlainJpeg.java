package org.postille.catalog;

/**
 * Tells a JPEG that holds nothing but a baseline picture (ITU-T T.81): no metadata, no comments, no second picture, nothing after
 * its end. Such a file need not be written anew to be safe.
 */
final class PlainJpeg {

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int BASELINE = 0xC0;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int QUANTISATION_TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int JFIF = 0xE0;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;

    private PlainJpeg() {}

    static boolean is(byte[] file) {
        if (file.length < 4 || marker(file, 0) != START) {
            return false;
        }
        var at = 2;
        while (at + 4 <= file.length) {
            switch (marker(file, at)) {
                case BASELINE, HUFFMAN_TABLES, QUANTISATION_TABLES, RESTART_INTERVAL, JFIF ->
                    at += 2 + length(file, at + 2);
                case SCAN -> {
                    return endsWithItsScan(file, at + 2 + length(file, at + 2));
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    /** Whether the only marker in the compressed data, but for restarts, is the end, and that is the end of the file. */
    private static boolean endsWithItsScan(byte[] file, int from) {
        for (var at = from; at + 1 < file.length; at++) {
            if ((file[at] & 0xFF) == 0xFF) {
                var marker = file[at + 1] & 0xFF;
                var data = marker == 0 || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
                if (!data) {
                    return marker == END && at + 2 == file.length;
                }
            }
        }
        return false;
    }

    private static int marker(byte[] file, int at) {
        return (file[at] & 0xFF) == 0xFF ? file[at + 1] & 0xFF : -1;
    }

    private static int length(byte[] file, int at) {
        return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
    }
}
