package org.postille.interest.blend;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much a shop sells beside what it used to, and what the season did to its sales a year ago. Both say something about the time
 * to come, and neither says it alone: a good month is partly luck.
 *
 * @param growth logarithm of the first purchases within the latest horizon beside as long a time of all the history
 * @param sinceLastYear the same beside the horizon that ended a year ago
 * @param season logarithm of those within the horizon that began a year ago beside the horizon before it
 * @param seasons the same of each product: of its department, and of its own as much as products differ in it
 */
record Level(double growth, double sinceLastYear, double season, double[] seasons) {

    /** So few purchases more or less tell nothing of a shop. */
    private static final int FEW = 10;

    /** How far growth is heeded before a shop has shown how far. */
    private static final double OF_GROWTH = 0.5;
    /** And how far the season. */
    private static final double OF_SEASON = 0.75;

    /** So many purchases of a department say as much of its season as the whole shop does. */
    private static final double A_DEPARTMENT = 50;

    /** As good as so much of squared logarithms that speak for what is ordinary. */
    private static final double DOUBT = 0.05;

    /**
     * Of first purchases.
     *
     * @param lately within the latest horizon
     * @param before within as long a time of all the history
     * @param lastYear of each product within the horizon that began a year ago
     * @param yearBefore of each product within the one that ended a year ago
     */
    static Level of(double lately, double before, double[] lastYear, double[] yearBefore, Departments departments) {
        var then = Arrays.stream(yearBefore).sum();
        var season = ratio(Arrays.stream(lastYear).sum(), then);
        return new Level(
                ratio(lately, before),
                ratio(lately, then),
                season,
                seasons(season, lastYear, yearBefore, departments.departments()));
    }

    /**
     * Products have seasons of their own, of which few sales tell little: their shares of two horizons follow a beta distribution around that of their department, as
     * wide as those of all show (Skellam 1948, by moments).
     */
    private static double[] seasons(double season, double[] lastYear, double[] yearBefore, int[] departments) {
        var whole = 1 / (1 + Math.exp(-season));
        var then = Departments.together(departments, lastYear);
        var before = Departments.together(departments, yearBefore);
        var shares = IntStream.range(0, lastYear.length)
                .mapToDouble(it -> (then[it] + A_DEPARTMENT * whole) / (then[it] + before[it] + A_DEPARTMENT))
                .toArray();
        var beyondChance = 0.0;
        var most = 0.0;
        for (var product = 0; product < lastYear.length; product++) {
            var count = lastYear[product] + yearBefore[product];
            var share = shares[product];
            var off = lastYear[product] - count * share;
            beyondChance += off * off - count * share * (1 - share);
            most += count * (count - 1) * share * (1 - share);
        }
        var correlation = Math.clamp(beyondChance / Math.max(1, most), 1e-4, 1 - 1e-4);
        var alike = 1 / correlation - 1;
        return IntStream.range(0, lastYear.length)
                .mapToDouble(it ->
                        Math.log((lastYear[it] + alike * shares[it]) / (yearBefore[it] + alike * (1 - shares[it]))))
                .toArray();
    }

    /** Logarithm of how many times as many purchases there are. */
    static double ratio(double more, double less) {
        return Math.log((more + FEW) / (less + FEW));
    }

    /**
     * How far a level is heeded.
     *
     * @param growth from 0, not at all, to 1, as if the latest horizon went on
     * @param season from 0, not at all, to 1, as if the last year came back
     */
    record Heed(double growth, double season) {

        /** As many times as all the time before says. */
        double timesBefore(Level level, int product) {
            return Math.exp(growth * level.growth + season * level.seasons[product]);
        }

        /** As many times as the latest horizon says. */
        double timesLately(Level level, int product) {
            return Math.exp(season * level.seasons[product]);
        }

        /** As many times as the same time of the last year says. */
        double timesLastYear(Level level) {
            return Math.exp(growth * level.sinceLastYear);
        }
    }

    /**
     * What a shop of some level sold next.
     *
     * @param came as {@link #ratio}, beside as long a time of all the history before
     */
    record Case(Level level, double came) {}

    /** By ridge regression towards what is ordinary (Hoerl and Kennard 1970), where cases that are all alike leave it. */
    static Heed learned(List<Case> cases) {
        var growth = cases.stream().mapToDouble(it -> it.level.growth).average().orElse(0);
        var season = cases.stream().mapToDouble(it -> it.level.season).average().orElse(0);
        var came = cases.stream().mapToDouble(Case::came).average().orElse(0);
        var gg = DOUBT;
        var gs = 0.0;
        var ss = DOUBT;
        var gy = 0.0;
        var sy = 0.0;
        for (var it : cases) {
            var g = it.level.growth - growth;
            var s = it.level.season - season;
            var y = it.came - came - OF_GROWTH * g - OF_SEASON * s;
            gg += g * g;
            gs += g * s;
            ss += s * s;
            gy += g * y;
            sy += s * y;
        }
        var determinant = gg * ss - gs * gs;
        return new Heed(
                Math.clamp(OF_GROWTH + (ss * gy - gs * sy) / determinant, 0, 1),
                Math.clamp(OF_SEASON + (gg * sy - gs * gy) / determinant, 0, 1));
    }
}
