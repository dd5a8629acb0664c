package org.postille.interest.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;

/** Germans (even customers) buy product 0, Austrians product 1; everybody once had product 2. */
class SalesTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private static Sales sales(int germans, int austrians) {
        var history = new History();
        for (var product = 0; product < 4; product++) {
            history.products.add(product);
        }
        for (var i = 0; i < germans; i++) {
            add(history, 2L * i, 0, EventKind.ORDERED, 1);
        }
        for (var i = 0; i < austrians; i++) {
            add(history, 2L * i + 1, 1, EventKind.ORDERED, 1);
            add(history, 2L * i + 1, 2, EventKind.ORDERED, 90);
        }
        add(history, 0, 3, EventKind.ORDERED, 2);
        add(history, 0, 3, EventKind.ORDERED, 2);
        add(history, 0, 3, EventKind.RETURNED, 0);
        history.sorted();
        return Sales.of(history, customer -> {
            var country = history.customers.id(customer) % 2 == 0 ? "DE" : "AT";
            return List.of(country, country + "/de");
        });
    }

    private static void add(History history, long customer, long product, EventKind kind, int daysAgo) {
        history.add(new Interaction(customer, product, kind, 1, NOW.minus(Duration.ofDays(daysAgo))));
    }

    private static float[] popularity(Sales sales, String... places) {
        var popularity = new float[sales.size()];
        sales.popularity(List.of(places), popularity);
        return popularity;
    }

    @Test
    void sales_count_less_the_longer_ago_they_were() {
        var all = popularity(sales(100, 50));
        assertThat(all[0]).isEqualTo(1);
        assertThat(all[1]).isBetween(0.45f, 0.55f);
        assertThat(all[2]).isLessThan(all[1] / 4).isPositive();
    }

    @Test
    void what_was_bought_yesterday_rises_and_what_was_bought_three_months_ago_does_not() {
        var rising = sales(100, 50).rising();
        assertThat(rising[0]).isGreaterThan(rising[1]).isGreaterThan(10);
        assertThat(rising[1]).isGreaterThan(5);
        assertThat(rising[2]).isNegative();
        assertThat(rising[3]).isBetween(-1f, 1f);
    }

    @Test
    void what_is_bought_every_day_alike_rises_no_more() {
        var history = new History();
        history.products.add(0);
        for (var day = 0; day < 300; day++) {
            add(history, 0, 0, EventKind.ORDERED, day);
        }
        history.sorted();
        assertThat(Sales.of(history, _ -> List.of()).rising()[0]).isBetween(-0.5f, 0.5f);
    }

    @Test
    void a_country_has_best_sellers_of_its_own_as_far_as_enough_is_known_of_it() {
        var many = sales(300, 200);
        assertThat(many.isPopular("AT", 1)).isTrue();
        assertThat(many.isPopular("AT", 0)).isFalse();
        assertThat(popularity(many, "AT", "AT/de")[1]).isEqualTo(1);
        assertThat(popularity(many, "AT", "AT/de")[0]).isBetween(0.01f, 0.7f);
        assertThat(popularity(many, "DE", "DE/de")[0]).isEqualTo(1);
        var few = sales(300, 5);
        assertThat(few.isPopular("AT", 1)).isFalse();
        assertThat(popularity(few, "AT", "AT/de")).isEqualTo(popularity(few));
    }

    @Test
    void only_what_is_sold_more_than_others_and_more_than_by_chance_is_called_a_best_seller() {
        assertThat(sales(300, 200).bestsellers(50)).hasSize(1);
        assertThat(sales(2, 1).bestsellers(50)).isEmpty();
    }

    @Test
    void one_return_does_not_condemn_but_counts() {
        var sales = sales(10, 10);
        assertThat(sales.returnRate(3)).isBetween(0.2f, 0.3f);
        assertThat(sales.returnRate(0)).isZero();
        assertThat(sales.best(2)).containsExactly(0, 1);
    }
}
