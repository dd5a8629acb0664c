package org.postille.base;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts without what does not matter where people compare names: upper case and accents. */
public final class Plain {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private Plain() {}

    public static String of(String text) {
        return isAscii(text)
                ? text.toLowerCase(Locale.ROOT)
                : ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT);
    }

    public static boolean isSame(String one, String other) {
        return one.equals(other) || of(one).equals(of(other));
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }
}
