package org.postille.campaign.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.postille.base.Nearest;

/**
 * Codes of countries (ISO 3166-1) and languages (ISO 639). With two letters every code is near every other, so a hint comes
 * from what the author may have written instead: another case, three letters, the name, or the letters the wrong way round.
 */
final class Codes {

    static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private static final List<Locale> AUTHORS = List.of(Locale.ENGLISH, Locale.GERMAN);
    private static final Map<String, String> COUNTRY_NAMES = countryNames();
    private static final Map<String, String> LANGUAGE_NAMES = languageNames();

    private Codes() {}

    static String countryHint(String found) {
        return hint(found, COUNTRIES, COUNTRY_NAMES, it -> it.toUpperCase(Locale.ROOT), "two capital letters like DE");
    }

    static String languageHint(String found) {
        return hint(found, LANGUAGES, LANGUAGE_NAMES, it -> it.toLowerCase(Locale.ROOT), "two small letters like de");
    }

    private static String hint(
            String found, Set<String> codes, Map<String, String> names, UnaryOperator<String> inCase, String expected) {
        if (found.length() > 60) {
            return ", expected " + expected;
        }
        var code = inCase.apply(found);
        var turned = new StringBuilder(code).reverse().toString();
        var primary = code.split("[-_]", 2)[0];
        return Stream.<Optional<String>>of(
                        Optional.of(code).filter(codes::contains),
                        Optional.ofNullable(names.get(found.toLowerCase(Locale.ROOT))),
                        Optional.of(primary).filter(codes::contains),
                        Optional.of(turned).filter(codes::contains),
                        found.length() < 4
                                ? Optional.empty()
                                : Nearest.of(found, names.keySet()).map(names::get))
                .flatMap(Optional::stream)
                .findFirst()
                .map(it -> ", did you mean '" + it + "'?")
                .orElse(", expected " + expected);
    }

    private static Map<String, String> countryNames() {
        var names = new HashMap<>(Map.of("uk", "GB", "el", "GR"));
        add(
                names,
                COUNTRIES,
                it -> Locale.of("", it),
                Locale::getISO3Country,
                (it, author) -> it.getDisplayCountry(author));
        return names;
    }

    private static Map<String, String> languageNames() {
        var names = new HashMap<String, String>();
        add(names, LANGUAGES, Locale::of, Locale::getISO3Language, (it, author) -> it.getDisplayLanguage(author));
        return names;
    }

    private static void add(
            Map<String, String> names,
            Set<String> codes,
            Function<String, Locale> locale,
            Function<Locale, String> threeLetters,
            java.util.function.BiFunction<Locale, Locale, String> name) {
        codes.stream().sorted().forEach(code -> {
            var meant = locale.apply(code);
            names.putIfAbsent(threeLetters.apply(meant).toLowerCase(Locale.ROOT), code);
            AUTHORS.forEach(
                    author -> names.putIfAbsent(name.apply(meant, author).toLowerCase(Locale.ROOT), code));
        });
    }
}
