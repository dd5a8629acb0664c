package org.postille.demo.shop;

import java.util.List;
import org.postille.demo.shop.Assortment.Kind;
import org.postille.demo.shop.Assortment.Leaf;
import org.postille.demo.shop.Assortment.Pair;

/**
 * Product titles in English and German.
 *
 * <p>German: an adjective before the noun without an article takes the strong endings of the nominative (gerippter Becher,
 * gerippte Tasse, geripptes Glas, gerippte Becher), after the definite article the weak one, which is -e in every gender.
 */
final class Wording {

    private static final List<Pair> WEAK = List.of(
            new Pair("Quiet", "stille"),
            new Pair("Lost", "verlorene"),
            new Pair("Blue", "blaue"),
            new Pair("Last", "letzte"),
            new Pair("Secret", "geheime"),
            new Pair("Golden", "goldene"),
            new Pair("Long", "lange"),
            new Pair("Forgotten", "vergessene"),
            new Pair("White", "weiße"),
            new Pair("Distant", "ferne"),
            new Pair("Second", "zweite"),
            new Pair("Wild", "wilde"),
            new Pair("Hidden", "verborgene"),
            new Pair("Northern", "nördliche"),
            new Pair("Invisible", "unsichtbare"),
            new Pair("Bright", "helle"),
            new Pair("Old", "alte"),
            new Pair("Borrowed", "geliehene"));

    private static final List<Pair> PLACES = List.of(
            new Pair("by the Lake", "am See"), new Pair("in the North", "im Norden"),
            new Pair("behind the Dunes", "hinter den Dünen"), new Pair("at the Harbour", "am Hafen"),
            new Pair("in the Fog", "im Nebel"), new Pair("on the Hill", "auf dem Hügel"),
            new Pair("under the Lime Trees", "unter den Linden"), new Pair("across the River", "jenseits des Flusses"),
            new Pair("in the Snow", "im Schnee"), new Pair("by the Sea", "am Meer"));

    private static final List<Kind> SUBJECTS = List.of(
            noun("Garden", "Garten", 'm'),
            noun("House", "Haus", 'n'),
            noun("Island", "Insel", 'f'),
            noun("Letter", "Brief", 'm'),
            noun("Winter", "Winter", 'm'),
            noun("Summer", "Sommer", 'm'),
            noun("City", "Stadt", 'f'),
            noun("Road", "Straße", 'f'),
            noun("Key", "Schlüssel", 'm'),
            noun("Orchard", "Obstgarten", 'm'),
            noun("Lighthouse", "Leuchtturm", 'm'),
            noun("Bridge", "Brücke", 'f'),
            noun("Railway Station", "Bahnhof", 'm'),
            noun("Room", "Zimmer", 'n'),
            noun("Map", "Landkarte", 'f'),
            noun("Shore", "Küste", 'f'),
            noun("Bakery", "Bäckerei", 'f'),
            noun("Forest", "Wald", 'm'),
            noun("Clockmaker", "Uhrmacher", 'm'),
            noun("Song", "Lied", 'n'),
            noun("Light", "Licht", 'n'),
            noun("Painter", "Malerin", 'f'),
            noun("Ferry", "Fähre", 'f'),
            noun("Village", "Dorf", 'n'));

    private static final List<Kind> ANIMALS = List.of(
            noun("Fox", "Fuchs", 'm'),
            noun("Hedgehog", "Igel", 'm'),
            noun("Owl", "Eule", 'f'),
            noun("Otter", "Otter", 'm'),
            noun("Mouse", "Maus", 'f'),
            noun("Sheep", "Schaf", 'n'),
            noun("Badger", "Dachs", 'm'),
            noun("Snail", "Schnecke", 'f'),
            noun("Squirrel", "Eichhörnchen", 'n'),
            noun("Goose", "Gans", 'f'),
            noun("Dragon", "Drache", 'm'),
            noun("Lamb", "Lamm", 'n'));

    private static final List<Pair> TRAITS = List.of(
            new Pair("Little", "kleine"),
            new Pair("Brave", "mutige"),
            new Pair("Tired", "müde"),
            new Pair("Clever", "schlaue"),
            new Pair("Curious", "neugierige"),
            new Pair("Shy", "schüchterne"));

    private static final List<String> ALBUMS = List.of(
            "Northern",
            "Quiet",
            "Blue",
            "Amber",
            "Slow",
            "Paper",
            "Winter",
            "Harbour",
            "Silver",
            "Open",
            "Early",
            "Salt");

