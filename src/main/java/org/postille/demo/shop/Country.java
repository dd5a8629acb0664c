package org.postille.demo.shop;

import java.util.Locale;
import java.util.Map;

/** A country of Online Retail, by the name it uses. */
record Country(String code, String zone) {

    private static final Country HOME = new Country("GB", "Europe/London");

    private static final Map<String, Country> KNOWN = Map.ofEntries(
            of("united kingdom", "GB", "Europe/London"),
            of("germany", "DE", "Europe/Berlin"),
            of("france", "FR", "Europe/Paris"),
            of("eire", "IE", "Europe/Dublin"),
            of("ireland", "IE", "Europe/Dublin"),
            of("spain", "ES", "Europe/Madrid"),
            of("netherlands", "NL", "Europe/Amsterdam"),
            of("belgium", "BE", "Europe/Brussels"),
            of("switzerland", "CH", "Europe/Zurich"),
            of("portugal", "PT", "Europe/Lisbon"),
            of("australia", "AU", "Australia/Sydney"),
            of("norway", "NO", "Europe/Oslo"),
            of("italy", "IT", "Europe/Rome"),
            of("channel islands", "JE", "Europe/Jersey"),
            of("finland", "FI", "Europe/Helsinki"),
            of("cyprus", "CY", "Asia/Nicosia"),
            of("sweden", "SE", "Europe/Stockholm"),
            of("austria", "AT", "Europe/Vienna"),
            of("denmark", "DK", "Europe/Copenhagen"),
            of("japan", "JP", "Asia/Tokyo"),
            of("poland", "PL", "Europe/Warsaw"),
            of("israel", "IL", "Asia/Jerusalem"),
            of("usa", "US", "America/New_York"),
            of("hong kong", "HK", "Asia/Hong_Kong"),
            of("singapore", "SG", "Asia/Singapore"),
            of("iceland", "IS", "Atlantic/Reykjavik"),
            of("canada", "CA", "America/Toronto"),
            of("greece", "GR", "Europe/Athens"),
            of("malta", "MT", "Europe/Malta"),
            of("united arab emirates", "AE", "Asia/Dubai"),
            of("rsa", "ZA", "Africa/Johannesburg"),
            of("lebanon", "LB", "Asia/Beirut"),
            of("lithuania", "LT", "Europe/Vilnius"),
            of("brazil", "BR", "America/Sao_Paulo"),
            of("czech republic", "CZ", "Europe/Prague"),
            of("bahrain", "BH", "Asia/Bahrain"),
            of("saudi arabia", "SA", "Asia/Riyadh"));

    /** The country; where the name is none ("Unspecified", "European Community"), the shop's own. */
    static Country named(String name) {
        return KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), HOME);
    }

    String language() {
        return code.equals("DE") || code.equals("AT") || code.equals("CH") ? "de" : "en";
    }

    private static Map.Entry<String, Country> of(String name, String code, String zone) {
        return Map.entry(name, new Country(code, zone));
    }
}
