package org.postille.interest.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;

/** What holds for methods whatever they go by, on a shop of chance. */
class MethodTest {

    private static final int CUSTOMERS = 60;
    private static final int PRODUCTS = 40;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Material material = material();

    private static Material material() {
        var history = new History();
        var facts = new ArrayList<ProductFacts>();
        var random = new Random(9);
        for (var product = 0; product < PRODUCTS; product++) {
            facts.add(new ProductFacts(
                    product, "", null, null, 0, List.of("a" + random.nextInt(5), "b" + random.nextInt(7))));
            history.products.add(product);
        }
        for (var i = 0; i < 700; i++) {
            history.add(new Interaction(
                    random.nextInt(CUSTOMERS),
                    random.nextInt(PRODUCTS - 1),
                    random.nextInt(9) == 0 ? EventKind.RETURNED : EventKind.ORDERED,
                    1,
                    START.plusSeconds(random.nextInt(86_400 * 100))));
        }
        return Material.of(history.sorted(), new Content(facts, history.products));
    }

    private enum Kind {
        NEIGHBOURS,
        FACTORS,
        AUTOENCODER,
        CONTENT,
        WALK,
        FOLLOWERS;

        Method of(Material material) {
            return switch (this) {
                case NEIGHBOURS ->
                    ItemNeighbours.train(
                            material, new ItemNeighbours.Parameters(10, 1, 0.5, 1.2), Double.POSITIVE_INFINITY);
                case FACTORS -> Ials.train(material, new Ials.Parameters(8, 10, 0.2, 0.01, 1, 3));
                case AUTOENCODER -> Ease.train(Overlaps.of(material, PRODUCTS, true, 0), 5);
                case CONTENT -> new ContentTaste(material, Double.POSITIVE_INFINITY);
                case WALK -> ItemNeighbours.walk(material, 10, 0.3);
                case FOLLOWERS -> ItemNeighbours.sequence(material, 10, 1);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void asked_by_customer_and_by_product_it_says_the_same_of_what_they_do_not_have(Kind kind) {
        var method = kind.of(material);
        var byCustomer = new float[CUSTOMERS][PRODUCTS];
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            method.products(Taste.of(material.profiles(), customer), byCustomer[customer]);
        }
        var byProduct = new float[CUSTOMERS];
        for (var product = 0; product < PRODUCTS; product++) {
            method.customers(product, byProduct);
            for (var customer = 0; customer < CUSTOMERS; customer++) {
                if (!has(customer, product)) {
                    assertThat(byProduct[customer])
                            .as("customer %d, product %d", customer, product)
                            .isCloseTo(byCustomer[customer][product], within(1e-3f));
                }
            }
        }
    }

    private boolean has(int customer, int product) {
        for (var it : Taste.of(material.profiles(), customer).products()) {
            if (it == product) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource
    void of_somebody_unknown_it_says_nothing(Kind kind) {
        var scores = new float[PRODUCTS];
        scores[3] = 17;
        kind.of(material).products(Taste.NONE, scores);
        for (var score : scores) {
            assertThat(score == 0).isTrue();
        }
    }

    @Test
    void what_was_touched_long_ago_counts_less() {
        var method = ItemNeighbours.train(material, new ItemNeighbours.Parameters(10, 1, 0.5, 1.2), 30);
        var fresh = new float[PRODUCTS];
        var old = new float[PRODUCTS];
        method.products(new Taste(new int[] {1}, new float[] {1}, new short[] {0}), fresh);
        method.products(new Taste(new int[] {1}, new float[] {1}, new short[] {60}), old);
        for (var product = 0; product < PRODUCTS; product++) {
            assertThat(old[product]).isCloseTo(fresh[product] / 4, within(1e-6f));
        }
    }

    @Test
    void sales_count_by_their_age_and_activity_by_what_a_customer_has() {
        var history = new History();
        history.add(new Interaction(0, 0, EventKind.ORDERED, 1, START));
        history.add(new Interaction(0, 1, EventKind.ORDERED, 1, START.plusSeconds(86_400 * 10)));
        history.add(new Interaction(1, 1, EventKind.ORDERED, 1, START.plusSeconds(86_400 * 10)));
        history.sorted();
        var scores = new float[2];
        RecentSales.train(history, 10).products(Taste.NONE, scores);
        assertThat(scores).containsExactly((float) Math.log(1.5), (float) Math.log(3));
        RecentSales.train(history, Double.POSITIVE_INFINITY).products(Taste.NONE, scores);
        assertThat(scores).containsExactly((float) Math.log(2), (float) Math.log(3));
        var own = Material.of(history, new Content(List.of(), history.products));
        Activity.train(own.profiles(), 10).customers(0, scores);
        assertThat(scores).containsExactly((float) Math.log(2.5), (float) Math.log(2));
    }

    @Test
    void a_product_that_nobody_has_goes_to_the_customers_of_those_that_are_like_it() {
        var history = new History();
        var facts = new ArrayList<ProductFacts>();
        for (var product = 0; product < 6; product++) {
            facts.add(new ProductFacts(product, "", null, null, 0, List.of(product % 2 == 0 ? "steel" : "wood")));
            history.products.add(product);
        }
        for (var customer = 0; customer < 10; customer++) {
            for (var product = customer % 2; product < 4; product += 2) {
                history.add(new Interaction(customer, product, EventKind.ORDERED, 1, START));
            }
        }
        var own = Material.of(history.sorted(), new Content(facts, history.products));
        var factors = Ials.train(own, new Ials.Parameters(4, 10, 0.2, 0.01, 1, 3));
        for (var method : List.of(new ContentNeighbours(own, 5), new AlikeFactors(factors, own, 5))) {
            var scores = new float[10];
            method.customers(4, scores);
            for (var customer = 0; customer < 10; customer += 2) {
                assertThat(scores[customer]).isGreaterThan(scores[customer + 1]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_several_products_it_says_the_weighted_sum_of_what_it_says_of_each(Kind kind) {
        var method = kind.of(material);
        var wanted = Wanted.of(material.content(), new int[] {3, 7, 20}, new float[] {1, 0.5f, 2});
        var together = new float[CUSTOMERS];
        method.customers(wanted, together);
        var sum = new float[CUSTOMERS];
        var own = new float[CUSTOMERS];
        for (var i = 0; i < wanted.size(); i++) {
            method.customers(wanted.product(i), own);
            for (var customer = 0; customer < CUSTOMERS; customer++) {
                sum[customer] += wanted.weight(i) * own[customer];
            }
        }
        assertThat(together).containsExactly(sum, within(2e-3f));
    }

    @ParameterizedTest
    @EnumSource
    void what_the_products_of_a_taste_add_is_the_score(Kind kind) {
        var method = kind.of(material);
        var products = new int[] {2, 9, 31};
        for (var customer = 0; customer < 20; customer++) {
            var taste = Taste.of(material.profiles(), customer);
            var scores = new float[PRODUCTS];
            method.products(taste, scores);
            var shares = new float[products.length][taste.size()];
            method.because(taste, products, shares);
            for (var k = 0; k < products.length; k++) {
                var sum = 0f;
                for (var share : shares[k]) {
                    sum += share;
                }
                assertThat(sum)
                        .as("customer %d, product %d", customer, products[k])
                        .isCloseTo(scores[products[k]], within(2e-3f));
            }
        }
    }
}
