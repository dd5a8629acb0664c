package org.postille.demo.shop;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.datafaker.Faker;

/**
 * Made-up names and addresses. The names come from Datafaker, a pool for every country drawn once with a seed; the addresses
 * lie under the domains that RFC 2606 keeps for examples and are given out once only.
 */
final class Names {
    private static final int POOL = 400;
    private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net");

    /** Where Datafaker does not tell the first names of women from those of men. */
    private static final Map<String, Pool> FIRST_NAMES = Map.of(
            "fr",
            new Pool(
                    List.of(
                            "Camille",
                            "Manon",
                            "Chloé",
                            "Élodie",
                            "Julie",
                            "Claire",
                            "Sophie",
                            "Amélie",
                            "Margaux",
                            "Inès",
                            "Léa",
                            "Hélène",
                            "Marion",
                            "Céline",
                            "Aurélie",
                            "Nathalie",
                            "Juliette",
                            "Louise",
                            "Mathilde"),
                    List.of(
                            "Hugo",
                            "Lucas",
                            "Mathis",
                            "Antoine",
                            "Julien",
                            "Nicolas",
                            "Thomas",
                            "Pierre",
                            "Étienne",
                            "Baptiste",
                            "Rémi",
                            "Olivier",
                            "François",
                            "Guillaume",
                            "Maxime",
                            "Laurent",
                            "Théo",
                            "Jérôme"),
                    List.of()),
            "nl",
            new Pool(
                    List.of(
                            "Sanne",
                            "Lotte",
                            "Fleur",
                            "Femke",
                            "Anouk",
                            "Marieke",
                            "Iris",
                            "Roos",
                            "Esmee",
                            "Marloes",
                            "Ingrid",
                            "Saskia",
                            "Tessa",
                            "Hanneke",
                            "Willemijn",
                            "Noor"),
                    List.of(
                            "Daan", "Sem", "Bram", "Jeroen", "Thijs", "Ruben", "Joost", "Pieter", "Maarten", "Sander",
                            "Koen", "Willem", "Bas", "Wouter", "Stijn", "Gijs"),
                    List.of()));

    private final long seed;
    private final Map<String, Pool> pools = new HashMap<>();
    private final Hashes taken = new Hashes();

    private record Pool(List<String> female, List<String> male, List<String> last) {}

    /** A made-up name of somebody. */
    record Name(String first, String last) {}

    Names(long seed) {
        this.seed = seed;
    }

    /**
     * @param country ISO 3166-1; where its names are not known, English ones
     * @param gender female or male; anything else takes either
     */
    Name name(Dice dice, String country, String gender) {
        var pool = pools.computeIfAbsent(locale(country), this::pool);
        var female = gender.equals("female") || (!gender.equals("male") && dice.chance(0.5));
        return new Name(dice.one(female ? pool.female : pool.male), dice.one(pool.last));
    }

    /** {@code anna.schmidt@example.org}; the second one of that name gets their number behind it. */
    String address(Dice dice, Name name, long number) {
        var local = folded(name.first) + "." + folded(name.last);
        var domain = dice.one(DOMAINS);
        var address = local + "@" + domain;
        return taken.add(address) ? address : local + number + "@" + domain;
    }

    /** In letters an address may have: Jürgen becomes juergen. */
    static String folded(String name) {
        var german = name.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("ø", "oe")
                .replace("æ", "ae");
        return Normalizer.normalize(german, Normalizer.Form.NFD).replaceAll("[^a-z]", "");
    }

    private static String locale(String country) {
        return switch (country) {
            case "DE", "AT", "CH" -> "de-" + country;
            case "FR", "BE" -> "fr";
            case "NL" -> "nl";
            case "ES" -> "es";
            case "PT" -> "pt";
            case "IT" -> "it";
            case "SE" -> "sv";
            case "NO" -> "nb-NO";
            case "DK" -> "da-DK";
            case "FI" -> "fi-FI";
            case "PL" -> "pl";
            case "US", "CA" -> "en-US";
            default -> "en-GB";
        };
    }

    private Pool pool(String locale) {
        var faker = new Faker(Locale.forLanguageTag(locale), new Random(seed ^ locale.hashCode()));
        var first = FIRST_NAMES.get(locale);
        return new Pool(
                first == null ? some(faker.name()::femaleFirstName) : first.female,
                first == null ? some(faker.name()::maleFirstName) : first.male,
                some(faker.name()::lastName));
    }

    private static List<String> some(Supplier<String> names) {
        return Stream.generate(names)
                .limit(POOL)
                .filter(it -> it.matches("[\\p{L}' -]{2,20}") && !folded(it).isEmpty())
                .toList();
    }

    /** The hashes of the addresses given out: eight bytes each, so that a million need little room. */
    private static final class Hashes {
        private long[] slots = new long[1 << 12];
        private int size;

        /** False if it was there. Two addresses of one hash are taken for the same, which only costs one a number. */
        boolean add(String text) {
            if (size * 2 > slots.length) {
                var old = slots;
                slots = new long[old.length * 2];
                size = 0;
                Arrays.stream(old).filter(it -> it != 0).forEach(this::put);
            }
            var hash = 1125899906842597L;
            for (var i = 0; i < text.length(); i++) {
                hash = 31 * hash + text.charAt(i);
            }
            return put(Dice.mix(hash) | 1);
        }

        private boolean put(long hash) {
            var at = (int) (hash >>> 20) & (slots.length - 1);
            while (slots[at] != 0) {
                if (slots[at] == hash) {
                    return false;
                }
                at = (at + 1) & (slots.length - 1);
            }
            slots[at] = hash;
            size++;
            return true;
        }
    }
}
