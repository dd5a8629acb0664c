package org.postille.interest.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;

class DeedsTest {

    private static float after(EventKind... kinds) {
        var deeds = new Deeds();
        for (var i = 0; i < kinds.length; i++) {
            deeds.count(kinds[i], i);
        }
        return deeds.strength();
    }

    @Test
    void an_order_says_more_than_a_cart_and_that_more_than_views() {
        assertThat(after(EventKind.ORDERED)).isEqualTo(1);
        assertThat(after(EventKind.CART_UPDATED)).isEqualTo(0.5f);
        assertThat(after(EventKind.VIEWED)).isPositive().isLessThan(after(EventKind.VIEWED, EventKind.VIEWED));
        assertThat(after(
                        EventKind.VIEWED,
                        EventKind.VIEWED,
                        EventKind.VIEWED,
                        EventKind.VIEWED,
                        EventKind.VIEWED,
                        EventKind.VIEWED,
                        EventKind.VIEWED,
                        EventKind.VIEWED))
                .isLessThan(0.5f);
        assertThat(after(EventKind.CART_UPDATED, EventKind.CART_EMPTIED)).isZero();
    }

    @Test
    void what_came_back_altogether_speaks_against_it() {
        assertThat(after(EventKind.ORDERED, EventKind.RETURNED)).isNegative();
        assertThat(after(EventKind.ORDERED, EventKind.ORDERED, EventKind.RETURNED))
                .isEqualTo(1);
    }

    @Test
    void a_click_in_a_mail_is_worth_more_than_a_view_and_less_than_a_cart() {
        assertThat(after(EventKind.CLICKED))
                .isGreaterThan(after(EventKind.VIEWED))
                .isLessThan(after(EventKind.CART_UPDATED));
        var often = new EventKind[40];
        java.util.Arrays.fill(often, EventKind.CLICKED);
        assertThat(after(often)).isLessThan(after(EventKind.CART_UPDATED));
    }

    @Test
    void a_like_is_worth_more_than_a_cart_and_a_dislike_speaks_against_even_what_was_bought() {
        assertThat(after(EventKind.VIEWED, EventKind.LIKED))
                .isGreaterThan(after(EventKind.CART_UPDATED))
                .isLessThan(after(EventKind.ORDERED));
        assertThat(after(EventKind.ORDERED, EventKind.DISLIKED)).isNegative();
        assertThat(after(EventKind.DISLIKED, EventKind.VIEWED)).isNegative();
        assertThat(after(EventKind.DISLIKED, EventKind.LIKED)).isPositive();
        assertThat(after(EventKind.LIKED, EventKind.DISLIKED)).isNegative();
    }
}
