package org.postille.interest.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static final int DAY = Simulated.START;

    private final Purchases purchases = new Purchases();

    private Timing learned() {
        return learned(-1);
    }

    private Timing learned(int categoryOfAll) {
        purchases.sorted();
        var category = new int[purchases.products.size()];
        Arrays.fill(category, categoryOfAll);
        return new Timing(purchases, purchases.present(), category);
    }

    private void order(int customer, int product, int day, int quantity) {
        purchases.add(customer, product, day * 86_400L + 36_000, quantity, quantity * 5.0);
    }

    private void allAreNumbers(Timing timing) {
        for (var customer = 0; customer < purchases.customers.size(); customer++) {
            var it = timing.outlook(customer, 90);
            assertThat(List.of(it.active(), it.order())).allMatch(p -> p >= 0 && p <= 1);
            assertThat(List.of(it.orders(), it.value(), it.interval())).allMatch(number -> number >= 0 && number < 1e6);
            assertThat(it.next()).isBetween(purchases.present(), purchases.present() + 90);
            timing.restock().each(customer, need -> assertThat(need.chance()).isBetween(0.0, 1.0));
        }
    }

    @Test
    void an_empty_shop_knows_nobody() {
        assertThat(learned().notes()).hasSize(3);
    }

    @Test
    void where_nobody_bought_twice_all_are_alike_and_it_says_so() {
        IntStream.range(0, 500).forEach(it -> order(it, it % 7, DAY + it % 200, 1));
        var timing = learned();
        allAreNumbers(timing);
        assertThat(timing.notes().getFirst()).contains("too few customers came back");
        assertThat(timing.outlook(0, 90).orders()).isLessThan(0.2);
        assertThat(timing.restock().productsBoughtAgain()).isZero();
    }

    @Test
    void where_all_bought_on_one_day_nothing_breaks() {
        IntStream.range(0, 500).forEach(it -> order(it, it % 7, DAY, 1));
        allAreNumbers(learned());
    }

    @Test
    void a_customer_who_bought_many_times_on_one_day_did_so_once() {
        for (var minute = 0; minute < 300; minute++) {
            purchases.add(1, 1, DAY * 86_400L + minute * 60L, 1, 2);
        }
        allAreNumbers(learned());
        assertThat(new OrderDays(purchases, DAY + 1).count(0)).isEqualTo(1);
        assertThat(new OrderDays(purchases, DAY + 1).meanValue(0)).isEqualTo(600, within(0.01));
    }

    @Test
    void an_order_of_more_than_a_thousand_ordinary_ones_counts_as_a_thousand() {
        for (var customer = 0; customer < 100; customer++) {
            purchases.add(customer, 1, DAY * 86_400L, 2, 20);
        }
        purchases.add(100, 1, DAY * 86_400L, Integer.MAX_VALUE, 99_999_999.99);
        allAreNumbers(learned());
        var orders = new OrderDays(purchases, DAY + 1);
        assertThat(orders.meanValue(0)).isEqualTo(20, within(0.01));
        assertThat(orders.meanValue(100)).isEqualTo(20_000, within(1.0));
    }

    @Test
    void fifty_customers_are_enough_for_figures() {
        var random = new Random(3);
        for (var customer = 0; customer < 50; customer++) {
            for (var order = 0; order <= random.nextInt(6); order++) {
                order(customer, random.nextInt(20), DAY + random.nextInt(300), 1 + random.nextInt(3));
            }
        }
        allAreNumbers(learned());
    }

    @Test
    void the_next_order_is_told_by_the_customer_s_own_pace() {
        var random = new Random(8);
        for (var customer = 0; customer < 200; customer++) {
            var interval = customer < 100 ? 10 : 50;
            for (var day = customer % interval; day < 400; day += interval + random.nextInt(5) - 2) {
                order(customer, 0, DAY + day, 1);
            }
        }
        var timing = learned();
        assertThat(timing.outlook(0, 90).interval()).isEqualTo(10, within(1.0));
        assertThat(timing.outlook(150, 90).interval()).isEqualTo(50, within(4.0));
        var off = new ArrayList<Integer>();
        var orders = new OrderDays(purchases, purchases.present());
        IntConsumer check = it -> off.add(Math.abs(timing.outlook(it, 90).next()
                - orders.last(it)
                - (int) timing.outlook(it, 90).interval()));
        IntStream.range(0, 200).forEach(check);
        assertThat(off.stream().filter(it -> it <= 5).count()).isGreaterThan(170);
    }

    @Test
    void value_goes_by_what_the_customer_spends_and_everybody_where_that_is_one_order() {
        var made = new Loyalty(1.2, 30, 0.9, 4, true);
        var simulated = Simulated.customers(made, 2_000, 12);
        var present = Simulated.START + 600;
        var spend = Spend.of(new OrderDays(simulated, present));
        assertThat(Math.abs(spend.correlation())).isLessThan(Spend.CORRELATED);
        var everybody = spend.expected(0, 0);
        assertThat(spend.expected(1, 10 * everybody)).isBetween(1.5 * everybody, 8 * everybody);
        assertThat(spend.expected(20, 10 * everybody)).isGreaterThan(8 * everybody);
    }

    @Test
    void whoever_orders_often_is_not_drawn_towards_those_who_spend_less_each_time() {
        for (var customer = 0; customer < 400; customer++) {
            var orders = 2 + customer % 10;
            for (var order = 0; order < orders; order++) {
                order(customer, 0, DAY + order * 7, orders * orders);
            }
        }
        purchases.sorted();
        var orders = new OrderDays(purchases, purchases.present());
        var spend = Spend.of(orders);
        assertThat(spend.correlation()).isGreaterThan(0.9);
        assertThat(spend.toString()).contains("those who order as often");
        assertThat(spend.expected(10, 500)).isGreaterThan(spend.expected(2, 20) * 10);
    }

    /** Coffee is bought again every 30 days, a vase never. */
    private void coffeeAndVases() {
        var random = new Random(4);
        for (var customer = 0; customer < 150; customer++) {
            for (var day = random.nextInt(30); day < 360; day += 27 + random.nextInt(7)) {
                order(customer, 1, DAY + day, 1);
                order(customer, 100 + random.nextInt(400), DAY + day, 1);
            }
            order(customer, 2, DAY + random.nextInt(360), 1);
        }
    }

    @Test
    void what_is_used_up_is_needed_again_and_what_lasts_is_not() {
        coffeeAndVases();
        var timing = learned();
        var coffee = purchases.products.find(1);
        assertThat(timing.restock().isBoughtAgain(coffee)).isTrue();
        assertThat(timing.restock().isBoughtAgain(purchases.products.find(2))).isFalse();
        assertThat(timing.restock().interval(coffee)).isEqualTo(30, within(1.5));
        var orders = new OrderDays(purchases, purchases.present());
        for (var customer = 0; customer < 20; customer++) {
            var needs = new ArrayList<Restock.Need>();
            timing.restock().each(customer, needs::add);
            var last = orders.last(customer);
            assertThat(needs)
                    .filteredOn(it -> it.product() == coffee)
                    .singleElement()
                    .satisfies(it -> assertThat(it.due() - it.bought()).isBetween(26, 34))
                    .satisfies(it -> assertThat(it.bought()).isLessThanOrEqualTo(last))
                    .satisfies(it ->
                            assertThat(it.chance()).isGreaterThan(it.due() < purchases.present() + 20 ? 0.5 : 0.2));
        }
    }

    @Test
    void twice_as_much_lasts_twice_as_long() {
        var random = new Random(6);
        for (var customer = 0; customer < 200; customer++) {
            var quantity = 1;
            for (var day = random.nextInt(20); day < 400; day += 20 * quantity) {
                quantity = 1 + random.nextInt(3);
                order(customer, 1, DAY + day, quantity);
                order(customer, 10 + random.nextInt(200), DAY + day, 1);
            }
        }
        var timing = learned(0);
        assertThat(timing.restock().quantityPower()).isEqualTo(1, within(0.15));
        assertThat(timing.notes().getLast()).contains("twice as many last");
    }

    @Test
    void an_interval_that_has_nothing_to_do_with_the_quantity_is_left_alone() {
        coffeeAndVases();
        assertThat(learned().restock().quantityPower()).isZero();
    }
}
