package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.postille.interest.method.Demographics;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.snapshot.Damaged;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

class LearnedTest {

    private static final List<ProductFacts> FACTS = Village.facts();

    private final List<String> told = new ArrayList<>();
    private final Learned learned = Learned.from(new Village().history, FACTS, told::add);

    private static SnapshotInput written(Consumer<SnapshotOutput> content) {
        var chunks = new ArrayDeque<byte[]>();
        var out = new SnapshotOutput((bytes, length) -> chunks.add(Arrays.copyOf(bytes, length)));
        content.accept(out);
        out.end();
        return new SnapshotInput(chunks::remove, out.bytes());
    }

    @Test
    void a_model_from_what_was_stored_answers_every_question_as_the_one_that_was_trained() {
        var trained = learned.model("v");
        var restored = Learned.read(written(learned::write), FACTS).model("v");

        for (var customer = 0L; customer < 81; customer++) {
            assertThat(restored.personal(customer, _ -> true, 30))
                    .isEqualTo(trained.personal(customer, _ -> true, 30))
                    .isNotEmpty();
        }
        for (var product = 0L; product < Village.MYSTERY; product++) {
            var anchors = new long[] {product};
            assertThat(restored.complementary(anchors, _ -> true, 9))
                    .isEqualTo(trained.complementary(anchors, _ -> true, 9));
            assertThat(restored.alternatives(1, anchors, _ -> true, 9))
                    .isEqualTo(trained.alternatives(1, anchors, _ -> true, 9));
            assertThat(restored.customersFor(anchors, 99)).isEqualTo(trained.customersFor(anchors, 99));
        }
        assertThat(restored.topSellers(_ -> true, 9))
                .isEqualTo(trained.topSellers(_ -> true, 9))
                .isNotEmpty();
    }

    @Test
    void what_somebody_else_chose_can_be_learned_and_kept_too() {
        var standard = Learned.by(Learned.STANDARD, new Village().history, FACTS);
        var restored = Learned.read(written(standard::write), FACTS);
        assertThat(restored.choice()).isEqualTo(Learned.STANDARD);
        var expected = new float[standard.material().customers()];
        var found = new float[expected.length];
        for (var product = 0; product <= Village.MYSTERY; product++) {
            standard.trained().newcomers().customers(product, expected);
            restored.trained().newcomers().customers(product, found);
            assertThat(found).containsExactly(expected);
        }
    }

    @Test
    void the_same_choice_is_kept() {
        assertThat(Learned.read(written(learned::write), FACTS).choice()).isEqualTo(learned.choice());
    }

    @Test
    void products_that_came_after_the_training_or_went_since_do_no_harm() {
        var facts = new ArrayList<>(FACTS);
        facts.removeFirst();
        facts.add(new ProductFacts(77, "Kettle", "Home > Kitchen", null, 20, List.of()));
        var model = Learned.read(written(learned::write), facts).model("v");
        assertThat(model.personal(1, _ -> true, 9)).isNotEmpty();
        assertThat(model.customersFor(new long[] {77}, 9)).isEmpty();
    }

    @Test
    void what_was_cut_off_cannot_be_read() {
        var chunks = new ArrayDeque<byte[]>();
        var out = new SnapshotOutput((bytes, length) -> chunks.add(Arrays.copyOf(bytes, length / 2)));
        learned.write(out);
        out.end();
        var in = new SnapshotInput(chunks::remove, out.bytes() / 2);
        assertThatThrownBy(() -> Learned.read(in, FACTS)).isInstanceOf(Damaged.class);
    }

    @Test
    void a_selection_is_heard_as_progress_and_as_a_figure() {
        var steps = new ArrayList<Long>();
        var hearing = new Hearing((done, _) -> steps.add(done), _ -> {});
        told.forEach(hearing);
        assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(hearing.figures().values()).hasSize(1).allSatisfy((question, it) -> {
            assertThat(question).isEqualTo("products for a customer");
            assertThat(it).isBetween(0.05, 1.0);
        });
    }

    @Test
    void what_people_of_a_kind_buy_comes_back_as_it_was() {
        var people = learned.material().profiles().rows;
        var kinds = new ArrayList<List<String>>();
        for (var customer = 0; customer < people.size(); customer++) {
            kinds.add(customer % 2 == 0 ? List.of("country AT") : List.of("country DE", "kids"));
        }
        var products = learned.material().products();
        var trained = Demographics.train(kinds, people, products, 10);
        var restored = Demographics.read(written(trained::write));
        for (var person : List.of(List.<String>of(), List.of("kids"), List.of("country AT", "country XX"))) {
            var expected = new float[products];
            var found = new float[products];
            trained.products(person, expected);
            restored.products(person, found);
            assertThat(found).containsExactly(expected);
        }
    }
}
