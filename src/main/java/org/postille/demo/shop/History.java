package org.postille.demo.shop;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postille.event.EventKind;

/**
 * Eighteen months of what the customers did, day by day.
 *
 * <p>Every customer has three streams of sessions: orders, visits that end without one, and, for lovers of tea, coffee, pets
 * or soaps, replenishments at regular distances. How many sessions a stream has is settled beforehand, so that the number of
 * order lines comes out as wanted; when they are follows from order statistics drawn one after the other, so that all that is
 * kept for a stream is how many are left and where it stands. A calendar holds for every day the streams that are due on it.
 * Memory is that of the customers and of the three weeks of returns still to come, not of the events.
 */
final class History {
    /** How long the history is. */
    static final int MONTHS = 18;

    private static final ZoneId SHOP = ZoneId.of("Europe/Berlin");
    private static final double[] BASKET = {0.30, 0.27, 0.20, 0.12, 0.07, 0.04};
    private static final double[] REPLENISHMENT = {0.6, 0.3, 0.1};
    private static final int ORDERS = 0;
    private static final int VISITS = 1;
    private static final int REPLENISHMENTS = 2;
    private static final int STREAMS = 3;
    private static final double VISITS_FOR_AN_ORDER = 0.6;
    private static final double MOST_REPLENISHED = 0.45;
    private static final int NEVER = -1;
    private static final double[] MONTH = {0.9, 0.88, 0.95, 1.0, 1.0, 0.92, 0.9, 0.9, 1.0, 1.08, 1.35, 1.35};
    private static final double[] WEEKDAY = {1.1, 1.0, 1.0, 1.0, 0.92, 0.85, 1.25};

    private final long seed;
    private final Assortment assortment;
    private final int customers;
    private final int first;
    private final int days;
    private final long end;
    private final Taste taste;
    private final Taste.Bought bought;
    private final EventFile events;

    /** Season and weekday of the days from the first, summed up. */
    private final double[] sums;

    private final int[] due;
    private final int[] nextDue;
    private final int[] left;
    private final float[] at;

    History(Assortment assortment, Shelves shelves, int customers, LocalDate yesterday, long seed, EventFile events) {
        this.seed = seed;
        this.assortment = assortment;
        this.customers = customers;
        this.events = events;
        var from = yesterday.plusDays(1).minusMonths(MONTHS);
        first = (int) from.toEpochDay();
        days = (int) from.until(yesterday, ChronoUnit.DAYS) + 1;
        end = yesterday.plusDays(1).atStartOfDay(SHOP).toEpochSecond();
        bought = new Taste.Bought(customers);
        taste = new Taste(seed, assortment, shelves, bought);
        sums = new double[days + 1];
        for (var day = 0; day < days; day++) {
            var date = from.plusDays(day);
            var weight = MONTH[date.getMonthValue() - 1]
                    * WEEKDAY[date.getDayOfWeek().getValue() - 1];
            // After the last parcels before Christmas nobody orders.
            weight *= date.getMonthValue() == 12 && date.getDayOfMonth() > 20 ? 0.45 : 1;
            sums[day + 1] = sums[day] + weight * (1 + 0.3 * day / days);
        }
        due = new int[days];
        Arrays.fill(due, NEVER);
        nextDue = new int[customers * STREAMS];
        left = new int[customers * STREAMS];
        at = new float[customers * STREAMS];
    }

    void write(int orderLines, Progress progress) throws IOException {
        plan(orderLines);
        for (var day = 0; day < days; day++) {
            for (var stream = due[day]; stream != NEVER; ) {
                var following = nextDue[stream];
                session(stream, day);
                stream = following;
            }
            // Nobody comes before five in the morning, nor lives more than three hours east of Greenwich.
            events.flush((first + day + 1) * 86_400L);
            progress.at("days of history", day + 1, days);
        }
        events.flush(Long.MAX_VALUE);
    }

