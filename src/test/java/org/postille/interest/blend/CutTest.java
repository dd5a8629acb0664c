package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;

class CutTest {

    private final History history = new History();

    private void bought(long customer, long product, int minute) {
        did(customer, product, EventKind.ORDERED, minute);
    }

    private void did(long customer, long product, EventKind kind, int minute) {
        history.add(new Interaction(customer, product, kind, 1, Instant.ofEpochSecond(60L * minute)));
    }

    @Test
    void what_was_bought_for_the_first_time_later_is_to_be_foretold_also_where_it_was_looked_at_before() {
        for (var minute = 1; minute <= 8; minute++) {
            bought(1, minute, minute);
        }
        did(1, 32, EventKind.VIEWED, 8);
        bought(1, 3, 9);
        bought(1, 32, 9);
        bought(1, 30, 10);
        did(1, 31, EventKind.VIEWED, 10);
        var cut = Cut.latest(history.sorted(), 0.3, new BitSet());

        assertThat(cut.earlier().size()).isEqualTo(9);
        assertThat(cut.earlier().products.size()).as("numbers stay").isEqualTo(11);
        assertThat(cut.wanted()[0]).containsExactly(history.products.find(32), history.products.find(30));
        assertThat(cut.minutes()).isEqualTo(2);
    }

    @Test
    void of_hidden_products_nothing_was_known_and_only_they_are_foretold() {
        for (var minute = 1; minute <= 8; minute++) {
            bought(1, minute, minute);
        }
        bought(2, 3, 2);
        bought(3, 3, 9);
        bought(3, 30, 10);
        var hidden = new BitSet();
        history.sorted();
        hidden.set(history.products.find(3));
        var cut = Cut.latest(history, 0.2, hidden);

        for (var i = 0; i < cut.earlier().size(); i++) {
            assertThat(cut.earlier().product(i)).isNotEqualTo(history.products.find(3));
        }
        assertThat(cut.wanted()[history.customers.find(3)]).containsExactly(history.products.find(3));
        assertThat(cut.wanted()[history.customers.find(1)]).isEmpty();
    }

    @Test
    void a_history_without_times_is_cut_by_chance() {
        for (var customer = 0; customer < 100; customer++) {
            for (var product = 0; product < 10; product++) {
                bought(customer, product, 7);
            }
        }
        var cut = Cut.latest(history.sorted(), 0.2, new BitSet());
        assertThat(cut.earlier().size()).isBetween(740, 860);
    }

    @Test
    void an_empty_history_has_nothing_to_foretell() {
        assertThat(Cut.latest(history.sorted(), 0.2, new BitSet()).wanted()).isEmpty();
    }

    @Test
    void a_shop_whose_customers_come_back_rehearses_its_latest_part_and_the_one_before() {
        for (var minute = 0; minute < 10_000; minute++) {
            bought(minute % 50, minute % 333, minute);
        }
        var cuts = Cut.rehearsals(history.sorted(), Duration.ofMinutes(2_000));
        assertThat(cuts)
                .extracting(Cut::minutes)
                .satisfiesExactly(
                        it -> assertThat(it).isBetween(1_990, 2_010),
                        it -> assertThat(it).isBetween(1_550, 1_650));
        assertThat(cuts.getLast().earlier().size()).isCloseTo(6_400, Offset.offset(10));
    }

    @Test
    void nothing_shorter_than_a_tenth_nor_longer_than_two_fifths_is_foretold() {
        for (var minute = 0; minute < 10_000; minute++) {
            bought(minute % 50, minute % 333, minute);
        }
        history.sorted();
        assertThat(Cut.rehearsals(history, Duration.ofMinutes(2)).getFirst().minutes())
                .isBetween(990, 1_010);
        assertThat(Cut.rehearsals(history, Duration.ofDays(99)).getFirst().minutes())
                .isBetween(3_990, 4_010);
    }

    @Test
    void where_hardly_anybody_comes_back_what_each_did_last_is_foretold() {
        for (var customer = 0; customer < 1_000; customer++) {
            for (var product = 0; product < 10; product++) {
                bought(customer, product, customer * 10 + product);
            }
        }
        var cuts = Cut.rehearsals(history.sorted(), Duration.ofMinutes(2_000));
        assertThat(cuts).hasSize(1);
        for (var wanted : cuts.getFirst().wanted()) {
            assertThat(wanted).containsExactly(8, 9);
        }
    }

    @Test
    void a_question_about_no_later_time_is_rehearsed_by_customer() {
        for (var minute = 0; minute < 1_000; minute++) {
            bought(minute % 50, minute % 333, minute);
        }
        var cuts = Cut.rehearsals(history.sorted(), Duration.ZERO);
        assertThat(cuts).extracting(Cut::minutes).containsExactly(0);
    }
}
