package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.postille.base.Invalid;

class RoomTest {

    @Test
    void a_training_that_would_need_more_than_its_share_of_the_heap_ends_with_what_to_do() {
        var room = new Room(1L << 30, 0.5);
        assertThatCode(() -> room.check(500_000, 20_000, 5_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> room.check(50_000_000, 1_000_000, 100_000))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("50,000,000 events or more of 1,000,000 customers and 100,000 products")
                .hasMessageContaining("may take 512 MB: postille.interest.heap-share is 0.50");
    }

    @Test
    void fifty_million_events_of_a_million_customers_have_room_in_four_gigabytes() {
        assertThatCode(() -> new Room(4L << 30, 0.7).check(50_000_000, 1_000_000, 100_000))
                .doesNotThrowAnyException();
    }

    @Test
    void more_of_anything_needs_more() {
        var some = Room.needed(1_000, 100, 50);
        assertThat(Room.needed(2_000, 100, 50)).isGreaterThan(some);
        assertThat(Room.needed(1_000, 200, 50)).isGreaterThan(some);
        assertThat(Room.needed(1_000, 100, 80)).isGreaterThan(some);
    }
}
