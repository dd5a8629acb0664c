package org.postille.demo.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postille.base.Invalid;
import org.postille.event.EventKind;

/**
 * A made-up shop, "Lindenhof", which sells what makes a home pleasant: products, customers and eighteen months of events, the
 * same for the same seed, day and size.
 *
 * <p>The model behind it:
 *
 * <ul>
 *   <li>Products are composed from {@code assortment.yaml}: 13 departments with 48 categories. In a category a few are popular
 *       and most are not, 1 / (rank + 2). One in eight is in a sale since 3 to 56 days, one in twenty is sold
 *       out, a quarter was released during the history, one in fifty in the last two weeks, one in a hundred is still to come.
 *   <li>A customer has two or three favourite departments (six orders in seven), and in every department favourite
 *       categories, one favourite brand, some favourite materials; everywhere one family of colours and a budget. Age and
 *       gender lean the choice of departments. Of 24 products that catch the eye they take the one they like best.
 *   <li>How much somebody buys is log-normal (σ 0.9). One in six is gone after some time. Three in four of those whose
 *       favourite department has something that is used up buy the same again at regular distances.
 *   <li>Half of the further lines of a basket go with another line of it (tea with a teapot, seeds with a planter): mostly the
 *       one they like best of four fixed partners of that product.
 *   <li>Departments have seasons (seeds in spring, toys before Christmas), so have weekdays and months; the shop grows by 30 %.
 *   <li>Three in seven visits end without an order, half of those with a full cart, of which one in five is emptied. Of the
 *       pieces sold 3 % come back, of fashion 14 %, of a few bad products up to 30 %.
 *   <li>Of every hundred products that are looked at, four get a heart or are waved away, by whether they are to the
 *       customer's taste; of what comes back and was not, a third is waved away.
 *   <li>One customer in seven has consented to nothing. Of those who may be written to, three in five also let opens and
 *       clicks be recorded, for the purpose "tracking".
 * </ul>
 */
public final class SampleShop {
    private static final int VERSION = 2;

    private SampleShop() {}

    /**
     * How large a shop is.
     *
     * @param orderLines of the eighteen months, met within one in a hundred
     */
    public record Size(int products, int customers, int orderLines) {
        /** The shop of the demo. */
        public static final Size DEFAULT = new Size(1_500, 2_000, 40_000);

        public Size {
            if (products < 1 || customers < 1 || orderLines < 0) {
                throw new Invalid(
                        "a shop needs at least one product and one customer, and no fewer than 0 order lines");
            }
        }
    }

    /** What was written. Views, carts, orders, returns, likes and dislikes are events; an order has one or more lines. */
    public record Summary(
            int products,
            int customers,
            long events,
            long views,
            long carts,
            long orders,
            long orderLines,
            long returns,
            long opinions) {}

    /**
     * Writes products.csv, customers.csv, events.jsonl and shop.yaml. The files appear in the folder only when all of them are
     * complete, shop.yaml last; other files there stay.
     *
     * @param yesterday in the shop's zone (Europe/Berlin): the last day on which anything happened
     * @throws UncheckedIOException if a file cannot be written
     */
    public static Summary write(Path dir, Size size, LocalDate yesterday, long seed, Progress progress) {
        return write(dir, size, yesterday, seed, true, progress);
    }

