package org.postille.interest.crowd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.postille.event.EventKind;
import org.postille.interest.history.History;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * How much is bought lately, by everybody and by those of a country or language, and how often it comes back. What was bought in
 * the same weeks of last year counts as well.
 */
public final class Sales {

    private static final double MINUTES_A_DAY = 24 * 60;
    private static final double HALF_LIFE = 30;
    /** What is bought in these days weighs against the month. */
    private static final double LATELY = 4;
    /** Around the same day of last year, in days ago. */
    private static final double SEASON_FROM = 344;

    private static final double SEASON_TO = 372;
    private static final float SEASON = 0.5f;
    /** So many sales of a country say as much as those of everybody. */
    private static final double TRUSTED_AFTER = 200;

    private static final double LEAST = 20;
    /** Faded sales that are no chance any more. */
    private static final double LEAST_SOLD = 3;

    /** Of so many products that are sold one is a best seller. */
    private static final int ONE_OF = 10;

    private static final int MOST_PLACES = 60;

    private final float[] everybody;
    private final float[] returnRate;
    private final float[] rising;
    private final Map<String, float[]> places;

    /**
     * One that was learned before.
     *
     * @param everybody faded sales by product
     * @param returnRate share of the orders of each product that came back
     * @param rising how much more is bought lately than in the month, in standard deviations of chance
     * @param places the sales of those of a country ({@code AT}) or of a language within one ({@code AT/de})
     */
    public Sales(float[] everybody, float[] returnRate, float[] rising, Map<String, float[]> places) {
        this.everybody = everybody;
        this.returnRate = returnRate;
        this.rising = rising;
        this.places = Map.copyOf(places);
    }

    /**
     * @param history sorted
     * @param placesOf where each customer lives, from the widest to the narrowest
     */
    public static Sales of(History history, IntFunction<List<String>> placesOf) {
        var count = history.products.size();
        var sales = new float[count];
        var month = new float[count];
        var lately = new float[count];
        var ordered = new int[count];
        var returned = new int[count];
        var places = new HashMap<String, float[]>();
        var end = history.end();
        for (var customer = 0; customer < history.customers.size(); customer++) {
            var own = placesOf.apply(customer).stream()
                    .map(it -> places.size() < MOST_PLACES
                            ? places.computeIfAbsent(it, _ -> new float[count])
                            : places.getOrDefault(it, new float[0]))
                    .filter(it -> it.length > 0)
                    .toList();
            for (var i = history.start(customer); i < history.start(customer + 1); i++) {
                var product = history.product(i);
                var days = (end - history.minute(i)) / MINUTES_A_DAY;
                var says = says(history.kind(i));
                switch (history.kind(i)) {
                    case ORDERED -> ordered[product]++;
                    case RETURNED -> returned[product]++;
                    case VIEWED, CART_UPDATED, CART_EMPTIED, LIKED, DISLIKED, CLICKED -> {
                        // neither sold nor sent back
                    }
                }
                var weight = says * weight(days);
                month[product] += says * (float) Math.pow(2, -days / HALF_LIFE);
                lately[product] += says * (float) Math.pow(2, -days / LATELY);
                sales[product] += weight;
                for (var it : own) {
                    it[product] += weight;
                }
            }
        }
        var returnRate = new float[count];
        for (var product = 0; product < count; product++) {
            // Two sales without a return are added, so that one unlucky sale does not condemn a product.
            returnRate[product] = Math.min(1, (float) returned[product] / (ordered[product] + 2));
            sales[product] = Math.max(0, sales[product]);
        }
        places.values().removeIf(it -> sum(it) < LEAST);
        return new Sales(sales, returnRate, rising(month, lately), places);
    }

    private static float says(EventKind kind) {
        return switch (kind) {
            case VIEWED -> 0.02f;
            case CART_UPDATED, LIKED -> 0.1f;
            case DISLIKED -> -0.1f;
            // What we show is clicked: counted, we would go on showing it.
            case CART_EMPTIED, CLICKED -> 0;
            case ORDERED -> 1;
            case RETURNED -> -1;
        };
    }

