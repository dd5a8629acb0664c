package org.postille.interest.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.postille.event.Interaction;
import org.postille.interest.history.Deeds;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Profiles;

/**
 * What is known of one customer: the products they touched, in any order, each once. The arrays are of one length, belong to
 * this taste, and are not changed by anybody.
 *
 * @param products their numbers
 * @param strengths 1 for an order, less for what only came near one, negative for what was sent back
 * @param ages days since the last time
 */
public record Taste(int[] products, float[] strengths, short[] ages) {

    private static final int MINUTES_A_DAY = 24 * 60;

    /** Of somebody who was never seen. */
    public static final Taste NONE = new Taste(new int[0], new float[0], new short[0]);

    /**
     * Of somebody who has just come in and bought these.
     *
     * @param products each once, the first one first
     */
    public static Taste ofFirst(int[] products) {
        var strengths = new float[products.length];
        Arrays.fill(strengths, 1);
        return new Taste(products, strengths, new short[products.length]);
    }

    /** As the history has it. */
    public static Taste of(Profiles profiles, int customer) {
        var from = profiles.rows.start(customer);
        var size = profiles.rows.end(customer) - from;
        var products = new int[size];
        var strengths = new float[size];
        var ages = new short[size];
        for (var i = 0; i < size; i++) {
            products[i] = profiles.rows.product(from + i);
            strengths[i] = profiles.rows.weight(from + i);
            ages[i] = (short) profiles.age(from + i);
        }
        return new Taste(products, strengths, ages);
    }

    /**
     * As what somebody did tells it. Products that are not in {@code numbers} are passed over.
     *
     * @param latest in the order of time
     * @param now in minutes since 1970
     */
    public static Taste of(List<Interaction> latest, Ids numbers, int now) {
        var deeds = new LinkedHashMap<Integer, Deeds>();
        for (var it : latest) {
            var product = numbers.find(it.productId());
            if (product >= 0) {
                deeds.computeIfAbsent(product, _ -> new Deeds())
                        .count(it.kind(), (int) (it.at().getEpochSecond() / 60));
            }
        }
        deeds.values().removeIf(it -> it.strength() == 0);
        var taste = sized(deeds.size());
        var place = 0;
        for (var it : deeds.entrySet()) {
            taste.products[place] = it.getKey();
            taste.strengths[place] = it.getValue().strength();
            taste.ages[place++] = days(now - it.getValue().last());
        }
        return taste;
    }

    private static Taste sized(int size) {
        return new Taste(new int[size], new float[size], new short[size]);
    }

    private static short days(int minutes) {
        return (short) Math.clamp(minutes / MINUTES_A_DAY, 0, Short.MAX_VALUE);
    }

    /**
     * The same at a later time, when more is known.
     *
     * @param minutes that have passed
     * @param news is right about all products that it knows, except that it may not know of a purchase long ago
     */
    public Taste later(int minutes, Taste news) {
        var places = new LinkedHashMap<Integer, Integer>();
        for (var i = 0; i < news.size(); i++) {
            places.put(news.products[i], i);
        }
        var both = sized(size()
                + news.size()
                - (int) Arrays.stream(products).filter(places::containsKey).count());
        var place = 0;
        for (var i = 0; i < size(); i++) {
            var known = places.remove(products[i]);
            var renewed = known != null && (news.strengths[known] < 0 || news.strengths[known] >= strengths[i]);
            both.products[place] = products[i];
            both.strengths[place] = known != null && renewed ? news.strengths[known] : strengths[i];
            both.ages[place++] = known != null ? news.ages[known] : days((ages[i] * MINUTES_A_DAY) + minutes);
        }
        for (var i : places.values()) {
            both.products[place] = news.products[i];
            both.strengths[place] = news.strengths[i];
            both.ages[place++] = news.ages[i];
        }
        return both;
    }

    /** How much is known, in orders. */
    public double known() {
        var sum = 0.0;
        for (var strength : strengths) {
            sum += Math.abs(strength);
        }
        return sum;
    }

    /** Whether the product at this place was bought, also if it came back. */
    public boolean bought(int place) {
        return Deeds.isSettled(strengths[place]);
    }

    public int size() {
        return products.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Taste it
                && Arrays.equals(products, it.products)
                && Arrays.equals(strengths, it.strengths)
                && Arrays.equals(ages, it.ages);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(products);
    }

    @Override
    public String toString() {
        return "taste of " + size() + " products";
    }
}
