package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.Ids;

class TasteTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final int MINUTE = (int) (NOW.getEpochSecond() / 60);

    private static Interaction did(long product, EventKind kind, int daysAgo) {
        return new Interaction(1, product, kind, 1, NOW.minus(Duration.ofDays(daysAgo)));
    }

    @Test
    void is_told_by_what_somebody_did_with_what_the_model_knows() {
        var ids = new Ids();
        ids.add(70);
        ids.add(80);
        var taste = Taste.of(
                List.of(
                        did(80, EventKind.VIEWED, 9),
                        did(99, EventKind.ORDERED, 5),
                        did(80, EventKind.ORDERED, 3),
                        did(70, EventKind.CART_UPDATED, 2),
                        did(70, EventKind.CART_EMPTIED, 1)),
                ids,
                MINUTE);
        assertThat(taste).isEqualTo(new Taste(new int[] {1}, new float[] {1}, new short[] {3}));
    }

    @Test
    void grows_older_and_knows_more() {
        var before = new Taste(new int[] {1, 2, 3}, new float[] {1, 0.5f, 1}, new short[] {10, 20, 30});
        var news = new Taste(new int[] {2, 3, 4}, new float[] {1, 0.2f, -0.5f}, new short[] {0, 1, 2});
        assertThat(before.later(2 * 24 * 60, news))
                .isEqualTo(new Taste(new int[] {1, 2, 3, 4}, new float[] {1, 1, 1, -0.5f}, new short[] {12, 0, 1, 2}));
        assertThat(before.later(0, Taste.NONE)).isEqualTo(before);
        assertThat(Taste.NONE.later(5, news)).isEqualTo(news);
        assertThat(news.known()).isEqualTo(1.7, org.assertj.core.api.Assertions.within(1e-6));
    }
}