    /** Settles how many sessions each stream has, and when it begins. */
    private void plan(int orderLines) {
        var appetite = 0.0;
        var wanted = 0.0;
        for (var number = 1; number <= customers; number++) {
            var person = person(number);
            appetite += appetite(person);
            wanted += replenishments(person) * mean(REPLENISHMENT);
        }
        // Where few lines were asked for, not everybody who would can come back for more.
        var loyal = Math.min(1, MOST_REPLENISHED * orderLines / Math.max(wanted, 1e-9));
        var replenished = wanted * loyal;
        var orders = (orderLines - replenished) / mean(BASKET);
        var ordersSoFar = 0.0;
        var visitsSoFar = 0.0;
        var loyalSoFar = 0.0;
        for (var number = 1; number <= customers; number++) {
            var person = person(number);
            var share = appetite(person) / Math.max(appetite, 1e-9);
            // The fractions are carried on to the next customer, so that the sum is exact.
            var more = ordersSoFar + share * orders;
            left[stream(number, ORDERS)] = (int) more - (int) ordersSoFar;
            ordersSoFar = more;
            var visits = visitsSoFar + share * (orders + replenished / 2) * VISITS_FOR_AN_ORDER;
            left[stream(number, VISITS)] = (int) visits - (int) visitsSoFar;
            visitsSoFar = visits;
            var times = replenishments(person);
            if (times > 0) {
                left[stream(number, REPLENISHMENTS)] = (int) (loyalSoFar + loyal) > (int) loyalSoFar ? times : 0;
                loyalSoFar += loyal;
            }
            for (var kind = 0; kind < STREAMS; kind++) {
                advance(person, kind, NEVER);
            }
        }
    }

    /** How much they would buy in the days they are with the shop. */
    private double appetite(Person person) {
        return person.activity() * Math.max(0, sums[toDay(person) + 1] - sums[fromDay(person)]);
    }

    private int replenishments(Person person) {
        var leaf = regularLeaf(person);
        return leaf < 0 ? 0 : (toDay(person) - fromDay(person)) / interval(person, leaf);
    }

    /** The consumable that somebody buys again and again, or less than 0. */
    private int regularLeaf(Person person) {
        var dice = Dice.of(seed, Draws.REGULAR, -person.number());
        if (dice.chance(0.25)) {
            return NEVER;
        }
        var leaves = Taste.favourites(person).stream()
                .flatMap(it -> assortment.departments().get(it).leaves().stream())
                .filter(it -> taste.isUsedUp(person, it))
                .toList();
        return leaves.isEmpty() ? NEVER : dice.one(leaves).number();
    }

    private int interval(Person person, int leaf) {
        var usual = assortment.leaves().get(leaf).consumable();
        return (int) (usual * (0.8 + 0.9 * Dice.fixed(seed, Draws.REGULAR, person.number() * 64L + leaf)));
    }

    /** Puts a stream on the calendar for its next day, if it has one. */
    private void advance(Person person, int kind, int today) {
        var stream = stream(person.number(), kind);
        if (left[stream] <= 0) {
            return;
        }
        var dice = Dice.of(seed, Draws.NEXT_DAY + kind, person.number() * 100_000L + left[stream]);
        var day = kind == REPLENISHMENTS ? dayOfReplenishment(person, today, dice) : dayOfSession(person, stream, dice);
        left[stream]--;
        if (day <= toDay(person)) {
            day = Math.max(day, today + 1);
            if (day < days) {
                nextDue[stream] = due[day];
                due[day] = stream;
            }
        }
    }

    private int dayOfReplenishment(Person person, int today, Dice dice) {
        var interval = interval(person, regularLeaf(person));
        return today == NEVER
                ? fromDay(person) + dice.below(interval)
                : today + (int) Math.round(interval * (1 + 0.1 * dice.normal()));
    }

    /** The smallest of the numbers that are left, as drawn evenly from where the stream stands to 1. */
    private int dayOfSession(Person person, int stream, Dice dice) {
        at[stream] = (float) (1 - (1 - at[stream]) * StrictMath.pow(1 - dice.unit(), 1.0 / left[stream]));
        var from = sums[fromDay(person)];
        var wanted = from + at[stream] * (sums[toDay(person) + 1] - from);
        var found = Arrays.binarySearch(sums, wanted);
        return Math.clamp(found < 0 ? -found - 2 : found, fromDay(person), toDay(person));
    }

