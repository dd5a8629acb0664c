package org.postille.interest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;

class HistoryTest {

    @Test
    void whatever_the_order_of_arrival_each_customer_is_read_in_time() {
        var random = new Random(11);
        var kinds = List.of(EventKind.values());
        var history = new History();
        var all = new ArrayList<Interaction>();
        for (var i = 0; i < 5000; i++) {
            var it = new Interaction(
                    1000L * random.nextInt(97),
                    random.nextInt(50) - 7L,
                    kinds.get(random.nextInt(kinds.size())),
                    1,
                    Instant.ofEpochSecond(60L * random.nextInt(1_000_000)));
            all.add(it);
            history.add(it);
        }
        history.sorted();

        for (var customer = 0; customer < history.customers.size(); customer++) {
            var id = history.customers.id(customer);
            var expected = all.stream()
                    .filter(it -> it.customerId() == id)
                    .sorted(Comparator.comparing(Interaction::at))
                    .toList();
            var start = history.start(customer);
            assertThat(history.start(customer + 1) - start).isEqualTo(expected.size());
            for (var i = 0; i < expected.size(); i++) {
                assertThat(history.products.id(history.product(start + i)))
                        .isEqualTo(expected.get(i).productId());
                assertThat(history.kind(start + i)).isEqualTo(expected.get(i).kind());
                assertThat(history.minute(start + i) * 60L)
                        .isEqualTo(expected.get(i).at().getEpochSecond());
            }
        }
        assertThat(history.end() * 60L)
                .isEqualTo(all.stream()
                        .mapToLong(it -> it.at().getEpochSecond())
                        .max()
                        .orElseThrow());
    }

    @Test
    void ids_are_found_again_and_strangers_are_not() {
        var ids = new Ids();
        for (var id = -500L; id < 500; id++) {
            assertThat(ids.add(id * 65_536)).isEqualTo((int) id + 500);
        }
        assertThat(ids.add(-500L * 65_536)).isZero();
        assertThat(ids.size()).isEqualTo(1000);
        assertThat(ids.find(499L * 65_536)).isEqualTo(999);
        assertThat(ids.find(1)).isEqualTo(-1);
    }

    @Test
    void a_sample_has_whole_customers_and_no_more_than_was_asked_for() {
        var random = new Random(5);
        var history = new History();
        for (var i = 0; i < 20_000; i++) {
            history.add(new Interaction(
                    random.nextInt(500), random.nextInt(50), EventKind.ORDERED, 1, Instant.ofEpochSecond(60L * i)));
        }
        history.sorted();
        assertThat(history.sample(20_000, 1)).isSameAs(history);

        var some = history.sample(5_000, 1);
        assertThat(some.size()).isBetween(4_000, 5_000);
        assertThat(some.products).isSameAs(history.products);
        assertThat(some.customers.size()).isBetween(90, 160);
        for (var customer = 0; customer < some.customers.size(); customer++) {
            var known = history.customers.find(some.customers.id(customer));
            assertThat(some.start(customer + 1) - some.start(customer))
                    .isEqualTo(history.start(known + 1) - history.start(known));
            for (var i = 0; i < some.start(customer + 1) - some.start(customer); i++) {
                assertThat(some.product(some.start(customer) + i)).isEqualTo(history.product(history.start(known) + i));
                assertThat(some.minute(some.start(customer) + i)).isEqualTo(history.minute(history.start(known) + i));
            }
        }
        assertThat(history.sample(5_000, 1).customers.id(7)).isEqualTo(some.customers.id(7));
    }

    @Test
    void who_had_which_number_is_known_when_all_else_is_forgotten() {
        var history = new History();
        for (var i = 0; i < 200_000; i++) {
            history.add(1 + i % 3, 7, EventKind.VIEWED, i);
        }
        history.sorted();
        assertThat(history.start(2)).isEqualTo(133_334);
        assertThat(history.minute(history.start(1))).isEqualTo(1);

        history.forget();
        assertThat(history.size()).isZero();
        assertThat(history.start(3)).isZero();
        assertThat(history.end()).isZero();
        assertThat(history.customers.find(3)).isEqualTo(2);
    }
}
