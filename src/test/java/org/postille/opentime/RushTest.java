package org.postille.opentime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** More at once than can be done: who comes too much is answered at once, and nobody else is held up. */
class RushTest {

    private static final int PLACES = 8;

    private static OpenTimeConfig places() {
        return (OpenTimeConfig) Proxy.newProxyInstance(
                OpenTimeConfig.class.getClassLoader(), new Class<?>[] {OpenTimeConfig.class}, (_, _, _) -> PLACES);
    }

    @Test
    void what_is_one_too_many_is_answered_without_waiting_and_clicks_have_places_of_their_own()
            throws InterruptedException, ExecutionException {
        var meters = new SimpleMeterRegistry();
        var patience = new Patience(places(), meters);
        var begun = new CountDownLatch(PLACES);
        var end = new CountDownLatch(1);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Optional<String>>>();
            for (var i = 0; i < PLACES; i++) {
                waiting.add(readers.submit(() -> patience.inTime("A picture", Duration.ofHours(1), () -> {
                    begun.countDown();
                    end.await();
                    return Optional.of("drawn");
                })));
            }
            begun.await();
            // All places are taken until we say so: this would wait for an hour if it waited at all.
            for (var i = 0; i < 10_000; i++) {
                assertThat(patience.<String>inTime("A picture", Duration.ofHours(1), () -> Optional.of("too many")))
                        .isEmpty();
            }
            assertThat(meters.counter("postille.shed", "what", "A picture").count())
                    .isEqualTo(10_000);
            assertThat(patience.<String>inTime("A click", Duration.ofMinutes(1), () -> Optional.of("there")))
                    .contains("there");
            end.countDown();
            for (var it : waiting) {
                assertThat(it.get()).contains("drawn");
            }
        }
        assertThat(patience.<String>inTime("A picture", Duration.ofMinutes(1), () -> Optional.of("free again")))
                .contains("free again");
    }

    @Test
    void what_took_too_long_keeps_its_place_until_it_is_done() throws InterruptedException {
        var patience = new Patience(places(), new SimpleMeterRegistry());
        var end = new CountDownLatch(1);
        var done = new CountDownLatch(PLACES);
        for (var i = 0; i < PLACES; i++) {
            assertThat(patience.<String>inTime("A picture", Duration.ofMillis(1), () -> {
                        end.await();
                        done.countDown();
                        return Optional.of("late");
                    }))
                    .isEmpty();
        }
        assertThat(patience.<String>inTime("A picture", Duration.ofHours(1), () -> Optional.of("no place")))
                .isEmpty();
        end.countDown();
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void one_address_asked_for_too_often_in_a_second_gets_its_last_answer() {
        var nanos = new AtomicLong(5_000_000_000L);
        var rush = new Rush<List<String>>(3, nanos::get);
        var answer = List.of("a picture");
        for (var i = 0; i < 3; i++) {
            assertThat(rush.last("mail/0")).isEmpty();
            rush.answered("mail/0", answer);
        }
        assertThat(rush.last("mail/0")).contains(answer);
        assertThat(rush.last("mail/1")).as("another").isEmpty();
        nanos.addAndGet(1_000_000_000L);
        assertThat(rush.last("mail/0")).as("a second later").isEmpty();
    }
}
