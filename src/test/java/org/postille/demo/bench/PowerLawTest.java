package org.postille.demo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.postille.interest.history.Rows;

class PowerLawTest {

    private static final int PRODUCTS = 5000;

    private final Rows rows = new PowerLaw(2000, PRODUCTS, 40_000, 5).rows();

    @Test
    void as_many_events_come_out_as_were_wanted() {
        assertThat(rows.size()).isEqualTo(2000);
        assertThat(rows.end(rows.size() - 1)).isBetween(34_000, 41_000);
    }

    @Test
    void nobody_has_a_product_twice() {
        for (var customer = 0; customer < rows.size(); customer++) {
            var seen = new HashSet<Integer>();
            for (var i = rows.start(customer); i < rows.end(customer); i++) {
                assertThat(seen.add(rows.product(i))).isTrue();
            }
        }
    }

    @Test
    void a_few_products_have_most_of_the_events() {
        var columns = rows.transposed(PRODUCTS);
        var counts = new int[PRODUCTS];
        for (var product = 0; product < PRODUCTS; product++) {
            counts[product] = columns.end(product) - columns.start(product);
        }
        Arrays.sort(counts);
        var best = Arrays.stream(counts, PRODUCTS - PRODUCTS / 5, PRODUCTS).sum();
        assertThat(best).isGreaterThan(40 * Arrays.stream(counts).sum() / 100);
    }

    @Test
    void the_same_seed_makes_the_same_shop() {
        assertThat(products(new PowerLaw(2000, PRODUCTS, 40_000, 5).rows())).isEqualTo(products(rows));
        assertThat(products(new PowerLaw(2000, PRODUCTS, 40_000, 6).rows())).isNotEqualTo(products(rows));
    }

    private static int[] products(Rows rows) {
        var products = new int[rows.end(rows.size() - 1)];
        for (var i = 0; i < products.length; i++) {
            products[i] = rows.product(i);
        }
        return products;
    }
}
