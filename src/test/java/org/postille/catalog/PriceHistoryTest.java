package org.postille.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PriceHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * A history in short: {@code 0:100 40:80!} is 100.00 from the first day on, and 80.00 as a sale from the fortieth on.
     *
     * <p>The last column is the old price that may be struck through; none where it is empty.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0:100                             | 200 |
                    0:100 40:80                       |  40 | 100
                    0:100 40:80                       |  69 | 100
                    0:100 40:80                       |  70 |
                    0:100 40:80!                      |  70 | 100
                    0:100 40:80!                      | 129 | 100
                    0:100 40:80!                      | 130 |
                    0:100 40:120                      |  41 |
                    0:100 29:80                       |  30 |
                    0:100 30:80                       |  30 | 100
                    0:100 40:120 50:90                |  51 | 100
                    0:100 40:120 50:100               |  51 |
                    0:100 40:120 50:110               |  51 |
                    0:100 40:120 71:110               |  72 | 120
                    0:100 40:70 42:100 60:80          |  61 |
                    0:100 40:70 42:100 72:80          |  73 | 100
                    0:100 40:90 50:80                 |  51 |  90
                    0:100 40:90! 50:80!               |  51 | 100
                    0:100 40:90! 50:80! 60:70!        |  61 | 100
                    0:100 40:90 50:80!                |  51 |  90
                    0:100 40:90! 50:95! 60:80!        |  61 |  90
                    0:100 40:90! 50:80! 60:100 61:70! |  62 |  80
                    0:100 40:80! 60:80                |  61 |
                    0:100 40:80 60:80!                |  61 | 100
                    0:100 40:100!                     |  41 |
                    0:100! 40:80!                     |  41 | 100
                    0:100 20:90! 60:80!               |  61 |  90
                    0:100 40:90! 120:80!              | 121 | 100
                    0:100 40:90! 131:80!              | 132 |  90
                    """)
    void the_lowest_price_of_the_thirty_days_before_the_reduction_is_the_old_one(
            String history, int day, BigDecimal expected) {
        assertThat(PriceHistory.reduction(entries(history), at(day)).map(PriceHistory.Reduction::oldPrice))
                .isEqualTo(java.util.Optional.ofNullable(expected));
    }

    @Test
    void a_reduction_in_steps_began_with_the_first() {
        assertThat(PriceHistory.reduction(entries("0:100 40:90! 50:80!"), at(51)))
                .hasValueSatisfying(it -> assertThat(it.since()).isEqualTo(at(40)));
    }

    @Test
    void a_price_in_another_currency_is_no_old_price() {
        var history = new ArrayList<>(entries("0:100 40:80"));
        history.set(0, new PriceHistory.Entry(START, new BigDecimal(100), "CHF", false));
        assertThat(PriceHistory.reduction(history, at(41))).isEmpty();
    }

    @Test
    void a_change_of_currency_hides_what_was_before_it() {
        var history = new ArrayList<>(entries("0:100 39:90 40:80"));
        history.set(0, new PriceHistory.Entry(START, new BigDecimal(100), "CHF", false));
        assertThat(PriceHistory.reduction(history, at(41))).isEmpty();
    }

    @Test
    void a_product_without_a_history_has_no_old_price() {
        assertThat(PriceHistory.reduction(List.of(), START)).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    /** Asked of every hour instead of every change, so that the two cannot share a mistake. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_the_history_the_old_price_was_the_lowest_for_thirty_known_days(long seed) {
        var random = new Random(seed);
        var history = new ArrayList<PriceHistory.Entry>();
        var hour = 0;
        for (var i = 0; i < 3 + random.nextInt(10); i++) {
            history.add(new PriceHistory.Entry(
                    START.plus(Duration.ofHours(hour)),
                    BigDecimal.valueOf(10 + random.nextInt(5)),
                    "EUR",
                    random.nextInt(3) > 0));
            hour += 1 + random.nextInt(random.nextBoolean() ? 40 * 24 : 24);
        }
        var now = history.getLast().since().plus(Duration.ofHours(random.nextInt(60 * 24)));
        var found = PriceHistory.reduction(history, now);
        found.ifPresent(it -> {
            var present = history.getLast().price();
            var lowest = present.add(BigDecimal.TEN);
            for (var back = 1; back <= 30 * 24; back++) {
                lowest = lowest.min(priceAt(history, it.since().minus(Duration.ofHours(back))));
            }
            assertThat(it.oldPrice()).describedAs("seed %d", seed).isEqualByComparingTo(lowest);
            assertThat(it.oldPrice()).describedAs("seed %d", seed).isGreaterThan(present);
            assertThat(it.until()).describedAs("seed %d", seed).isAfter(now);
            var before = it.oldPrice();
            for (var at = it.since(); !at.isAfter(now); at = at.plus(Duration.ofHours(1))) {
                assertThat(priceAt(history, at)).describedAs("seed %d", seed).isLessThanOrEqualTo(before);
                before = priceAt(history, at);
            }
        });
    }

    private static BigDecimal priceAt(List<PriceHistory.Entry> history, Instant at) {
        return history.stream()
                .filter(it -> !it.since().isAfter(at))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("the price at " + at + " is not known"))
                .price();
    }

    private static Instant at(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static List<PriceHistory.Entry> entries(String history) {
        return java.util.Arrays.stream(history.split(" "))
                .map(it -> it.split(":"))
                .map(it -> new PriceHistory.Entry(
                        at(Integer.parseInt(it[0])),
                        new BigDecimal(it[1].replace("!", "")),
                        "EUR",
                        it[1].endsWith("!")))
                .toList();
    }
}
