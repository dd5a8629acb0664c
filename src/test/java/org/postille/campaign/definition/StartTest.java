package org.postille.campaign.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartTest {

    @Test
    void a_value_is_admitted_within_its_bounds() {
        var condition = new Start.Condition(new BigDecimal("20"), new BigDecimal("100"), List.of());
        assertThat(condition.admits(new BigDecimal("20.00"), List.of())).isTrue();
        assertThat(condition.admits(new BigDecimal("100.00"), List.of())).isTrue();
        assertThat(condition.admits(new BigDecimal("19.99"), List.of())).isFalse();
        assertThat(condition.admits(new BigDecimal("100.01"), List.of())).isFalse();
    }

    @Test
    void one_product_of_the_category_is_enough() {
        var condition = new Start.Condition(null, null, List.of("Garden", "Kitchen > Mugs"));
        assertThat(condition.admits(BigDecimal.ONE, List.of("Toys", "Home > Garden > Pots")))
                .isTrue();
        assertThat(condition.admits(BigDecimal.ONE, List.of("Home > Kitchen > Mugs")))
                .isTrue();
        assertThat(condition.admits(BigDecimal.ONE, List.of("Home > Kitchen"))).isFalse();
        assertThat(condition.admits(BigDecimal.ONE, List.of())).isFalse();
    }
}
