package org.postille.delivery;

import org.jspecify.annotations.Nullable;

/** The first line of a letter: by name where it is known, good without. */
final class Salutation {

    private Salutation() {}

    /**
     * @param language of the mail
     * @param gender female, male, diverse, or null where not known; German needs it for "Liebe" and "Lieber"
     */
    static String of(String language, @Nullable String firstName, @Nullable String gender) {
        var german = "de".equals(language);
        if (firstName == null || firstName.isBlank()) {
            return german ? "Guten Tag," : "Hello,";
        }
        var name = firstName.strip() + ",";
        if (!german) {
            return "Dear " + name;
        }
        return switch (gender) {
            case "female" -> "Liebe " + name;
            case "male" -> "Lieber " + name;
            case null, default -> "Hallo " + name;
        };
    }
}