    private void session(int stream, int day) {
        var person = person(stream / STREAMS + 1);
        var kind = stream % STREAMS;
        advance(person, kind, day);
        var dice = Dice.of(seed, Draws.SESSION + kind, person.number() * 4096L + day);
        var visit = new Visit(person, day, dice);
        switch (kind) {
            case ORDERS -> visit.order(visit.basket(1 + dice.weighted(BASKET), NEVER));
            case REPLENISHMENTS -> visit.order(visit.basket(1 + dice.weighted(REPLENISHMENT), regularLeaf(person)));
            default -> visit.withoutOrder();
        }
    }

    /** One visit to the shop: what was looked at, put into the cart, ordered and sent back, at moments one after the other. */
    private final class Visit {
        private final Person person;
        private final String customer;
        private final int day;
        private final int month;
        private final Dice dice;
        private final Dice opinions;
        private long clock;

        private record Step(long at, EventKind kind, List<EventFile.Line> lines) {}

        private final List<Step> steps = new ArrayList<>();
        /** By the moment. */
        private final Map<Long, Product> looked = new LinkedHashMap<>();

        Visit(Person person, int day, Dice dice) {
            this.person = person;
            this.customer = "c-" + person.number();
            this.day = first + day;
            this.dice = dice;
            opinions = Dice.of(seed, Draws.OPINION, person.number() * 4096L + day);
            var date = LocalDate.ofEpochDay(this.day);
            month = date.getMonthValue() - 1;
            var hour = dice.chance(0.7) ? person.hour() + 0.8 * dice.normal() : dice.between(7.0, 23.0);
            var second = (int) (3_600 * Math.clamp(hour, 5, 22.8));
            clock = date.atTime(LocalTime.ofSecondOfDay(second))
                    .atZone(person.zone())
                    .toEpochSecond();
        }

        /** Products that go together or are to their taste. */
        Map<Product, Integer> basket(int size, int regular) {
            var basket = new LinkedHashMap<Product, Integer>();
            if (regular >= 0) {
                put(basket, taste.regular(person, regular, day));
            }
            for (var tries = 0; basket.size() < size && tries < size * 4; tries++) {
                put(basket, another(basket));
            }
            return basket;
        }

        private Product another(Map<Product, Integer> basket) {
            if (!basket.isEmpty() && dice.chance(0.5)) {
                var other = dice.one(List.copyOf(basket.keySet()));
                var leaf = taste.complement(person, other, dice);
                if (leaf >= 0) {
                    return taste.pickWith(person, other, leaf, day, dice);
                }
            }
            var leaf = taste.leaf(person, month, dice);
            return assortment.leaves().get(leaf).consumable() > 0 && dice.chance(0.7)
                    ? taste.regular(person, leaf, day)
                    : taste.pick(person, leaf, day, dice);
        }

        private void put(Map<Product, Integer> basket, Product product) {
            if (product.released() <= day) {
                basket.putIfAbsent(product, quantity(product));
            }
        }

        private int quantity(Product product) {
            return switch (product.leaf().style()) {
                case FLAVOUR -> 1 + dice.weighted(new double[] {0.62, 0.25, 0.13});
                case WARE ->
                    product.cents() < 1_500 ? new int[] {1, 2, 4}[dice.weighted(new double[] {0.8, 0.14, 0.06})] : 1;
                case NOVEL, GUIDE, TALE, RECORD -> 1;
            };
        }

        void order(Map<Product, Integer> basket) {
            look(basket, 0.3);
            fill(basket);
            pause(60, 900);
            steps.add(new Step(clock, EventKind.ORDERED, lines(basket)));
            if (steps.getLast().lines.isEmpty() || !happened()) {
                return;
            }
            basket.keySet().forEach(it -> bought.add(person, it));
            basket.forEach(this::maybeReturn);
        }

