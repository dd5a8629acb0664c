package org.postille.opentime.tile;

import java.util.List;
import java.util.Map;

/**
 * What a countdown says, by language; those that it does not speak read English.
 *
 * @param one of each unit (days, hours, minutes, seconds), for a number of one
 * @param few the same for numbers that a language has a form of its own for; as many in the others
 * @param many the same for all other numbers
 * @param over when the time has come
 */
record CountdownWords(List<String> one, List<String> few, List<String> many, String over) {

    private static final Map<String, CountdownWords> BY_LANGUAGE = Map.of(
            "de",
            of("Tag Stunde Minute Sekunde", "Tage Stunden Minuten Sekunden", "Die Aktion ist beendet"),
            "en",
            of("day hour minute second", "days hours minutes seconds", "This offer has ended"),
            "fr",
            of("jour heure minute seconde", "jours heures minutes secondes", "L’offre est terminée"),
            "nl",
            of("dag uur minuut seconde", "dagen uur minuten seconden", "De actie is afgelopen"),
            "it",
            of("giorno ora minuto secondo", "giorni ore minuti secondi", "L’offerta è terminata"),
            "es",
            of("día hora minuto segundo", "días horas minutos segundos", "La oferta ha terminado"),
            "pl",
            new CountdownWords(
                    words("dzień godzina minuta sekunda"),
                    words("dni godziny minuty sekundy"),
                    words("dni godzin minut sekund"),
                    "Oferta się zakończyła"));

    private static CountdownWords of(String one, String many, String over) {
        return new CountdownWords(words(one), words(many), words(many), over);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    static CountdownWords in(String language) {
        var words = BY_LANGUAGE.get(language);
        return words == null ? BY_LANGUAGE.getOrDefault("en", of("d h m s", "d h m s", "")) : words;
    }

    /** The unit after a number, by the plural rules of CLDR for these languages: French counts nought as one, Polish has 2 to 4. */
    String unit(int unit, long number, String language) {
        if (number == 1 || (number == 0 && language.equals("fr"))) {
            return one.get(unit);
        }
        var lastTwo = number % 100;
        return number % 10 >= 2 && number % 10 <= 4 && (lastTwo < 12 || lastTwo > 14) ? few.get(unit) : many.get(unit);
    }
}