    /**
     * The same, with or without photos.
     *
     * @param photos whether products.csv names any
     */
    public static Summary write(
            Path dir, Size size, LocalDate yesterday, long seed, boolean photos, Progress progress) {
        try (var folder = new ShopFolder(dir)) {
            var assortment = Assortment.load();
            var shelves = new Shelves(assortment, size.products(), (int) yesterday.toEpochDay(), seed);
            products(folder, shelves, photos, progress);
            customers(folder, assortment, size.customers(), yesterday, seed, progress);
            Summary summary;
            try (var out = folder.open(ShopFolder.EVENTS)) {
                var events = new EventFile(out, "EUR");
                new History(assortment, shelves, size.customers(), yesterday, seed, events)
                        .write(size.orderLines(), progress);
                summary = new Summary(
                        size.products(),
                        size.customers(),
                        events.written(),
                        events.count(EventKind.VIEWED),
                        events.count(EventKind.CART_UPDATED) + events.count(EventKind.CART_EMPTIED),
                        events.count(EventKind.ORDERED),
                        events.orderLines(),
                        events.count(EventKind.RETURNED),
                        events.count(EventKind.LIKED) + events.count(EventKind.DISLIKED));
            }
            folder.write(ShopFolder.SHOP, about(size, yesterday, seed));
            folder.publish();
            return summary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the folder has the complete shop of that size, day and seed already. */
    public static boolean isIn(Path dir, Size size, LocalDate yesterday, long seed) {
        var file = dir.resolve(ShopFolder.SHOP);
        try {
            return Files.isRegularFile(file) && Files.readString(file).startsWith(stamp(size, yesterday, seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void products(ShopFolder folder, Shelves shelves, boolean photos, Progress progress)
            throws IOException {
        try (var out = folder.open(ShopFolder.PRODUCTS)) {
            out.append(ShopFolder.line(ShopFolder.PRODUCT_COLUMNS));
            for (var it : shelves.products()) {
                var id = "sku-" + it.number();
                out.append(ShopFolder.line(
                        id,
                        it.titleEn(),
                        it.titleDe(),
                        it.titleEn(),
                        it.description(),
                        "https://shop.example.com/p/" + id,
                        photos ? "photos/" + id + ".jpg" : "",
                        it.availability(),
                        ShopFolder.amount(it.cents()) + " EUR",
                        it.saleCents() > 0 ? ShopFolder.amount(it.saleCents()) + " EUR" : "",
                        it.brand(),
                        it.leaf().category(),
                        it.material(),
                        it.colour(),
                        it.colour().isEmpty() ? "" : it.brand() + " " + it.colour(),
                        LocalDate.ofEpochDay(it.released()).toString(),
                        String.valueOf(it.stock())));
            }
        }
        prices(folder, shelves);
        progress.at("products", shelves.products().size(), shelves.products().size());
    }

    /** What reduced products cost before, so that the first mails may strike it through. */
    private static void prices(ShopFolder folder, Shelves shelves) throws IOException {
        try (var out = folder.open(ShopFolder.PRICES)) {
            out.append(ShopFolder.line(ShopFolder.PRICE_COLUMNS));
            for (var it : shelves.products()) {
                if (it.saleCents() > 0 && it.released() < it.saleFrom()) {
                    var price = ShopFolder.amount(it.cents()) + " EUR";
                    out.append(ShopFolder.line("sku-" + it.number(), midnight(it.released()), price, ""));
                    out.append(ShopFolder.line(
                            "sku-" + it.number(),
                            midnight(it.saleFrom()),
                            price,
                            ShopFolder.amount(it.saleCents()) + " EUR"));
                }
            }
        }
    }

    private static String midnight(int day) {
        return LocalDate.ofEpochDay(day)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toString();
    }

    private static void customers(
            ShopFolder folder, Assortment assortment, int count, LocalDate yesterday, long seed, Progress progress)
            throws IOException {
        var names = new Names(seed);
        try (var out = folder.open(ShopFolder.CUSTOMERS)) {
            out.append(ShopFolder.line(ShopFolder.CUSTOMER_COLUMNS));
            for (var number = 1; number <= count; number++) {
                var person = Person.of(seed, number, assortment, (int) yesterday.toEpochDay());
                var dice = Dice.of(seed, Draws.NAME, number);
                var name = names.name(dice, person.country(), person.gender());
                var since = LocalDate.ofEpochDay(person.sinceDay())
                        .atStartOfDay(person.zone())
                        .plusSeconds(person.sinceSecond())
                        .toInstant();
                out.append(ShopFolder.line(
                        "c-" + number,
                        names.address(dice, name, number),
                        dice.chance(0.04) ? "" : name.first(),
                        name.last(),
                        person.gender(),
                        person.language(),
                        person.country(),
                        person.zone().getId(),
                        person.birthday() == null ? "" : person.birthday().toString(),
                        since.toString(),
                        consents(
                                Dice.of(seed, Draws.CONSENT, number),
                                Dice.of(seed, Draws.TRACKING, number),
                                since,
                                yesterday)));
                if (number % 1_000 == 0 || number == count) {
                    progress.at("customers", number, count);
                }
            }
        }
    }

    /** Most consent when they register, some later in the footer or in their account. */
    private static String consents(Dice dice, Dice tracking, Instant since, LocalDate yesterday) {
        if (dice.chance(0.15)) {
            return "";
        }
        var last = yesterday.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        var offers = dice.chance(0.86) ? "offers:" + consent(dice, since, last) : "";
        var news = offers.isEmpty() || dice.chance(0.7) ? "news:" + consent(dice, since, last) : "";
        var tracked = tracking.chance(0.6) ? "tracking:" + consent(tracking, since, last) : "";
        return Stream.of(offers, news, tracked).filter(it -> !it.isEmpty()).collect(Collectors.joining("|"));
    }

    private static String consent(Dice dice, Instant since, Instant last) {
        if (dice.chance(0.65)) {
            return since.plusSeconds(dice.between(20, 600)) + ":" + (dice.chance(0.7) ? "checkout" : "registration");
        }
        var seconds = Math.max(1, last.getEpochSecond() - since.getEpochSecond());
        return since.plusSeconds((long) (dice.unit() * seconds)) + ":"
                + (dice.chance(0.6) ? "footer-form" : dice.chance(0.7) ? "account" : "prize-draw");
    }

    private static String stamp(Size size, LocalDate yesterday, long seed) {
        return String.format(
                Locale.ROOT,
                "# Sample shop, model %d: seed %d, up to %s, %d products, %d customers, %d order lines%n",
                VERSION,
                seed,
                yesterday,
                size.products(),
                size.customers(),
                size.orderLines());
    }

    /** What its shop.yaml says. */
    public static String about(Size size, LocalDate yesterday, long seed) {
        return stamp(size, yesterday, seed) + """
                # Everything here is made up: the shop, its products, and all of its customers.
                name: Lindenhof
                url: https://shop.example.com/
                currency: EUR
                language: en
                zone: Europe/Berlin
                from: post@shop.example.com
                imprint:
                  - Lindenhof Handels GmbH
                  - Lindenallee 12
                  - 10115 Berlin
                  - Germany
                purposes: [offers, news, tracking]
                """;
    }
}
