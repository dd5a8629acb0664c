package org.postille.interest.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Figures BEFORE = Figures.of(Map.of("a", 0.2, "b", 1.0));

    @Test
    void somewhat_worse_is_borne_and_more_is_told() {
        assertThat(Figures.of(Map.of("a", 0.1801, "b", 3.0)).fallen(BEFORE, 0.1))
                .isEmpty();
        assertThat(Figures.of(Map.of("a", 0.17, "b", 3.0)).fallen(BEFORE, 0.1))
                .contains("a: 0.1700, 15 % below the 0.2000 of the model that answers");
    }

    @Test
    void what_only_one_was_asked_says_nothing() {
        assertThat(Figures.of(Map.of("c", 0.0)).fallen(BEFORE, 0.1)).isEmpty();
        assertThat(Figures.of(Map.of()).fallen(BEFORE, 0.1)).isEmpty();
        assertThat(BEFORE.fallen(Figures.of(Map.of()), 0.1)).isEmpty();
    }

    @Test
    void a_figure_that_is_no_number_is_never_borne() {
        assertThat(Figures.of(Map.of("a", Double.NaN)).fallen(BEFORE, 0.1)).contains("a: NaN");
        assertThat(Figures.of(Map.of("c", Double.POSITIVE_INFINITY)).fallen(BEFORE, 0.1))
                .contains("c: Infinity");
    }
}
