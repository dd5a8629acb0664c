package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postille.base.Invalid;

class WorkersTest {

    @Test
    void parallel_streams_stay_on_few_threads_behind_all_others() {
        var threads = ConcurrentHashMap.<Thread>newKeySet();
        var sum = Workers.run(
                2,
                () -> IntStream.range(0, 10_000)
                        .parallel()
                        .peek(_ -> threads.add(Thread.currentThread()))
                        .sum());
        assertThat(sum).isEqualTo(49_995_000);
        assertThat(threads).hasSizeBetween(1, 2).allSatisfy(it -> {
            assertThat(it.getName()).startsWith("interest-training-");
            assertThat(it.getPriority()).isEqualTo(Thread.MIN_PRIORITY);
        });
    }

    @Test
    void what_the_work_throws_comes_out_as_it_is() {
        assertThatThrownBy(() -> Workers.run(1, () -> {
                    throw new Invalid("no");
                }))
                .isInstanceOf(Invalid.class)
                .hasMessage("no");
    }
}
