package org.postille.demo.shop.photo;

import java.awt.Color;
import java.util.Locale;
import java.util.Optional;
import org.postille.demo.shop.Dice;

/**
 * What the photo of a product shows, as far as the products file tells.
 *
 * @param title in English
 */
record Motif(String id, String title, String category, String brand, String material, String colour) {

    /** A number of its own for every product, so that no two photos are the same. */
    long seed() {
        return Dice.mix(hash(id) * 31 + hash(title));
    }

    /** Its colour, or for packs, books and records one of its brand. */
    Color main() {
        return Tints.named(colour).or(this::ofMaterial).orElseGet(() -> {
            if (isPrint()) {
                var dice = new Dice(seed() + 2);
                return Tints.hsl(dice.between(0.0, 360.0), dice.between(0.28, 0.5), dice.between(0.3, 0.62));
            }
            var family = Math.floorMod(hash(brand + category), Tints.PAPER.size());
            var own = new Dice(seed()).below(5) - 2;
            return Tints.PAPER.get(Math.floorMod(family + own, Tints.PAPER.size()));
        });
    }

    private Optional<Color> ofMaterial() {
        return switch (material.toLowerCase(Locale.ROOT)) {
            case "zinc", "metal" -> Tints.named("silver");
            case "wood", "wicker" -> Tints.named("natural");
            default -> Tints.named(material);
        };
    }

    /** A second colour that stands out from the first. */
    Color accent() {
        var dice = new Dice(seed() ^ 0x5DEECE66DL);
        var main = main();
        var best = main;
        var difference = -1.0;
        for (var i = 0; i < 3; i++) {
            var tint = dice.one(Tints.PAPER);
            var far = Math.abs(Tints.lightness(tint) - Tints.lightness(main))
                    + Math.abs(tint.getRed() - main.getRed()) / 400.0
                    + Math.abs(tint.getBlue() - main.getBlue()) / 400.0;
            if (far > difference) {
                difference = far;
                best = tint;
            }
        }
        return best;
    }

    /** What the title says about the surface, else what the material looks like, else what its brand prints on everything. */
    Pattern pattern() {
        var words = title.toLowerCase(Locale.ROOT);
        if (words.contains("strip")) {
            return new Dice(seed()).chance(0.5) ? Pattern.STRIPES : Pattern.BANDS;
        }
        if (words.contains("dotted") || words.contains("spot") || words.contains("polka")) {
            return Pattern.DOTS;
        }
        if (words.contains("check") || words.contains("gingham")) {
            return Pattern.CHECKS;
        }
        if (words.contains("speckled")) {
            return Pattern.SPECKLE;
        }
        if (words.contains("ribbed")) {
            return Pattern.RIBS;
        }
        if (words.contains("knit")) {
            return Pattern.KNIT;
        }
        if (words.contains("woven")) {
            return Pattern.WEAVE;
        }
        if (words.contains("quilted") || words.contains("padded")) {
            return Pattern.DIAMONDS;
        }
        if (words.contains("printed")
                || words.contains("painted")
                || words.contains("illustrated")
                || words.contains("flor")
                || words.contains("rose ")
                || words.contains("paisley")) {
            return Pattern.LEAVES;
        }
        return switch (material.toLowerCase(Locale.ROOT)) {
            case "oak", "beech", "walnut", "maple", "wood", "wooden", "bamboo" -> Pattern.GRAIN;
            case "linen", "canvas", "jute", "rattan", "muslin", "recycled polyester", "cotton", "wicker" ->
                Pattern.WEAVE;
            case "wool", "merino wool", "cashmere", "knitted" -> Pattern.KNIT;
            case "stoneware", "concrete", "cork", "terracotta", "felt", "plush" -> Pattern.SPECKLE;
            case "stainless steel", "zinc", "brass", "copper", "silver", "metal" -> Pattern.BRUSHED;
            case "" -> ofBrand();
            default -> Pattern.PLAIN;
        };
    }

    private Pattern ofBrand() {
        var printed = new Pattern[] {
            Pattern.PLAIN, Pattern.LEAVES, Pattern.DOTS, Pattern.BANDS, Pattern.PLAIN, Pattern.DIAMONDS
        };
        return brand.isEmpty() || isPrint() ? Pattern.PLAIN : printed[Math.floorMod(hash(brand), printed.length)];
    }

    /** Books and records have covers of their own, and their back is on the left. */
    boolean isPrint() {
        return category.startsWith("Books") || category.startsWith("Music");
    }

    /** Degrees on the colour circle that the backdrops of its department lie around. */
    double hue() {
        var department = category.split(" > ", 2)[0];
        var around = switch (department) {
            case "Kitchen" -> 32;
            case "Tea & Coffee" -> 22;
            case "Living" -> 42;
            case "Garden" -> 105;
            case "Books" -> 212;
            case "Toys" -> 48;
            case "Accessories" -> 338;
            case "Outdoor" -> 172;
            case "Bath" -> 195;
            case "Stationery" -> 262;
            case "Baby" -> 352;
            case "Pets" -> 82;
            case "Music" -> 240;
            default -> Math.floorMod(hash(category), 360);
        };
        return around + new Dice(seed() + 1).between(-14.0, 14.0);
    }

    private static int hash(String text) {
        // Not String.hashCode alone: neighbouring ids would look alike.
        return (int) Dice.mix(text.hashCode());
    }
}
