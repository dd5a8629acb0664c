package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.ProductFacts;

class DemandTest {

    private static final int DAY = 24 * 60;
    private static final int PRODUCTS = 40;

    private final History history = new History();
    private final Random random = new Random(6);

    private void bought(int product, int minute) {
        history.add(new Interaction(
                random.nextInt(3_000), product, EventKind.ORDERED, 1, Instant.ofEpochSecond(60L * minute)));
    }

    /** Nothing is said of the products. */
    private Content unknown() {
        return new Content(List.of(), history.products);
    }

    DemandTest() {
        for (var customer = 0; customer < 3_000; customer++) {
            history.customers.add(customer);
        }
        for (var product = 0; product < PRODUCTS; product++) {
            history.products.add(product);
        }
    }

    @Test
    void as_many_buyers_are_expected_as_a_steady_shop_has() {
        for (var day = 0; day < 200; day++) {
            for (var product = 0; product < PRODUCTS; product++) {
                for (var sale = random.nextInt(product + 1); sale > 0; sale -= 8) {
                    bought(product, day * DAY + random.nextInt(DAY));
                }
            }
        }
        var cuts = Cut.rehearsals(history.sorted(), Duration.ofDays(40));
        var last = cuts.getFirst();
        var demand = Demand.learned(cuts.subList(1, 2), unknown());
        var expected = demand.expected(last.earlier(), unknown(), last.minutes());
        var came = IntStream.range(0, PRODUCTS)
                .map(product -> (int) java.util.Arrays.stream(last.wanted())
                        .filter(it -> java.util.Arrays.binarySearch(it, product) >= 0)
                        .count())
                .toArray();
        var error = 0.0;
        var total = 0.0;
        for (var product = 0; product < PRODUCTS; product++) {
            error += Math.abs(expected[product] - came[product]);
            total += came[product];
        }
        assertThat(total).isGreaterThan(2_000);
        assertThat(error).isLessThan(0.2 * total);
    }

    @Test
    void a_product_that_nobody_has_is_expected_to_start_as_others_did() {
        for (var product = 0; product < PRODUCTS; product++) {
            for (var sale = 0; sale < 200; sale++) {
                bought(product, product * 5 * DAY + random.nextInt(20 * DAY));
            }
        }
        history.products.add(PRODUCTS);
        var demand = Demand.learned(Cut.rehearsals(history.sorted(), Duration.ofDays(20)), unknown());
        assertThat(demand.launched()).isBetween(40.0, 200.0);
        assertThat((double) demand.expected(history, unknown(), 20L * DAY)[PRODUCTS])
                .isCloseTo(demand.launched(), within(1e-3));
    }

    @Test
    void a_second_christmas_is_foretold_by_the_first() {
        for (var customer = 3_000; customer < 20_000; customer++) {
            history.customers.add(customer);
        }
        // From June 2023 to November 2025; of half of the products far more is sold in December.
        var began = LocalDate.of(2023, 6, 1).toEpochDay();
        var end = LocalDate.of(2025, 12, 1).toEpochDay();
        for (var day = began; day < end; day++) {
            var december = LocalDate.ofEpochDay(day).getMonthValue() == 12;
            for (var product = 0; product < PRODUCTS; product++) {
                for (var sale = random.nextInt(december && product % 2 == 0 ? 21 : 3); sale > 0; sale--) {
                    history.add(new Interaction(
                            random.nextInt(20_000),
                            product,
                            EventKind.ORDERED,
                            1,
                            Instant.ofEpochSecond(day * 86_400 + random.nextInt(86_400))));
                }
            }
        }
        var sorted = history.sorted();
        var month = Duration.ofDays(30);

        var cuts = Cut.ofTheLastYear(sorted, month).toList();
        assertThat(cuts).hasSize(12);
        assertThat(cuts.getFirst().minutes()).isEqualTo(30 * DAY);
        var expected = Demand.learned(cuts, unknown()).expected(sorted, unknown(), month.toMinutes());

        // 10 a day and 1 a day, for 30 days; some buy for the first time at all, of whom nobody can be told.
        for (var product = 0; product < PRODUCTS; product++) {
            assertThat((double) expected[product])
                    .as("product %d", product)
                    .isBetween(product % 2 == 0 ? 150.0 : 15.0, product % 2 == 0 ? 300.0 : 40.0);
        }
    }

