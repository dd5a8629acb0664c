package org.postille.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postille.base.Money;
import org.postille.event.EventKind;

class SampleShopTest {
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 3, 14);
    private static final SampleShop.Size SIZE = new SampleShop.Size(1_500, 500, 10_000);
    private static final long SEED = 7;

    @TempDir
    static Path dir;

    static SampleShop.Summary summary;
    static ShopFiles shop;

    @BeforeAll
    static void write() throws IOException {
        summary = SampleShop.write(dir.resolve("shop"), SIZE, YESTERDAY, SEED, Progress.NONE);
        shop = new ShopFiles(dir.resolve("shop"));
    }

    @Test
    void the_same_seed_day_and_size_give_the_same_bytes(@TempDir Path other) throws IOException {
        SampleShop.write(other.resolve("shop"), SIZE, YESTERDAY, SEED, Progress.NONE);

        for (var file : List.of("products.csv", "customers.csv", "events.jsonl", "shop.yaml")) {
            assertThat(ShopFiles.digest(other.resolve("shop").resolve(file)))
                    .as(file)
                    .isEqualTo(ShopFiles.digest(dir.resolve("shop").resolve(file)));
        }
    }

    @Test
    void another_seed_gives_another_shop(@TempDir Path other) throws IOException {
        SampleShop.write(other, SIZE, YESTERDAY, SEED + 1, Progress.NONE);

        for (var file : List.of("products.csv", "customers.csv", "events.jsonl")) {
            assertThat(ShopFiles.digest(other.resolve(file)))
                    .as(file)
                    .isNotEqualTo(ShopFiles.digest(dir.resolve("shop").resolve(file)));
        }
    }

    @Test
    void products_keep_their_names_from_one_day_to_the_next(@TempDir Path other) throws IOException {
        SampleShop.write(other, SIZE, YESTERDAY.plusDays(1), SEED, Progress.NONE);

        var next = new ShopFiles(other);
        assertThat(next.products.keySet()).isEqualTo(shop.products.keySet());
        shop.products.forEach((id, it) -> {
            assertThat(next.product(id).get("title")).isEqualTo(it.get("title"));
            assertThat(next.product(id).get("price")).isEqualTo(it.get("price"));
        });
    }

    @Test
    void there_is_as_much_as_was_asked_for() {
        var lines = shop.events.stream()
                .filter(ShopFiles.Event::isOrder)
                .mapToInt(it -> it.items().size())
                .sum();

        assertThat(shop.products).hasSize(SIZE.products());
        assertThat(shop.customers).hasSize(SIZE.customers());
        assertThat(lines).isCloseTo(SIZE.orderLines(), within(SIZE.orderLines() / 50));
        assertThat(summary.orderLines()).isEqualTo(lines);
        assertThat(summary.events()).isEqualTo(shop.events.size());
    }

    @Test
    void events_are_of_known_kinds_products_and_customers_and_have_unique_ids() {
        var ids = new HashSet<String>();
        for (var event : shop.events) {
            assertThat(ids.add(event.id())).as(event.id()).isTrue();
            assertThat(EventKind.codes()).contains(event.type());
            assertThat(shop.customers).containsKey(event.customer());
            for (var item : event.items()) {
                assertThat(shop.products).containsKey(item.product());
                assertThat(item.quantity()).isPositive();
                assertThat(Money.of(item.price(), "EUR").amount()).isPositive();
            }
        }
        assertThat(shop.events.stream().map(ShopFiles.Event::type)).containsAll(EventKind.codes());
    }

    @Test
    void events_are_in_order_within_eighteen_months_and_none_is_in_the_future() {
        var zone = ZoneId.of("Europe/Berlin");
        var end = YESTERDAY.plusDays(1).atStartOfDay(zone).toInstant();
        var start = YESTERDAY.plusDays(1).minusMonths(18).atStartOfDay(zone).toInstant();

        assertThat(shop.events).isSortedAccordingTo(Comparator.comparing(ShopFiles.Event::at));
        assertThat(shop.events.getFirst().at()).isAfter(start);
        assertThat(shop.events.getLast().at()).isBefore(end).isAfter(end.minusSeconds(86_400));
    }

    @Test
    void nobody_acts_before_they_are_a_customer_nor_with_a_product_before_its_release() {
        for (var event : shop.events) {
            assertThat(event.at())
                    .isAfter(Instant.parse(shop.customer(event.customer()).get("since")));
            for (var item : event.items()) {
                var released = LocalDate.parse(shop.product(item.product()).get("released"));
                assertThat(event.at()
                                .plusSeconds(86_400)
                                .atZone(ZoneId.of("UTC"))
                                .toLocalDate())
                        .isAfterOrEqualTo(released);
            }
        }
    }

    @Test
    void a_customer_buys_most_from_two_or_three_departments() {
        var shares = shop.ordered().values().stream()
                .filter(it -> it.size() >= 10)
                .mapToDouble(bought -> {
                    var counts =
                            bought.stream().collect(Collectors.groupingBy(shop::department, Collectors.counting()));
                    return counts.values().stream()
                                    .sorted(Comparator.reverseOrder())
                                    .limit(2)
                                    .mapToLong(it -> it)
                                    .sum()
                            / (double) bought.size();
                })
                .toArray();

        assertThat(shares.length).isGreaterThan(100);
        assertThat(Arrays.stream(shares).average().orElseThrow()).isGreaterThan(0.7);
        assertThat(Arrays.stream(shares).filter(it -> it > 0.5).count()).isGreaterThan((long) (shares.length * 0.95));
    }

    @Test
    void a_customer_has_a_favourite_colour() {
        // How often two products of one customer have the same colour, against two of anybody.
        assertThat(agreement("colour")).isGreaterThan(1.3);
        assertThat(agreement("material")).isGreaterThan(1.2);
    }

    @Test
    void what_goes_together_is_bought_together() {
        var leafOf = (Function<String, String>) id -> shop.product(id).get("category");
        assertThat(lift("Garden > Planters", "Garden > Seeds & Bulbs", leafOf)).isGreaterThan(3);
        assertThat(lift("Kitchen > Teapots", "Tea & Coffee > Black & Green Tea", leafOf))
                .isGreaterThan(1.5);
        assertThat(lift("Kitchen > Teapots", "Pets > Dog Food", leafOf)).isLessThan(1);
    }

    @Test
    void consumables_are_bought_again_and_lasting_things_hardly_ever() {
        assertThat(repeated("Tea & Coffee > ")).isGreaterThan(0.15);
        assertThat(repeated("Pets > Dog Food")).isGreaterThan(0.15);
        assertThat(repeated("Living > ")).isLessThan(0.06);
    }

    @Test
    void seeds_are_bought_in_spring_and_toys_before_christmas() {
        assertThat(inMonths("Garden", Set.of(3, 4, 5)) / inMonths("Garden", Set.of(11, 12, 1)))
                .isGreaterThan(1.7);
        assertThat(inMonths("Toys", Set.of(11, 12)) / inMonths("Toys", Set.of(6, 7)))
                .isGreaterThan(1.7);
    }

    @Test
    void a_few_products_sell_most() {
        var sold = shop.ordered().values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        var all = sold.values().stream().mapToLong(it -> it).sum();
        var top = sold.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(SIZE.products() / 10)
                .mapToLong(it -> it)
                .sum();

        assertThat(top / (double) all).isBetween(0.25, 0.6);
    }

    @Test
    void customers_are_as_varied_as_in_life() {
        var rows = shop.customers.values();
        assertThat(rows.stream().map(it -> it.get("email")).distinct()).hasSize(SIZE.customers());
        assertThat(rows).allSatisfy(it -> {
            assertThat(it.get("email")).matches("[a-z]+\\.[a-z]+\\d*@example\\.(com|org|net)");
            assertThat(it.get("gender")).isIn("female", "male", "diverse", "");
            assertThat(ZoneId.getAvailableZoneIds()).contains(it.get("time_zone"));
        });
        assertThat(share("consents", String::isEmpty)).isBetween(0.1, 0.2);
        assertThat(share("consents", it -> it.contains("tracking:"))).isBetween(0.45, 0.57);
        assertThat(share("birthday", String::isEmpty)).isBetween(0.08, 0.2);
        assertThat(share("first_name", String::isEmpty)).isBetween(0.01, 0.08);
        assertThat(share("country", Set.of("DE", "AT", "CH")::contains)).isBetween(0.7, 0.92);
        var months = rows.stream()
                .map(it -> it.get("birthday"))
                .filter(it -> !it.isEmpty())
                .map(it -> LocalDate.parse(it).getMonth())
                .distinct();
        assertThat(months).hasSize(12);
    }

    @Test
    void a_consent_is_younger_than_its_customer_and_not_in_the_future() {
        var end = YESTERDAY.plusDays(1).atStartOfDay(ZoneId.of("Europe/Berlin")).toInstant();
        var sources = new HashSet<String>();
        for (var customer : shop.customers.values()) {
            for (var consent : customer.get("consents").split("\\|", -1)) {
                if (!consent.isEmpty()) {
                    var at = Instant.parse(consent.substring(consent.indexOf(':') + 1, consent.lastIndexOf(':')));
                    assertThat(at).isBefore(end).isAfter(Instant.parse(customer.get("since")));
                    assertThat(consent.substring(0, consent.indexOf(':'))).isIn("offers", "news", "tracking");
                    sources.add(consent.substring(consent.lastIndexOf(':') + 1));
                }
            }
        }
        assertThat(sources).contains("checkout", "registration", "footer-form", "account");
    }

    @Test
    void prices_end_as_in_shops_and_a_sale_is_cheaper() {
        var sales = 0;
        for (var it : shop.products.values()) {
            assertThat(it.get("price")).matches("\\d+\\.(00|49|50|90|95|99) EUR");
            if (!it.get("sale_price").isEmpty()) {
                assertThat(Money.parse(it.get("sale_price"))).isLessThan(Money.parse(it.get("price")));
                sales++;
            }
        }
        assertThat(sales).isBetween(SIZE.products() / 20, SIZE.products() / 5);
        assertThat(shop.products.values().stream().map(it -> it.get("availability")))
                .contains("in_stock", "out_of_stock", "preorder");
        assertThat(shop.products.values().stream().map(it -> it.get("title"))).doesNotHaveDuplicates();
        assertThat(shop.products.values().stream().map(it -> it.get("title_de")))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_run_that_was_killed_does_not_disturb_the_next(@TempDir Path other) throws IOException {
        var left = Files.createDirectories(other.resolve(".shop.making"));
        Files.writeString(left.resolve("events.jsonl"), "{half a li");
        var target = Files.createDirectories(other.resolve("shop"));
        Files.writeString(target.resolve("products.csv"), "old");
        Files.writeString(target.resolve("mine.txt"), "mine");
        assertThat(SampleShop.isIn(target, SIZE, YESTERDAY, SEED)).isFalse();

        SampleShop.write(target, SIZE, YESTERDAY, SEED, Progress.NONE);

        assertThat(SampleShop.isIn(target, SIZE, YESTERDAY, SEED)).isTrue();
        assertThat(SampleShop.isIn(target, SIZE, YESTERDAY.plusDays(1), SEED)).isFalse();
        assertThat(left).doesNotExist();
        assertThat(target.resolve("mine.txt")).hasContent("mine");
        assertThat(ShopFiles.digest(target.resolve("events.jsonl")))
                .isEqualTo(ShopFiles.digest(dir.resolve("shop/events.jsonl")));
    }

    /** Share of pairs of lines of one customer that agree in a column, divided by that of pairs of anybody's lines. */
    private static double agreement(String column) {
        var own = 0L;
        var ownPairs = 0L;
        var all = new HashMap<String, Long>();
        var total = 0L;
        for (var bought : shop.ordered().values()) {
            var values = bought.stream()
                    .distinct()
                    .map(it -> shop.product(it).get(column))
                    .filter(it -> !it.isEmpty() && !it.equals("Natural"))
                    .toList();
            for (var i = 0; i < values.size(); i++) {
                all.merge(values.get(i), 1L, Long::sum);
                total++;
                for (var j = 0; j < i; j++) {
                    ownPairs++;
                    own += values.get(i).equals(values.get(j)) ? 1 : 0;
                }
            }
        }
        var sum = (double) total;
        var byChance =
                all.values().stream().mapToDouble(it -> it / sum * it / sum).sum();
        return own / (double) ownPairs / byChance;
    }

    /** How much more often an order has something of both than if they had nothing to do with each other. */
    private static double lift(String one, String other, Function<String, String> leafOf) {
        var orders = 0.0;
        var ones = 0.0;
        var others = 0.0;
        var both = 0.0;
        for (var event : shop.events) {
            if (event.isOrder() && event.items().size() > 1) {
                var leaves = event.items().stream()
                        .map(it -> leafOf.apply(it.product()))
                        .collect(Collectors.toSet());
                orders++;
                ones += leaves.contains(one) ? 1 : 0;
                others += leaves.contains(other) ? 1 : 0;
                both += leaves.contains(one) && leaves.contains(other) ? 1 : 0;
            }
        }
        return both * orders / (ones * others);
    }

    /** Share of the customer's products of a category that they bought more than once. */
    private static double repeated(String category) {
        var counts = new ArrayList<Long>();
        for (var bought : shop.ordered().values()) {
            counts.addAll(bought.stream()
                    .filter(it -> shop.product(it).get("category").startsWith(category))
                    .collect(Collectors.groupingBy(it -> it, Collectors.counting()))
                    .values());
        }
        return counts.stream().filter(it -> it > 1).count() / (double) counts.size();
    }

    /** Ordered lines of a department on an average day of those months. */
    private static double inMonths(String department, Set<Integer> months) {
        var days = YESTERDAY
                .plusDays(1)
                .minusMonths(18)
                .datesUntil(YESTERDAY.plusDays(1))
                .filter(it -> months.contains(it.getMonthValue()))
                .count();
        var lines = shop.events.stream()
                .filter(it -> it.isOrder()
                        && months.contains(it.at().atZone(ZoneId.of("UTC")).getMonthValue()))
                .flatMap(it -> it.items().stream())
                .filter(it -> shop.department(it.product()).equals(department))
                .count();
        return lines / (double) days;
    }

    private static double share(String column, Predicate<String> is) {
        return shop.customers.values().stream()
                        .filter(it -> is.test(it.get(column)))
                        .count()
                / (double) shop.customers.size();
    }
}
