package org.postille.campaign.definition;

import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the pictures of products look, as the shop's theme file says.
 *
 * @param padding of a tile 260 wide, in CSS pixels, 0 to 40; others in proportion
 * @param corner radius, the same way
 */
public record Look(Colours colours, Face face, int padding, int corner, Fit fit, Badges badges) {

    /** The typefaces that Postille brings along and a theme may name. */
    public static final List<String> FAMILIES = List.of("Open Sans", "Noto Sans", "Noto Serif", "Montserrat");

    /** Without a theme file. */
    public static final Look STANDARD = new Look(
            new Colours(0xF7F5F2, 0x26282B, null, 0x666A6E, 0xB3261E, 0xFFFFFF),
            new Face.Family(FAMILIES.getFirst()),
            12,
            6,
            Fit.AUTO,
            new Badges(Period.ofDays(30), 3, 5, 2));

    /**
     * Each {@code 0xRRGGBB}.
     *
     * @param background opaque, so that a tile looks the same on white and on black
     * @param price of the price, and of what stands in for a photo; null: the shop's brand colour
     */
    public record Colours(
            int background, int text, @Nullable Integer price, int oldPrice, int badge, int badgeText) {}

    /** The letters. */
    public sealed interface Face {

        /** One of {@link #FAMILIES}. */
        record Family(String name) implements Face {}

        /**
         * The shop's own.
         *
         * @param version of what is in the files: other letters are another look
         */
        record Files(Path regular, Path semibold, String version) implements Face {}
    }

    /** How a photo fills its place. */
    public enum Fit {
        /** Whole on a plain ground, otherwise so that it fills all of it. */
        AUTO("auto"),
        /** Whole, with its ground or the background around it. */
        WHOLE("whole"),
        /** So that it fills all of it, and a part may be cut off. */
        FILL("fill");

        private final String code;

        Fit(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * When a picture says something about its product, and how much.
     *
     * @param fresh a product is new so long after it came out; zero: never
     * @param few the stock is told when it is so low; 0: never
     * @param leastReduction percent; a smaller one is not told. 0: none is
     * @param most at once, 0 to 2
     */
    public record Badges(Period fresh, int few, int leastReduction, int most) {}

    /** The same with this colour where the theme names none for prices. */
    public Look branded(int brand) {
        return colours.price != null
                ? this
                : new Look(
                        new Colours(
                                colours.background,
                                colours.text,
                                brand,
                                colours.oldPrice,
                                colours.badge,
                                colours.badgeText),
                        face,
                        padding,
                        corner,
                        fit,
                        badges);
    }
}
