package org.postille.opentime.tile;

import java.util.Locale;
import java.util.Set;

/** Where a reader begins a line. */
enum Direction {
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT;

    /** Of the languages that CLDR 48 writes from right to left. */
    private static final Set<String> RIGHT_TO_LEFT_LANGUAGES =
            Set.of("ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "ji", "ckb", "dv", "ks", "syr", "lrc", "mzn");

    private static final Set<String> RIGHT_TO_LEFT_SCRIPTS = Set.of("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm");

    static Direction of(Locale reader) {
        var rightToLeft = reader.getScript().isEmpty()
                ? RIGHT_TO_LEFT_LANGUAGES.contains(reader.getLanguage())
                : RIGHT_TO_LEFT_SCRIPTS.contains(reader.getScript());
        return rightToLeft ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
    }
}