    private static final List<String> ALBUM_NOUNS = List.of(
            "Hours",
            "Rooms",
            "Rivers",
            "Letters",
            "Lights",
            "Fields",
            "Songs",
            "Gardens",
            "Weather",
            "Stations",
            "Tides",
            "Mornings");

    private Wording() {}

    /** German title: look, noun, series, material, colour as far as they are there: Gerippte Tasse „Alva“ aus Steinzeug in Salbeigrün. */
    static String germanWare(Pair look, Kind kind, String series, String material, String colour) {
        return withAdjective(look.de(), kind) + " „" + series + "“"
                + (material.isEmpty() ? "" : " aus " + material)
                + (colour.isEmpty() ? "" : " in " + colour);
    }

    static String englishWare(Pair look, Kind kind, String series, String material, String colour) {
        return look.en() + " " + (material.isEmpty() ? "" : material + " ") + kind.en() + " “" + series + "”"
                + (colour.isEmpty() ? "" : " in " + colour);
    }

    static Pair flavour(Dice dice, Kind kind, Pair size, String series) {
        var flavour = dice.one(kind.flavours());
        return new Pair(
                kind.en() + " “" + flavour.en() + "”" + number("No. ", series) + ", " + size.en(),
                withAdjective(kind.stem(), kind) + " „" + flavour.de() + "“" + number("Nr. ", series) + ", "
                        + size.de());
    }

    static Pair novel(Dice dice, Kind kind, Pair form, String series) {
        var subject = dice.one(SUBJECTS);
        var adjective = dice.one(WEAK);
        var place = dice.one(PLACES);
        var plain = dice.chance(0.3);
        var placed = plain || dice.chance(0.35);
        return new Pair(
                "The " + (plain ? "" : adjective.en() + " ") + subject.en() + (placed ? " " + place.en() : "")
                        + number("Book ", series) + " (" + kind.en() + ", " + form.en() + ")",
                article(subject) + (plain ? "" : adjective.de() + " ") + subject.de()
                        + (placed ? " " + place.de() : "") + number("Band ", series) + " (" + kind.de() + ", "
                        + form.de() + ")");
    }

    static Pair tale(Dice dice, Kind kind, String series) {
        var animal = dice.one(ANIMALS);
        var trait = dice.one(TRAITS);
        var place = dice.one(PLACES);
        return new Pair(
                "The " + trait.en() + " " + animal.en() + " " + place.en() + number("Book ", series) + " (" + kind.en()
                        + ")",
                article(animal) + trait.de() + " " + animal.de() + " " + place.de() + number("Band ", series) + " ("
                        + kind.de() + ")");
    }

    static Pair guide(Dice dice, Leaf leaf, Kind kind, String series) {
        var subject = dice.one(kind.flavours());
        var subtitle = dice.one(leaf.sizes());
        return new Pair(
                subject.en() + ": " + subtitle.en() + number("Volume ", series) + " (" + kind.en() + ")",
                subject.de() + ": " + subtitle.de() + number("Band ", series) + " (" + kind.de() + ")");
    }

    /** Albums keep their title in every language, as in any record shop. */
    static Pair album(Dice dice, Kind kind, String artist, String series) {
        var title = artist + ": " + dice.one(ALBUMS) + " " + dice.one(ALBUM_NOUNS) + number("Vol. ", series);
        return new Pair(title + " (" + kind.en() + ")", title + " (" + kind.de() + ")");
    }

    /** "Gerippter Becher", or the noun alone where there is no adjective. */
    static String withAdjective(String stem, Kind kind) {
        if (stem.isEmpty()) {
            return kind.de();
        }
        var ending = switch (kind.gender()) {
            case 'm' -> "er";
            case 'n' -> "es";
            default -> "e";
        };
        return Character.toUpperCase(stem.charAt(0)) + stem.substring(1) + ending + " " + kind.de();
    }

    private static String article(Kind noun) {
        return switch (noun.gender()) {
            case 'm' -> "Der ";
            case 'n' -> "Das ";
            default -> "Die ";
        };
    }

    private static String number(String word, String series) {
        return series.isEmpty() ? "" : " " + word + series;
    }

    private static Kind noun(String en, String de, char gender) {
        return new Kind(en, de, gender, "", 0, 0, List.of(), List.of(), List.of());
    }
}
