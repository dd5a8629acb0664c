package org.postille.interest.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.blend.Choice.Weighted;
import org.postille.interest.history.History;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Profiles;
import org.postille.interest.method.Content;
import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;
import org.postille.interest.method.Material;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.method.Taste;
import org.postille.interest.snapshot.Damaged;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

class ShelfTest {

    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final Ials.Parameters FACTORS = new Ials.Parameters(8, 5, 0.2, 0.01, 1, 3);
    private static final Ials.Parameters OTHER_FACTORS = new Ials.Parameters(5, 5, 0.2, 0.01, 1, 3);
    private static final ItemNeighbours.Parameters NEIGHBOURS = new ItemNeighbours.Parameters(10, 1, 0.5, 1.2);
    private static final int CUSTOMERS = 60;
    private static final int PRODUCTS = 40;

    private static final Choice EVERYTHING = new Choice(
            List.of(
                    new Weighted(new Recipe.Sales(30), 0.5),
                    new Weighted(new Recipe.Sales(FOREVER), 0.1),
                    new Weighted(new Recipe.Fresh(), 0.2),
                    new Weighted(new Recipe.Rare(), 0.1),
                    new Weighted(new Recipe.Neighbourhood(NEIGHBOURS, 40), 1),
                    new Weighted(new Recipe.Neighbourhood(NEIGHBOURS, FOREVER), 0.3),
                    new Weighted(new Recipe.Autoencoder(150, 14), 0.7),
                    new Weighted(new Recipe.Factors(FACTORS), 1.25),
                    new Weighted(new Recipe.Walk(10, 0.3), 0.2),
                    new Weighted(new Recipe.Last(new Recipe.Autoencoder(150, FOREVER), 3), 0.2),
                    new Weighted(new Recipe.Last(new Recipe.Sequence(10, 1), 3), 0.2),
                    new Weighted(new Recipe.Sequence(10, 1), 0.1),
                    new Weighted(new Recipe.Features(120), 0.2),
                    new Weighted(new Recipe.Near(14), 0.2)),
            List.of(
                    new Weighted(new Recipe.Active(90), 1),
                    new Weighted(new Recipe.Near(60), 0.2),
                    new Weighted(new Recipe.Autoencoder(500, FOREVER), 0.3),
                    new Weighted(new Recipe.Factors(FACTORS), 0.8),
                    new Weighted(new Recipe.Share(new Recipe.Features(FOREVER), 0.5), 0.2)),
            List.of(
                    new Weighted(new Recipe.Alike(30), 1),
                    new Weighted(new Recipe.FactorsOfAlike(FACTORS, 30), 0.25),
                    new Weighted(new Recipe.FactorsOfAlike(OTHER_FACTORS, 10), 0.4)),
            new Odds(
                    43_200,
                    new Uptake(new double[] {7, 3, 1, 0.1}),
                    new Uptake(new double[] {3, 1, 0.5}),
                    new Demand(new double[] {0.1, 0.2, 0, 0, 0.4, 0, 0.1, 0}, 17, new Level.Heed(0.4, 0.7)),
                    new Spread(0.2),
                    new Odds.Several(new Uptake(new double[] {5, 2, 1, 0.4}), 1.1, new Spread(0.1))),
            new Welcome(60, 2),
            new Choice.Figures(0.2, 0.9, 1));

    private final List<ProductFacts> facts = new ArrayList<>();
    private final Material material = material();

