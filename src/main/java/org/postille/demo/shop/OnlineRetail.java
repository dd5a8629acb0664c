package org.postille.demo.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postille.base.Invalid;
import org.postille.event.EventKind;

/**
 * A real shop's order lines, UCI Online Retail (Chen, Sain, Guo: Data mining for the online retail industry, 2012; one British
 * gift shop, December 2010 to December 2011, CC BY 4.0), turned into the files that {@code import} reads.
 *
 * <p>Real are the products' names, prices, dates and quantities, who bought what, and the countries; dates are moved by whole
 * days so that the last one is yesterday. Made up are the customers' names, addresses, birthdays and consents, for the file
 * has none of them; categories, materials and colours are told by the words of the names.
 */
public final class OnlineRetail {
    private static final ZoneId SHOP = ZoneId.of("Europe/London");
    private static final long SEED = 1;
    private static final int RECENT_PRICES = 25;
    /** A product that nobody bought for so long is taken for sold out. */
    private static final int DAYS_TO_SOLD_OUT = 90;

    private final RetailFile file;
    private final Map<String, Thing> things = new TreeMap<>();
    private final Map<String, Buyer> buyers = new LinkedHashMap<>();
    private @Nullable LocalDateTime last;
    private Duration disorder = Duration.ZERO;

    private OnlineRetail(RetailFile file) {
        this.file = file;
    }