    /** Sells twice as much every year, and half as much again in each October to December. */
    @Test
    void a_growing_shop_whose_seasons_come_back_is_expected_to_sell_more_than_it_ever_did() {
        for (var product = PRODUCTS; product < 1_000; product++) {
            history.products.add(product);
        }
        var began = LocalDate.of(2023, 1, 1).toEpochDay();
        var end = LocalDate.of(2025, 10, 1).toEpochDay();
        var later = 0;
        for (var day = began; day < end + 30; day++) {
            var busy = LocalDate.ofEpochDay(day).getMonthValue() >= 10 ? 1.5 : 1;
            var sales = (int) Math.round(30 * busy * Math.pow(2, (day - began) / 365.0));
            later += day >= end ? sales : 0;
            for (var sale = 0; day < end && sale < sales; sale++) {
                bought(random.nextInt(1_000), (int) day * DAY + random.nextInt(DAY));
            }
        }
        var sorted = history.sorted();
        var month = Duration.ofDays(30);
        var expected = Demand.learned(Cut.ofTheLastYear(sorted, month).toList(), unknown())
                .expected(sorted, unknown(), month.toMinutes());

        var told = 0.0;
        for (var product : expected) {
            told += product;
        }
        // One of 25 has the product already.
        assertThat(told).isCloseTo(0.96 * later, within(0.2 * later));
    }

    /** Each product sells once a month or less, so that only the department shows. */
    @Test
    void what_a_department_sold_of_late_is_expected_of_its_products() {
        for (var product = PRODUCTS; product < 1_000; product++) {
            history.products.add(product);
        }
        var facts = IntStream.range(0, 1_000)
                .mapToObj(it -> new ProductFacts(it, "", it % 2 == 0 ? "Garden > Spades" : "Home", null, 0, List.of()))
                .toList();
        var content = new Content(facts, history.products);
        // Gardens rise to four times what they sold, and the rest falls as far.
        for (var day = 0; day < 240; day++) {
            for (var sale = 0; sale < 20; sale++) {
                var garden = random.nextDouble() < 0.2 + 0.6 * day / 240;
                bought(2 * random.nextInt(500) + (garden ? 0 : 1), day * DAY + random.nextInt(DAY));
            }
        }
        var sorted = history.sorted();
        var month = Duration.ofDays(30);
        var cuts = Cut.rehearsals(sorted, month);
        var expected = Demand.learned(cuts, content).expected(sorted, content, month.toMinutes());
        var blind = Demand.learned(cuts, unknown()).expected(sorted, unknown(), month.toMinutes());

        assertThat(share(expected)).isBetween(0.6, 0.85);
        assertThat(share(blind)).isLessThan(share(expected) - 0.05);
    }

    private static double share(float[] expected) {
        var garden = 0.0;
        var all = 0.0;
        for (var product = 0; product < expected.length; product++) {
            garden += product % 2 == 0 ? expected[product] : 0;
            all += expected[product];
        }
        return garden / all;
    }

    @Test
    void a_shop_of_a_year_knows_no_seasons() {
        for (var day = 0; day < 380; day++) {
            bought(day % PRODUCTS, day * DAY);
        }
        assertThat(Cut.ofTheLastYear(history.sorted(), Duration.ofDays(30))).isEmpty();
    }

    @Test
    void without_times_a_share_of_those_who_have_it_is_expected() {
        for (var product = 0; product < PRODUCTS; product++) {
            for (var sale = 0; sale < 20 * product; sale++) {
                bought(product, 5);
            }
        }
        var demand = Demand.learned(Cut.rehearsals(history.sorted(), Duration.ZERO), unknown());
        var expected = demand.expected(history, unknown(), 0);
        assertThat(expected[30]).isBetween(100f, 200f);
        assertThat(expected[30] / expected[15]).isBetween(1.7f, 2.2f);
    }
}
