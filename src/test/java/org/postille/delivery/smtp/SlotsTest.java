package org.postille.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Slots slots = new Slots(3, nanos::get);

    private boolean isFree() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = threads.submit(() -> {
                slots.take();
                return true;
            });
            try {
                return taken.get(100, java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException e) {
                taken.cancel(true);
                return false;
            }
        }
    }

    private void connect() throws Exception {
        slots.take();
        slots.connecting();
    }

    /** Of three connections the first stands, the others are refused. */
    private void oneOfThree() throws Exception {
        connect();
        slots.connected();
        connect();
        connect();
        assertThat(slots.refused()).isTrue();
        assertThat(slots.refused()).isTrue();
    }

    @Test
    void a_slot_whose_connection_is_refused_is_put_aside_while_there_are_others() throws Exception {
        oneOfThree();
        assertThat(isFree()).isFalse();
        slots.giveBack();
        assertThat(isFree()).isTrue();
    }

    @Test
    void the_last_connection_to_be_refused_keeps_its_slot() throws Exception {
        connect();
        connect();
        assertThat(slots.refused()).as("the other may stand").isTrue();
        assertThat(slots.alone()).isFalse();
        assertThat(slots.refused()).isFalse();
        assertThat(slots.alone()).isTrue();
    }

    @Test
    void some_seconds_later_one_more_is_tried() throws Exception {
        oneOfThree();
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(isFree()).isTrue();
        assertThat(isFree()).as("one at a time").isFalse();
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(isFree()).isTrue();
    }

    @Test
    void a_connection_that_is_made_brings_the_next() throws Exception {
        oneOfThree();
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        connect();
        slots.connected();
        assertThat(isFree()).isTrue();
    }

    @Test
    void closing_does_not_wait_for_what_is_put_aside() throws Exception {
        oneOfThree();
        slots.giveBack();
        slots.close();
        connect();
        connect();
        assertThat(slots.refused()).as("nothing is put aside any more").isFalse();
    }
}
