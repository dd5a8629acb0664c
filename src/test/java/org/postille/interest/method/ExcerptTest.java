package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postille.interest.history.Rows;

class ExcerptTest {

    private static final int PRODUCTS = 400;

    /** Three customers who have nearly everything, and many who have a few. */
    private final Rows rows = rows();

    private final Rows columns = rows.transposed(PRODUCTS);

    @Test
    void of_a_shop_of_ordinary_size_nothing_is_left_out() {
        var excerpt = Excerpt.of(rows, columns, Excerpt.PAIRS);
        assertThat(excerpt.rows()).isSameAs(rows);
        assertThat(excerpt.columns()).isSameAs(columns);
    }

    @Test
    void only_the_longest_rows_are_drawn_from() {
        var pairs = 200 * 25 + 3 * 100 * 100;
        var excerpt = Excerpt.of(rows, columns, pairs);
        var sum = 0L;
        for (var row = 0; row < rows.size(); row++) {
            var length = excerpt.rows().end(row) - excerpt.rows().start(row);
            sum += (long) length * length;
            assertThat(length).isEqualTo(row < 3 ? 100 : 5);
            for (var i = excerpt.rows().start(row) + 1; i < excerpt.rows().end(row); i++) {
                assertThat(excerpt.rows().product(i))
                        .isGreaterThan(excerpt.rows().product(i - 1));
            }
        }
        assertThat(sum).isEqualTo(pairs);
        assertThat(excerpt.columns().end(PRODUCTS - 1)).isEqualTo(excerpt.rows().end(rows.size() - 1));
    }

    @Test
    void neighbours_of_a_part_are_those_of_the_whole() {
        var whole = Neighbours.of(rows, columns, 3, 0, Neighbours.cosine(0, 1));
        var part = Excerpt.of(rows, columns, 200 * 25 + 3 * 20 * 20);
        var drawn = Neighbours.of(part.rows(), part.columns(), 3, 0, Neighbours.cosine(0, 1));
        for (var product = 0; product < 5; product++) {
            assertThat(drawn.product(drawn.start(product)) / 5).isEqualTo(0);
            assertThat(whole.product(whole.start(product)) / 5).isEqualTo(0);
        }
    }

    private static Rows rows() {
        var rows = new Rows();
        for (var heavy = 0; heavy < 3; heavy++) {
            for (var product = 0; product < PRODUCTS; product++) {
                rows.add(product, 1);
            }
            rows.endRow();
        }
        for (var customer = 0; customer < 200; customer++) {
            for (var k = 0; k < 5; k++) {
                rows.add(customer % (PRODUCTS / 5) * 5 + k, 1);
            }
            rows.endRow();
        }
        return rows.trimmed();
    }
}
