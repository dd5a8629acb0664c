package org.postille.interest.crowd;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person who may have done nothing yet.
 *
 * @param all in words that people of a kind share: {@code country AT}, {@code gender female}, {@code age 30}
 * @param places where they live, from the widest place to the narrowest: {@code AT}, {@code AT/de}
 */
public record Traits(List<String> all, List<String> places) {

    /** Of somebody of whom nothing is known. */
    public static final Traits NONE = new Traits(List.of(), List.of());

    private static final int DECADE = 10;
    private static final int OLDEST = 100;

    /** @param today for the age, which is told in decades */
    public static Traits of(
            String country, String language, @Nullable String gender, @Nullable LocalDate birthday, LocalDate today) {
        var all = new ArrayList<String>();
        all.add("country " + country);
        all.add("language " + language);
        if (gender != null) {
            all.add("gender " + gender);
        }
        if (birthday != null) {
            var age = ChronoUnit.YEARS.between(birthday, today);
            if (age >= 0 && age < OLDEST) {
                all.add("age " + age / DECADE * DECADE);
            }
        }
        return new Traits(List.copyOf(all), List.of(country, country + "/" + language));
    }
}