    /**
     * What came of it. Its text is for people.
     *
     * @param leftOut lines by reason
     * @param findings the first lines that could not be read, {@code file:line: what}
     * @param other share of the products in no category
     */
    public record Converted(
            int products,
            int customers,
            long orders,
            long orderLines,
            long returns,
            LocalDate from,
            LocalDate to,
            Map<String, Integer> leftOut,
            List<String> findings,
            double other) {

        @Override
        public String toString() {
            var text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%,d products, %,d customers, %,d orders with %,d lines and %,d returns from %s to %s%n",
                    products,
                    customers,
                    orders,
                    orderLines,
                    returns,
                    from,
                    to));
            leftOut.forEach((reason, count) ->
                    text.append(String.format(Locale.ROOT, "%,9d lines left out: %s%n", count, reason)));
            findings.forEach(it -> text.append("          ").append(it).append(System.lineSeparator()));
            text.append(String.format(
                    Locale.ROOT,
                    "Categories are told by the words of the names; %.1f %% of the products are in none.%n",
                    100 * other));
            return text.append("Made up: the customers' names, addresses, birthdays and consents.")
                    .toString();
        }
    }

    /**
     * Reads the raw file twice and writes products.csv, customers.csv, events.jsonl and shop.yaml, all of them or none.
     *
     * @param raw CSV, gzip or not
     * @param yesterday the day of the last order
     * @throws Invalid if it is not that file; the message tells what was expected
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public static Converted convert(Path raw, Path dir, LocalDate yesterday, Progress progress) {
        try {
            return new OnlineRetail(new RetailFile(raw)).convert(dir, yesterday, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Converted convert(Path dir, LocalDate yesterday, Progress progress) throws IOException {
        file.read(this::learn, progress);
        if (last == null) {
            throw new Invalid(
                    "no line can be used: " + (leftOut().isEmpty() ? "there is none" : leftOut()) + file.findings());
        }
        var days = ChronoUnit.DAYS.between(last.toLocalDate(), yesterday);
        try (var folder = new ShopFolder(dir)) {
            var other = products(folder, days, yesterday);
            prices(folder);
            customers(folder, days, yesterday);
            var converted = events(folder, days, yesterday, other, progress);
            folder.write(ShopFolder.SHOP, shop());
            folder.publish();
            return converted;
        }
    }

    private Converted events(ShopFolder folder, long days, LocalDate yesterday, double other, Progress progress)
            throws IOException {
        try (var out = folder.open(ShopFolder.EVENTS)) {
            var events = new EventFile(out, "GBP");
            new Invoices(events, days).write(progress);
            var from = buyers.values().stream()
                    .map(it -> it.first.toLocalDate().plusDays(days))
                    .min(Comparator.naturalOrder())
                    .orElse(yesterday);
            return new Converted(
                    things.size(),
                    buyers.size(),
                    events.count(EventKind.ORDERED),
                    events.orderLines(),
                    events.count(EventKind.RETURNED),
                    from,
                    yesterday,
                    leftOut(),
                    List.copyOf(file.findings()),
                    other);
        }
    }

    private Map<String, Integer> leftOut() {
        return file.leftOut().entrySet().stream()
                .collect(Collectors.toMap(
                        it -> it.getKey().toString(), Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
    }

    // First reading: what there is

    private static final class Thing {
        private final Map<String, Integer> descriptions = new TreeMap<>();
        private final int[] prices = new int[RECENT_PRICES];
        private int sales;
        private LocalDateTime first;
        private LocalDateTime last;

        Thing(RetailLine line) {
            first = line.at();
            last = line.at();
        }

        void add(RetailLine line) {
            if (!line.description().isEmpty()) {
                descriptions.merge(line.description(), 1, Integer::sum);
            }
            prices[sales++ % RECENT_PRICES] = line.pence();
            first = line.at().isBefore(first) ? line.at() : first;
            last = line.at().isAfter(last) ? line.at() : last;
        }

        /** The name used most often; of two the one first in the alphabet. */
        String title(String code) {
            return descriptions.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .map(it -> RetailWords.title(it.getKey()))
                    .filter(it -> !it.isEmpty())
                    .orElse("Article " + code);
        }

        /** The middle one of the last prices: not what a single large order paid. */
        int price() {
            var recent = Arrays.copyOf(prices, Math.min(sales, RECENT_PRICES));
            Arrays.sort(recent);
            return recent[recent.length / 2];
        }
    }

    private static final class Buyer {
        private final String country;
        private LocalDateTime first;

        Buyer(RetailLine line) {
            country = line.country();
            first = line.at();
        }
    }

    private void learn(RetailLine line) {
        things.computeIfAbsent(line.code(), _ -> new Thing(line)).add(line);
        var buyer = buyers.computeIfAbsent(line.customer(), _ -> new Buyer(line));
        buyer.first = line.at().isBefore(buyer.first) ? line.at() : buyer.first;
        if (last == null || line.at().isAfter(last)) {
            last = line.at();
        } else {
            var back = Duration.between(line.at(), last);
            disorder = back.compareTo(disorder) > 0 ? back : disorder;
        }
    }

    // Then the files

    /** Returns the share of the products in no category. */
    private double products(ShopFolder folder, long days, LocalDate yesterday) throws IOException {
        var others = 0;
        try (var out = folder.open(ShopFolder.PRODUCTS)) {
            out.append(ShopFolder.line(ShopFolder.PRODUCT_COLUMNS));
            for (var it : things.entrySet()) {
                var code = it.getKey();
                var thing = it.getValue();
                var title = thing.title(code);
                var category = RetailWords.category(title);
                others += category.equals(RetailWords.OTHER) ? 1 : 0;
                var lately = thing.last
                        .toLocalDate()
                        .plusDays(days + DAYS_TO_SOLD_OUT)
                        .isAfter(yesterday);
                out.append(ShopFolder.line(
                        code,
                        title,
                        "",
                        title,
                        "",
                        "https://shop.example.com/p/" + code,
                        "photos/" + code + ".jpg",
                        lately ? "in_stock" : "out_of_stock",
                        ShopFolder.amount(thing.price()) + " GBP",
                        "",
                        "",
                        category,
                        RetailWords.material(title),
                        RetailWords.colour(title),
                        "",
                        thing.first.toLocalDate().plusDays(days).toString(),
                        ""));
            }
        }
        return others / (double) things.size();
    }

    /** Its lines tell what was paid, and no sale. */
    private static void prices(ShopFolder folder) throws IOException {
        folder.write(ShopFolder.PRICES, ShopFolder.line(ShopFolder.PRICE_COLUMNS));
    }

    private void customers(ShopFolder folder, long days, LocalDate yesterday) throws IOException {
        var names = new Names(SEED);
        try (var out = folder.open(ShopFolder.CUSTOMERS)) {
            out.append(ShopFolder.line(ShopFolder.CUSTOMER_COLUMNS));
            for (var it : buyers.entrySet()) {
                var number = Long.parseLong(it.getKey());
                var dice = Dice.of(SEED, Draws.NAME, number);
                var country = Country.named(it.getValue().country);
                var name = names.name(dice, country.code(), "");
                var since = it.getValue()
                        .first
                        .plusDays(days)
                        .minusMinutes(10)
                        .atZone(SHOP)
                        .toInstant();
                var birthday = yesterday.minusYears(dice.between(22, 75)).minusDays(dice.below(365));
                var consents = new ArrayList<String>();
                if (dice.chance(0.85)) {
                    consents.add("offers:" + since.plusSeconds(60) + ":checkout");
                    if (dice.chance(0.6)) {
                        consents.add("news:" + since.plusSeconds(60) + ":checkout");
                    }
                    if (Dice.of(SEED, Draws.TRACKING, number).chance(0.6)) {
                        consents.add("tracking:" + since.plusSeconds(60) + ":checkout");
                    }
                }
                out.append(ShopFolder.line(
                        "c-" + number,
                        names.address(dice, name, number),
                        name.first(),
                        name.last(),
                        "",
                        country.language(),
                        country.code(),
                        country.zone(),
                        birthday.toString(),
                        since.toString(),
                        String.join("|", consents)));
            }
        }
    }

    /** Puts the lines of an invoice, which stand together in the file, into one event. */
    private final class Invoices {
        private final EventFile events;
        private final long days;
        private final Map<String, EventFile.Line> lines = new LinkedHashMap<>();
        private @Nullable RetailLine first;

        Invoices(EventFile events, long days) {
            this.events = events;
            this.days = days;
        }

        void write(Progress progress) throws IOException {
            file.read(this::take, progress);
            finish();
            events.flush(Long.MAX_VALUE);
        }

        private void take(RetailLine line) throws IOException {
            if (first == null
                    || !line.invoice().equals(first.invoice())
                    || !line.customer().equals(first.customer())) {
                finish();
                first = line;
                events.flush(second(line.at().minus(disorder)));
            }
            lines.merge(
                    line.code(),
                    new EventFile.Line(line.code(), line.quantity(), line.pence()),
                    (one, other) -> new EventFile.Line(one.product(), one.quantity() + other.quantity(), one.cents()));
        }

        private void finish() {
            if (first != null) {
                events.add(
                        second(first.at()),
                        first.cancelled() ? EventKind.RETURNED : EventKind.ORDERED,
                        "c-" + first.customer(),
                        List.copyOf(lines.values()));
                lines.clear();
            }
        }

        private long second(LocalDateTime at) {
            return at.plusDays(days).atZone(SHOP).toEpochSecond();
        }
    }

    private static String shop() {
        return """
                # Made of UCI Online Retail (Chen, Sain, Guo 2012, CC BY 4.0): products, prices, orders, returns and countries are real,
                # their dates moved by whole days. MADE UP are the customers' names, addresses, birthdays and consents, and the
                # shop's own name and address. Categories, materials and colours are told by the words of the product names.
                name: Online Retail
                url: https://shop.example.com/
                currency: GBP
                language: en
                zone: Europe/London
                from: post@shop.example.com
                imprint:
                  - Online Retail (a made-up name)
                  - 1 High Street
                  - London
                  - United Kingdom
                purposes: [offers, news]
                """;
    }
}
