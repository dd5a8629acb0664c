package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.method.Taste;

/** A shop of cooks and gardeners, in which each buys of the own kind, and a new pan and a new spade that nobody has yet. */
class SelectionTest {

    private static final Duration HORIZON = Duration.ofDays(30);
    private static final int CUSTOMERS = 120;
    private static final int OF_A_KIND = 30;
    private static final int NEW_PAN = 2 * OF_A_KIND;

    private final History history = new History();
    private final List<ProductFacts> facts = new ArrayList<>();

    SelectionTest() {
        for (var product = 0; product < 2 * OF_A_KIND + 2; product++) {
            var kitchen = product < OF_A_KIND || product == NEW_PAN;
            facts.add(new ProductFacts(
                    product, "", kitchen ? "Kitchen" : "Garden", null, 0, List.of(kitchen ? "steel" : "wood")));
            history.products.add(product);
        }
        var random = new Random(3);
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            for (var order = 0; order < 14; order++) {
                var product = random.nextInt(OF_A_KIND) + (customer % 2 == 0 ? 0 : OF_A_KIND);
                history.add(new Interaction(
                        customer,
                        product,
                        EventKind.ORDERED,
                        1,
                        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * random.nextInt(24 * 200))));
            }
        }
        history.sorted();
    }

    private Choice chosen(Content content) {
        return Selection.of(history, content, Collections.nCopies(CUSTOMERS, List.of()), HORIZON, 1, it -> {});
    }

    @Test
    void what_is_chosen_knows_cooks_from_gardeners_in_every_question() {
        var content = new Content(facts, history.products);
        var choice = chosen(content);
        var material = Material.of(history, content);
        var trained = choice.train(material);

        var products = new float[material.products()];
        trained.products().products(Taste.of(material.profiles(), 0), products);
        assertThat(sum(products, 0, OF_A_KIND)).isGreaterThan(sum(products, OF_A_KIND, 2 * OF_A_KIND) + 10);

        var customers = new float[material.customers()];
        trained.customers().customers(0, customers);
        assertThat(cooksBefore(customers)).isGreaterThan(0.95);
        trained.newcomers().customers(NEW_PAN, customers);
        assertThat(cooksBefore(customers)).isGreaterThan(0.95);
    }

    private static double sum(float[] values, int from, int to) {
        var sum = 0.0;
        for (var i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** How often a cook stands before a gardener. */
    private static double cooksBefore(float[] scores) {
        var right = 0;
        for (var cook = 0; cook < scores.length; cook += 2) {
            for (var gardener = 1; gardener < scores.length; gardener += 2) {
                right += scores[cook] > scores[gardener] ? 1 : 0;
            }
        }
        return right / (scores.length / 2.0 * (scores.length / 2.0));
    }

    @Test
    void the_same_history_chooses_the_same() {
        var content = new Content(facts, history.products);
        assertThat(chosen(content)).isEqualTo(chosen(content));
    }

    @Test
    void a_shop_of_which_nothing_is_known_gets_a_choice_that_answers() {
        var empty = new History().sorted();
        var content = new Content(List.of(), empty.products);
        var choice = Selection.of(empty, content, List.of(), HORIZON, 1, it -> {});
        var scores = new float[0];
        choice.train(Material.of(empty, content)).products().products(Taste.NONE, scores);
        assertThat(scores).isEmpty();
    }
}