    private Material material() {
        var history = new History();
        var random = new Random(9);
        for (var product = 0; product < PRODUCTS; product++) {
            facts.add(new ProductFacts(
                    product, "", null, null, 0, List.of("a" + random.nextInt(5), "b" + random.nextInt(7))));
            history.products.add(product);
        }
        for (var i = 0; i < 700; i++) {
            history.add(new Interaction(
                    1000 + random.nextInt(CUSTOMERS),
                    random.nextInt(PRODUCTS - 1),
                    random.nextInt(9) == 0 ? EventKind.RETURNED : EventKind.ORDERED,
                    1,
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(86_400 * 100))));
        }
        return Material.of(history.sorted(), new Content(facts, history.products));
    }

    /** What was written, in chunks. */
    private static final class Written {
        private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
        private final SnapshotOutput out =
                new SnapshotOutput((bytes, length) -> chunks.add(Arrays.copyOf(bytes, length)));

        SnapshotInput read() {
            out.end();
            return new SnapshotInput(chunks::remove, out.bytes());
        }
    }

    private Material restored() {
        var written = new Written();
        material.history().customers.write(written.out);
        material.history().products.write(written.out);
        material.profiles().write(written.out);
        var in = written.read();
        var customers = Ids.read(in);
        var products = Ids.read(in);
        var profiles = Profiles.read(in);
        return new Material(
                History.forgotten(customers, products),
                profiles,
                profiles.rows.transposed(products.size()),
                new Content(facts, products));
    }

    @Test
    void what_was_kept_answers_as_what_was_trained_bit_by_bit() {
        assertThat(Stream.of(EVERYTHING.products(), EVERYTHING.customers(), EVERYTHING.newcomers())
                        .flatMap(List::stream)
                        .map(it -> it.recipe().getClass().getSimpleName()))
                .as("recipes")
                .containsAll(Arrays.stream(Recipe.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
        var trained = EVERYTHING.train(material);
        var written = new Written();
        Shelf.write(trained, written.out);

        var restored = restored();
        assertThat(restored.customers()).isEqualTo(material.customers());
        assertThat(restored.history().customers.find(1000 + 7))
                .isEqualTo(material.history().customers.find(1000 + 7))
                .isNotNegative();
        var read = Shelf.read(EVERYTHING, restored, written.read());

        assertThat(read.expected()).containsExactly(trained.expected());
        for (var customer = 0; customer < material.customers(); customer++) {
            var taste = Taste.of(material.profiles(), customer);
            assertThat(Taste.of(restored.profiles(), customer)).isEqualTo(taste);
            assertThat(products(read.products(), taste)).containsExactly(products(trained.products(), taste));
        }
        for (var product = 0; product < PRODUCTS; product++) {
            assertThat(customers(read.customers(), product)).containsExactly(customers(trained.customers(), product));
            assertThat(customers(read.newcomers(), product)).containsExactly(customers(trained.newcomers(), product));
            for (var customer = 0; customer < material.customers(); customer++) {
                assertThat(restored.profiles().bought(customer, product))
                        .isEqualTo(material.profiles().bought(customer, product));
            }
        }
    }

    private static float[] products(Blend blend, Taste taste) {
        var scores = new float[PRODUCTS];
        blend.products(taste, scores);
        return scores;
    }

    private float[] customers(Blend blend, int product) {
        var scores = new float[material.customers()];
        blend.customers(product, scores);
        return scores;
    }

    @Test
    void a_choice_comes_back_from_its_text_as_it_was() {
        assertThat(ChoiceJson.read(ChoiceJson.write(EVERYTHING))).isEqualTo(EVERYTHING);
    }

    @Test
    void a_choice_of_another_version_is_told_as_such() {
        var json = ChoiceJson.write(EVERYTHING);
        assertThatThrownBy(() -> ChoiceJson.read(json.replace("\"Sales\"", "\"Seasons\"")))
                .isInstanceOf(Damaged.class)
                .hasMessageContaining("Seasons");
        assertThatThrownBy(() -> ChoiceJson.read("{}")).isInstanceOf(Damaged.class);
    }

    @Test
    void another_choice_cannot_be_read_from_it() {
        var written = new Written();
        Shelf.write(EVERYTHING.train(material), written.out);
        var other = new Choice(
                EVERYTHING.products().reversed(),
                EVERYTHING.customers(),
                EVERYTHING.newcomers(),
                EVERYTHING.odds(),
                EVERYTHING.welcome(),
                EVERYTHING.figures());
        var in = written.read();
        assertThatThrownBy(() -> Shelf.read(other, material, in))
                .isInstanceOf(Damaged.class)
                .hasMessageContaining("Sales");
    }
}
