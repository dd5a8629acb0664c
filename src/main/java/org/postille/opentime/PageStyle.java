package org.postille.opentime;

import jakarta.enterprise.context.ApplicationScoped;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The style sheet of the pages about products, in the colour of the brand, made so light or dark that it can be read. */
@ApplicationScoped
class PageStyle {

    /** What WCAG 2 asks of text, and a little more. */
    private static final double CONTRAST = 4.6;

    private static final Color LIGHT = new Color(0xFFFFFF);
    private static final Color DARK = new Color(0x22282D);

    private final String css;

    PageStyle(OpenTimeConfig config) {
        var brand = Color.decode(config.brandColour());
        css = resource()
                .replace("BRAND_ON_LIGHT", code(readable(brand, LIGHT, Color.BLACK)))
                .replace("BRAND_ON_DARK", code(readable(brand, DARK, Color.WHITE)));
    }

    private static String resource() {
        try (var in = PageStyle.class.getResourceAsStream("products.css")) {
            if (in == null) {
                throw new IllegalStateException("products.css is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String css() {
        return css;
    }

    /** The colour, or as little of it mixed with the other as makes it readable on that ground. */
    private static Color readable(Color colour, Color ground, Color other) {
        for (var share = 0; share < 100; share += 5) {
            var mixed = new Color(
                    (colour.getRed() * (100 - share) + other.getRed() * share) / 100,
                    (colour.getGreen() * (100 - share) + other.getGreen() * share) / 100,
                    (colour.getBlue() * (100 - share) + other.getBlue() * share) / 100);
            if (contrast(mixed, ground) >= CONTRAST) {
                return mixed;
            }
        }
        return other;
    }

    private static double contrast(Color one, Color two) {
        var lighter = Math.max(luminance(one), luminance(two));
        var darker = Math.min(luminance(one), luminance(two));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** Relative luminance as WCAG 2 defines it. */
    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int level) {
        var share = level / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static String code(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
    }
}
