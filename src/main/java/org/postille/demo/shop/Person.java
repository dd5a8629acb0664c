package org.postille.demo.shop;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the sample shop as the model knows them: everything but the name. Worked out from the seed and the number
 * whenever it is needed, so that a million of them need no room.
 *
 * @param number from 1; the id is {@code c-} and it
 * @param gender female, male, diverse, or empty where it is not known
 * @param age in years, also where the shop does not know the birthday
 * @param sinceDay epoch day of the registration
 * @param sinceSecond of that day, in their zone
 * @param lastDay epoch day on which they were last seen at the most: some are gone
 * @param activity how much they buy, 1 on average
 * @param hour of the day at which they like to be in the shop
 * @param budget 0 buys the cheapest, 1 the dearest
 * @param departments how much they like each department; they sum to 1
 * @param family of the colours they like
 */
record Person(
        int number,
        String gender,
        String country,
        String language,
        ZoneId zone,
        int age,
        @Nullable LocalDate birthday,
        int sinceDay,
        int sinceSecond,
        int lastDay,
        double activity,
        double hour,
        double budget,
        List<Double> departments,
        String family) {

    private static final String[] COUNTRIES = {"DE", "AT", "CH", "GB", "FR", "NL", "US"};
    private static final double[] COUNTRY_SHARES = {0.62, 0.11, 0.09, 0.06, 0.04, 0.03, 0.05};
    private static final ZoneId[] AMERICA = {
        ZoneId.of("America/New_York"),
        ZoneId.of("America/Chicago"),
        ZoneId.of("America/Denver"),
        ZoneId.of("America/Los_Angeles")
    };
    private static final double[] AMERICA_SHARES = {0.46, 0.28, 0.07, 0.19};
    private static final String[] FAMILIES = {"quiet", "green", "blue", "rose", "warm"};
    private static final double[] FAMILIES_OF_WOMEN = {0.2, 0.21, 0.2, 0.24, 0.15};
    private static final double[] FAMILIES_OF_MEN = {0.3, 0.2, 0.27, 0.05, 0.18};

    static Person of(long seed, int number, Assortment assortment, int yesterday) {
        var dice = Dice.of(seed, Draws.PERSON, number);
        var kind = dice.unit();
        var gender = kind < 0.56 ? "female" : kind < 0.91 ? "male" : kind < 0.925 ? "diverse" : "";
        var country = COUNTRIES[dice.weighted(COUNTRY_SHARES)];
        var zone = zone(country, dice);
        var language = language(country, dice);
        var age = Math.clamp((int) (44 + 14 * dice.normal()), 19, 86);
        var born = LocalDate.ofEpochDay(yesterday).minusYears(age).minusDays(dice.below(365));
        var birthday = dice.chance(0.14) ? null : born;
        var since = yesterday - (dice.chance(0.6) ? dice.between(548, 2000) : dice.between(2, 547));
        var second = (int) (3600 * Math.clamp(14 + 4 * dice.normal(), 6, 22.9));
        var last = dice.chance(0.16) ? since + dice.between(30, yesterday - since + 30) : yesterday;
        var activity = Math.min(5, StrictMath.exp(0.9 * dice.normal() - 0.405));
        var hour = hour(dice.unit()) + 0.7 * dice.normal();
        var budget = Math.clamp(0.42 + 0.24 * dice.normal(), 0.02, 0.98);
        var family = FAMILIES[dice.weighted(gender.equals("male") ? FAMILIES_OF_MEN : FAMILIES_OF_WOMEN)];
        return new Person(
                number,
                gender,
                country,
                language,
                zone,
                age,
                birthday,
                since,
                second,
                Math.min(last, yesterday),
                activity,
                hour,
                budget,
                departments(seed, number, age, gender, assortment),
                family);
    }

    boolean likes(String colourFamily) {
        return family.equals(colourFamily);
    }

    /** Two or three departments they mostly buy from; age and gender have a say, as in life. */
    private static List<Double> departments(long seed, int number, int age, String gender, Assortment assortment) {
        var dice = Dice.of(seed, Draws.TASTE, number);
        var leanings = new double[assortment.departments().size()];
        for (var it : assortment.departments()) {
            var far = (age - it.age()) / 14.0;
            leanings[it.number()] = 0.25 + StrictMath.exp(-far * far / 2);
        }
        lean(leanings, assortment, "Music", gender, 1.5, 0.7);
        lean(leanings, assortment, "Outdoor", gender, 1.4, 0.8);
        lean(leanings, assortment, "Accessories", gender, 0.5, 1.4);
        lean(leanings, assortment, "Bath", gender, 0.6, 1.3);
        var shares = dice.chance(0.45) ? new double[] {0.6, 0.29} : new double[] {0.5, 0.26, 0.14};
        var weights = new double[leanings.length];
        var rest = 1.0;
        for (var share : shares) {
            var favourite = dice.weighted(leanings);
            weights[favourite] += share;
            leanings[favourite] = 0;
            rest -= share;
        }
        for (var i = 0; i < weights.length; i++) {
            weights[i] += rest / weights.length;
        }
        return Arrays.stream(weights).boxed().toList();
    }

    private static void lean(
            double[] leanings, Assortment assortment, String department, String gender, double men, double women) {
        for (var it : assortment.departments()) {
            if (it.name().equals(department)) {
                leanings[it.number()] *= gender.equals("male") ? men : gender.equals("female") ? women : 1;
            }
        }
    }

    /** Most shop in the evening, some at lunch time, a few early in the morning. */
    private static double hour(double unit) {
        return unit < 0.55 ? 20.2 : unit < 0.8 ? 12.6 : unit < 0.92 ? 16.5 : 7.8;
    }

    private static ZoneId zone(String country, Dice dice) {
        return switch (country) {
            case "AT" -> ZoneId.of("Europe/Vienna");
            case "CH" -> ZoneId.of("Europe/Zurich");
            case "GB" -> ZoneId.of("Europe/London");
            case "FR" -> ZoneId.of("Europe/Paris");
            case "NL" -> ZoneId.of("Europe/Amsterdam");
            case "US" -> AMERICA[dice.weighted(AMERICA_SHARES)];
            default -> ZoneId.of("Europe/Berlin");
        };
    }

    private static String language(String country, Dice dice) {
        var other = dice.unit();
        return switch (country) {
            case "DE", "AT" -> other < 0.05 ? "en" : "de";
            case "CH" -> other < 0.2 ? "fr" : other < 0.25 ? "en" : "de";
            case "FR" -> other < 0.15 ? "en" : "fr";
            case "NL" -> other < 0.3 ? "en" : "nl";
            default -> "en";
        };
    }
}
