package org.postille.demo.shop.photo;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Colours by the names that shops give them, and what can be made of a colour. */
final class Tints {
    private static final Map<String, Color> NAMED = new LinkedHashMap<>();

    /** For things without a colour of their own, such as books and packs. */
    static final List<Color> PAPER = List.of(
            rgb(0x35605A),
            rgb(0xC8553D),
            rgb(0xE0A458),
            rgb(0x2E4057),
            rgb(0x8D5B75),
            rgb(0x5B8E7D),
            rgb(0xD98880),
            rgb(0x4F6D7A),
            rgb(0x9C6644),
            rgb(0xB5838D),
            rgb(0x6B705C),
            rgb(0x7286A0),
            rgb(0xF2CC8F),
            rgb(0x3D5A80),
            rgb(0xA44A3F),
            rgb(0x588157));

    static {
        name("Sage Green", 0xA3B18A);
        name("Moss Green", 0x6B7A3A);
        name("Fir Green", 0x2F5D4B);
        name("Mint Green", 0xA9DBC4);
        name("Sky Blue", 0x8EC1E3);
        name("Navy Blue", 0x2B3F66);
        name("Petrol", 0x1F6E79);
        name("Dove Blue", 0x7C94AE);
        name("Lavender", 0xB9A7DB);
        name("Plum", 0x73405F);
        name("Coral", 0xF0806A);
        name("Burgundy", 0x7D2A3C);
        name("Rust", 0xB4552D);
        name("Mustard Yellow", 0xDDA63A);
        name("Lemon Yellow", 0xF3DE6B);
        name("Terracotta", 0xC9704F);
        name("Charcoal", 0x45494E);
        name("Natural", 0xD9B98C);
        name("Honey", 0xE3A83F);
        name("Copper", 0xC77B4F);
        name("Brass", 0xCFA94E);
        name("Silver", 0xBFC5C9);
        name("Chrome", 0xBFC5C9);
        name("Gold", 0xD4AF52);
        name("Ivory", 0xF3EAD2);
        name("Cream", 0xF2E6CC);
        name("Sand", 0xD8C3A0);
        name("White", 0xF6F4EF);
        name("Clear", 0xDDE8EA);
        name("Grey", 0xA0A4A6);
        name("Gray", 0xA0A4A6);
        name("Black", 0x2E2C2B);
        name("Turquoise", 0x3FB6B2);
        name("Aqua", 0x7FCBCB);
        name("Jade", 0x4E9F7C);
        name("Mint", 0xA9DBC4);
        name("Green", 0x6A9F5B);
        name("Blue", 0x5B8AC6);
        name("Lilac", 0xC3A6D8);
        name("Purple", 0x7B5CA8);
        name("Violet", 0x7B5CA8);
        name("Pink", 0xEE9DB8);
        name("Rose", 0xE3A0A8);
        name("Red", 0xC8403A);
        name("Ruby", 0xA6263E);
        name("Orange", 0xEE9348);
        name("Yellow", 0xF0CE5A);
        name("Brown", 0x8A5F43);
        name("Chocolate", 0x6A4530);
        name("Beige", 0xDDCDAF);
        name("Khaki", 0xA59B6B);
        name("Amber", 0xDB9A3C);
    }

    private Tints() {}

    static Optional<Color> named(String name) {
        return Optional.ofNullable(NAMED.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** Share of the other colour between 0 and 1. */
    static Color mix(Color one, Color other, double share) {
        return new Color(
                mixed(one.getRed(), other.getRed(), share),
                mixed(one.getGreen(), other.getGreen(), share),
                mixed(one.getBlue(), other.getBlue(), share));
    }

    static Color lighter(Color colour, double by) {
        return mix(colour, Color.WHITE, by);
    }

    /** Shadows are a little warm, never grey. */
    static Color darker(Color colour, double by) {
        return mix(colour, new Color(0x2A1A1C), by);
    }

    static Color clear(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int)
                Math.round(255 * Math.clamp(opacity, 0, 1)));
    }

    /** How light it seems, 0 to 1. */
    static double lightness(Color colour) {
        return (0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue()) / 255;
    }

    /** @param hue in degrees */
    static Color hsl(double hue, double saturation, double lightness) {
        var a = saturation * Math.min(lightness, 1 - lightness);
        return new Color(channel(hue, a, lightness, 0), channel(hue, a, lightness, 8), channel(hue, a, lightness, 4));
    }

    private static int channel(double hue, double a, double lightness, int n) {
        var k = (n + hue / 30) % 12;
        var value = lightness - a * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
        return (int) Math.round(255 * Math.clamp(value, 0, 1));
    }

    private static int mixed(int one, int other, double share) {
        return (int) Math.round(one + (other - one) * share);
    }

    private static void name(String name, int rgb) {
        NAMED.put(name.toLowerCase(Locale.ROOT), rgb(rgb));
    }

    private static Color rgb(int rgb) {
        return new Color(rgb);
    }
}
