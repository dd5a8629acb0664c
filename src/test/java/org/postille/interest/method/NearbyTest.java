package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;

class NearbyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Offset<Float> ROUNDED = within(1e-5f);
    private static final int ANNA = 0;
    private static final int BEN = 1;
    private static final int MUG = 0;
    private static final int LAMP = 1;
    private static final int SOAP = 2;

    private final History history = new History();
    private Material material;
    private Nearby nearby;

    private void did(int customer, int product, EventKind kind, int day) {
        history.add(new Interaction(customer, product, kind, 1, START.plus(Duration.ofDays(day))));
    }

    @BeforeEach
    void learn() {
        did(ANNA, MUG, EventKind.CART_UPDATED, 86);
        did(ANNA, LAMP, EventKind.CART_UPDATED, 90);
        did(ANNA, LAMP, EventKind.ORDERED, 91);
        did(BEN, MUG, EventKind.VIEWED, 0);
        did(BEN, SOAP, EventKind.DISLIKED, 100);
        did(BEN, LAMP, EventKind.LIKED, 100);
        material = Material.of(history.sorted(), new Content(List.of(), history.products));
        nearby = Nearby.train(material, 14);
    }

    @Test
    void who_carted_something_wants_it_half_as_much_a_half_life_later() {
        var scores = new float[] {7, 7, 7};
        nearby.products(Taste.of(material.profiles(), ANNA), scores);
        assertThat(scores).containsExactly(new float[] {0.25f, 0, 0}, ROUNDED);
    }

    @Test
    void what_was_bought_or_is_disliked_is_not_near_and_what_is_long_ago_is_forgotten() {
        var scores = new float[] {7, 7};
        nearby.customers(MUG, scores);
        assertThat(scores).containsExactly(new float[] {0.25f, 0}, ROUNDED);
        nearby.customers(LAMP, scores);
        assertThat(scores).containsExactly(new float[] {0, 0.6f}, ROUNDED);
        nearby.customers(SOAP, scores);
        assertThat(scores).containsExactly(0, 0);
    }

    @Test
    void who_came_near_several_products_wants_any_of_them_the_more() {
        var scores = new float[] {7, 7};
        var both = Wanted.of(material.content(), new int[] {MUG, LAMP}, new float[] {1, 0.5f});
        nearby.customers(both, scores);
        assertThat(scores).containsExactly(new float[] {0.25f, 0.3f}, ROUNDED);
    }

    @Test
    void the_reason_is_the_product_itself() {
        var taste = Taste.of(material.profiles(), ANNA);
        var shares = new float[1][taste.size()];
        nearby.because(taste, new int[] {MUG}, shares);
        for (var i = 0; i < taste.size(); i++) {
            assertThat(shares[0][i]).isCloseTo(taste.products()[i] == MUG ? 0.25f : 0, ROUNDED);
        }
    }
}