        void withoutOrder() {
            var basket = basket(1 + dice.weighted(BASKET), NEVER);
            if (dice.chance(0.5)) {
                look(basket, 1);
            } else {
                look(basket, 0.4);
                fill(basket);
                if (dice.chance(0.2)) {
                    pause(300, 40_000);
                    steps.add(new Step(clock, EventKind.CART_EMPTIED, List.of()));
                }
            }
            happened();
        }

        private void look(Map<Product, Integer> basket, double share) {
            for (var it : basket.keySet()) {
                if (dice.chance(share)) {
                    look(it);
                }
                if (dice.chance(0.15)) {
                    look(taste.pick(person, it.leaf().number(), day, dice));
                }
            }
        }

        private void look(Product product) {
            if (product.released() <= day) {
                steps.add(new Step(clock, EventKind.VIEWED, List.of(line(product, 1))));
                looked.put(clock, product);
                pause(20, 240);
            }
        }

        /** Into the cart, sometimes in two goes. */
        private void fill(Map<Product, Integer> basket) {
            var lines = lines(basket);
            if (lines.size() > 2 && dice.chance(0.15)) {
                steps.add(new Step(clock, EventKind.CART_UPDATED, lines.subList(0, lines.size() / 2)));
                pause(30, 400);
            }
            if (!lines.isEmpty()) {
                steps.add(new Step(clock, EventKind.CART_UPDATED, lines));
            }
        }

        /** Not what reaches into a time that has not been yet, nor what was before they became customers. */
        private boolean happened() {
            if (clock >= end) {
                return false;
            }
            steps.forEach(it -> events.add(it.at, it.kind, customer, it.lines));
            for (var it : looked.entrySet()) {
                if (opinions.chance(0.04)) {
                    opine(it.getKey() + opinions.between(3, 15), it.getValue());
                }
            }
            return true;
        }

        private void opine(long when, Product product) {
            var kind = taste.liking(person, product) < 0 ? EventKind.DISLIKED : EventKind.LIKED;
            if (when < end) {
                events.add(when, kind, customer, List.of(line(product, 1)));
            }
        }

        private void maybeReturn(Product product, int quantity) {
            // What is not quite to their taste comes back more often.
            var disliked = taste.liking(person, product) < 0 ? 1.6 : 0.9;
            if (dice.chance(product.returns() * disliked)) {
                var when = clock + dice.between(4, 20) * 86_400L + dice.below(30_000);
                if (when < end) {
                    var pieces = 1 + dice.below(quantity);
                    events.add(when, EventKind.RETURNED, customer, List.of(line(product, pieces)));
                    if (disliked > 1 && opinions.chance(0.33)) {
                        opine(when + opinions.between(60, 600), product);
                    }
                }
            }
        }

        private List<EventFile.Line> lines(Map<Product, Integer> basket) {
            return basket.entrySet().stream()
                    .map(it -> line(it.getKey(), it.getValue()))
                    .toList();
        }

        private EventFile.Line line(Product product, int quantity) {
            return new EventFile.Line("sku-" + product.number(), quantity, product.centsOn(day));
        }

        private void pause(int least, int most) {
            clock += dice.between(least, most);
        }
    }

    private Person person(int number) {
        return Person.of(seed, number, assortment, first + days - 1);
    }

    /** The first day of the history on which they are customers. They registered on the one before. */
    private int fromDay(Person person) {
        return Math.clamp(person.sinceDay() + 1 - first, 0, days - 1);
    }

    private int toDay(Person person) {
        return Math.clamp(person.lastDay() - first, fromDay(person), days - 1);
    }

    private static int stream(int customer, int kind) {
        return (customer - 1) * STREAMS + kind;
    }

    private static double mean(double[] sizes) {
        var mean = 0.0;
        for (var i = 0; i < sizes.length; i++) {
            mean += (i + 1) * sizes[i];
        }
        return mean;
    }
}
