package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;

class FollowersTest {

    private final History history = new History();

    private void bought(int customer, int product, int minute) {
        history.add(new Interaction(customer, product, EventKind.ORDERED, 1, Instant.ofEpochSecond(60L * minute)));
    }

    private float[] after(int product, ItemNeighbours followers) {
        var scores = new float[history.products.size()];
        followers.products(Taste.ofFirst(new int[] {product}), scores);
        return scores;
    }

    private ItemNeighbours trained() {
        return ItemNeighbours.sequence(Material.of(history.sorted(), new Content(List.of(), history.products)), 10, 1);
    }

    @Test
    void what_came_later_follows_and_what_came_before_does_not() {
        for (var product = 0; product < 4; product++) {
            history.products.add(product);
        }
        for (var customer = 0; customer < 20; customer++) {
            bought(customer, 0, 10);
            bought(customer, 1, 20);
            bought(customer, 2, 30);
        }
        var followers = trained();
        var first = after(0, followers);
        assertThat(first[1]).isGreaterThan(first[2]);
        assertThat(first[2]).isPositive();
        assertThat(after(2, followers)).containsOnly(0);
    }

    @Test
    void what_was_bought_within_one_minute_follows_each_other() {
        for (var customer = 0; customer < 20; customer++) {
            bought(customer, 0, 10);
            bought(customer, 1, 10);
        }
        var followers = trained();
        assertThat(after(0, followers)[1]).isEqualTo(after(1, followers)[0]).isPositive();
    }

    @Test
    void what_came_back_follows_nothing() {
        for (var customer = 0; customer < 20; customer++) {
            bought(customer, 0, 10);
            history.add(new Interaction(customer, 1, EventKind.RETURNED, 1, Instant.ofEpochSecond(1200)));
        }
        assertThat(after(0, trained())[1]).isZero();
    }
}