    /** Faded sales of a few days against what they would be at the pace of the month; one expected sale more keeps small numbers small. */
    private static float[] rising(float[] month, float[] lately) {
        var rising = new float[month.length];
        for (var product = 0; product < rising.length; product++) {
            var expected = Math.max(0, month[product]) * LATELY / HALF_LIFE;
            rising[product] = (float) ((lately[product] - expected) / Math.sqrt(expected + 1));
        }
        return rising;
    }

    private static float weight(double days) {
        var season = days >= SEASON_FROM && days <= SEASON_TO ? SEASON : 0;
        return (float) Math.pow(2, -days / HALF_LIFE) + season;
    }

    private static double sum(float[] values) {
        var sum = 0.0;
        for (var it : values) {
            sum += Math.max(0, it);
        }
        return sum;
    }

    public void write(SnapshotOutput out) {
        out.floats(everybody);
        out.floats(returnRate);
        out.floats(rising);
        out.count(places.size());
        places.forEach((place, sales) -> {
            out.text(place);
            out.floats(sales);
        });
    }

    public static Sales read(SnapshotInput in) {
        var everybody = in.floats();
        var returnRate = in.floats();
        var rising = in.floats();
        var places = new HashMap<String, float[]>();
        for (var left = in.count(); left > 0; left--) {
            places.put(in.text(), in.floats());
        }
        return new Sales(everybody, returnRate, rising, places);
    }

    /** How many products there are. */
    public int size() {
        return everybody.length;
    }

    public float returnRate(int product) {
        return returnRate[product];
    }

    /** Whether a product is bought lately, more than the mean of all that are bought there at all. */
    public boolean isPopular(String place, int product) {
        var own = places.get(place);
        if (own == null || !(own[product] >= LEAST_SOLD)) {
            return false;
        }
        var count = 0;
        for (var it : own) {
            count += it > 0 ? 1 : 0;
        }
        return own[product] >= sum(own) / count;
    }

    /**
     * How popular each product is among those who live there: sales of the narrowest place that is known, drawn towards those of
     * the wider ones the fewer there are.
     *
     * @param where from the widest place to the narrowest
     * @param popularity one for each product, the best one has 1; overwritten
     */
    public void popularity(List<String> where, float[] popularity) {
        System.arraycopy(everybody, 0, popularity, 0, everybody.length);
        for (var place : where) {
            var own = places.get(place);
            if (own != null) {
                var wider = TRUSTED_AFTER / Math.max(1e-9, sum(popularity));
                for (var product = 0; product < own.length; product++) {
                    popularity[product] = (float) (Math.max(0, own[product]) + wider * popularity[product]);
                }
            }
        }
        var most = 1e-9f;
        for (var it : popularity) {
            most = Math.max(most, it);
        }
        for (var product = 0; product < popularity.length; product++) {
            popularity[product] /= most;
        }
    }

    /** Those of the best that a customer may be told of as best sellers: a few of all that is sold, and sold more than by chance. */
    public int[] bestsellers(int n) {
        var best = best(everybody.length);
        return Arrays.stream(best)
                .limit(Math.min(n, Math.ceilDiv(best.length, ONE_OF)))
                .filter(it -> everybody[it] >= LEAST_SOLD)
                .toArray();
    }

    /** What everybody buys, the best seller first, at most {@code n}. */
    public int[] best(int n) {
        return IntStream.range(0, everybody.length)
                .filter(it -> everybody[it] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer it) -> -everybody[it])
                        .thenComparing(it -> it))
                .limit(n)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Faded sales by product. Not to be changed. */
    public float[] everybody() {
        return everybody;
    }

    /** How much more each product is bought lately than in the month, in standard deviations of chance. Not to be changed. */
    public float[] rising() {
        return rising;
    }

    /** By product. Not to be changed. */
    public float[] returnRates() {
        return returnRate;
    }

    /** Faded sales by product, for each place. Not to be changed. */
    public Map<String, float[]> places() {
        return places;
    }
}
