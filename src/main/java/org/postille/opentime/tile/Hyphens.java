package org.postille.opentime.tile;

import java.util.Set;

/**
 * Where a word that fits no line may be cut, without a dictionary: before a consonant that a vowel follows, which is where a
 * syllable begins in most languages that are written in Latin letters.
 */
final class Hyphens {

    static final String HYPHEN = "-";

    /** So many letters stay on each side. */
    private static final int LEAST = 3;

    private static final String VOWELS = "aeiouyäöüáàâãåæéèêëíìîïóòôõøœúùûýąęıăeёаеиоуыэюяіїєαεηιουωάέήίόύώ";
    /** Letters that are one sound. */
    private static final Set<String> PAIRS =
            Set.of("ch", "ck", "ph", "th", "sh", "qu", "sz", "cz", "rz", "gh", "gn", "ll", "rr", "st", "pf");

    private Hyphens() {}

    /**
     * The last good place to cut.
     *
     * @param from where the word begins
     * @param to where it would have to be cut at the latest
     * @return {@code to} if there is no better
     */
    static int before(String text, int from, int to) {
        var end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        for (var at = Math.min(to, end - LEAST); at >= from + LEAST && at >= to - (to - from) / 2; at--) {
            if (isSyllable(text, at)) {
                return at;
            }
        }
        return to;
    }

    /** Letters between which a hyphen may stand: of alphabets, and not of those that join them or have no words. */
    static boolean mayStand(String text, int at) {
        return at > 0 && at < text.length() && isAlphabetic(text.charAt(at - 1)) && isAlphabetic(text.charAt(at));
    }

    private static boolean isAlphabetic(char letter) {
        return Character.isLetter(letter)
                && switch (Character.UnicodeScript.of(letter)) {
                    case LATIN, GREEK, CYRILLIC -> true;
                    default -> false;
                };
    }

    private static boolean isSyllable(String text, int at) {
        var pair = text.substring(at - 1, at + 1).toLowerCase(java.util.Locale.ROOT);
        return !isVowel(text.charAt(at))
                && at + 1 < text.length()
                && isVowel(text.charAt(at + 1))
                && !PAIRS.contains(pair);
    }

    private static boolean isVowel(char letter) {
        return VOWELS.indexOf(Character.toLowerCase(letter)) >= 0;
    }
}
