package org.postille.interest.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.interest.history.History;

class FirstOrdersTest {

    private static final int DAY = 24 * 60;
    private static final int START = 20_000 * DAY;
    private static final int LAST = 120;
    private static final long HORIZON = 30L * DAY;

    private final History history = new History();
    private final List<Integer> since = new ArrayList<>();

    FirstOrdersTest() {
        // Regular customers, who order each ten days: they say nothing of those who did nothing.
        for (var customer = 0; customer < 20; customer++) {
            for (var day = 0; day <= LAST; day += 10) {
                history.add(customer, 1, EventKind.ORDERED, START + day * DAY);
            }
            since.add(START);
        }
    }

    private void ordersFirst(int customers, int sinceDay, int day) {
        for (var i = 0; i < customers; i++) {
            history.add(100 + since.size(), 1, EventKind.ORDERED, START + day * DAY);
            since.add(START + sinceDay * DAY);
        }
    }

    private FirstOrders learned(int... silentSinceDays) {
        var silent = Arrays.stream(silentSinceDays).map(it -> START + it * DAY).toArray();
        return FirstOrders.learned(
                history,
                new FirstOrders.Registered(since.stream().mapToInt(it -> it).toArray(), silent),
                HORIZON);
    }

    private static int[] many(int count, int day) {
        return IntStream.range(0, count).map(_ -> day).toArray();
    }

    @Test
    void as_many_order_as_did_of_those_who_had_done_nothing_before() {
        ordersFirst(100, -500, 100);
        history.sorted();
        var found = learned(many(900, -500));
        // At three moments there were 900, 1,000 and 1,000 of them; a tenth ordered after the last one alone.
        assertThat(found.chance(2)).isCloseTo(100 / 3000.0, within(0.002));
        assertThat(found.tenure(501L * DAY)).isEqualTo(2);
    }

    @Test
    void those_who_came_lately_order_more_often_where_they_did() {
        ordersFirst(200, 80, 100);
        ordersFirst(10, -500, 100);
        history.sorted();
        var found = learned(IntStream.concat(Arrays.stream(many(200, 80)), Arrays.stream(many(1000, -500)))
                .toArray());
        assertThat(found.chance(found.tenure(5L * DAY))).isGreaterThan(0.4);
        assertThat(found.chance(found.tenure(600L * DAY))).isLessThan(0.01);
        assertThat(found.tenure(-3)).isZero();
        assertThat(found.tenure(90L * DAY)).isEqualTo(1);
    }

    @Test
    void few_are_drawn_towards_those_who_were_seen_once() {
        // Of those seen once all come again, of the thirty who did nothing none.
        for (var i = 0; i < 200; i++) {
            history.add(5000 + i, 1, EventKind.VIEWED, START + 80 * DAY);
            history.add(5000 + i, 1, EventKind.ORDERED, START + 100 * DAY);
            since.add(Integer.MAX_VALUE);
        }
        history.sorted();
        var found = learned(many(30, 85));
        assertThat(found.chance(0)).isBetween(0.02, 0.3);
    }

    @Test
    void nothing_is_learned_from_few_from_an_unknown_date_or_from_before_the_records_began() {
        history.sorted();
        assertThat(learned(many(20, 85)).isKnown()).isFalse();
        assertThat(learned(many(500, LAST)).isKnown()).isFalse();
        var young = history.where(it -> history.minute(it) > START + 80 * DAY);
        var registered = new FirstOrders.Registered(
                since.stream().mapToInt(it -> it).toArray(),
                Arrays.stream(many(500, -9)).map(it -> START + it * DAY).toArray());
        assertThat(FirstOrders.learned(young, registered, HORIZON).isKnown()).isFalse();
        assertThat(FirstOrders.learned(history, registered, 0).isKnown()).isFalse();
        assertThat(FirstOrders.learned(history, registered, HORIZON).isKnown()).isTrue();
    }
}
