package org.postille.base;

/** How well a colour can be read on another, as WCAG 2.2 reckons it. */
public final class Contrast {

    /** For text, success criterion 1.4.3, level AA. */
    public static final double LEAST = 4.5;

    private Contrast() {}

    /**
     * From 1, the same, to 21, black on white.
     *
     * @param one {@code 0xRRGGBB}
     */
    public static double of(int one, int other) {
        var a = luminance(one);
        var b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        var value = (channel & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
