package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;

class NoveltyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Offset<Float> ROUNDED = within(1e-5f);

    private final History history = new History();

    private void bought(long customer, long product, int day) {
        history.add(new Interaction(customer, product, EventKind.ORDERED, 1, START.plus(Duration.ofDays(day))));
    }

    private float[] said(Method method) {
        var scores = new float[history.products.size()];
        method.products(Taste.NONE, scores);
        return scores;
    }

    @Test
    void what_was_first_bought_lately_is_new_however_often_it_was_bought_since() {
        bought(1, 10, 0);
        bought(2, 10, 100);
        bought(1, 11, 90);
        bought(1, 12, 100);
        history.products.add(13);
        history.sorted();
        assertThat(said(Novelty.train(history)))
                .containsExactly(new float[] {(float) -Math.log(101), (float) -Math.log(11), 0, 0}, ROUNDED);
    }

    @Test
    void nobody_calls_new_what_was_there_two_months_ago() {
        bought(1, 10, 0);
        bought(1, 11, 39);
        bought(1, 12, 41);
        bought(1, 13, 100);
        history.sorted();
        var novelty = Novelty.train(history);
        assertThat(IntStream.range(0, 4).mapToObj(novelty::isNew)).containsExactly(false, false, true, true);
    }

    @Test
    void what_few_have_is_rare_and_therefore_the_opposite_of_what_sells() {
        bought(1, 10, 0);
        bought(2, 10, 1);
        bought(1, 11, 2);
        history.products.add(12);
        history.sorted();
        assertThat(said(RecentSales.seldom(history)))
                .containsExactly(new float[] {(float) -Math.log(3), (float) -Math.log(2), 0}, ROUNDED);
        assertThat(RecentSales.seldom(history).aboveMean(0)).isNegative();
    }
}
