package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.postille.interest.crowd.Traits;
import org.postille.interest.method.Content;
import org.postille.interest.method.Demographics;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.snapshot.Damaged;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

class LearnedTest {

    private static final List<ProductFacts> FACTS = Village.facts();

    private final List<String> told = new ArrayList<>();
    private final Learned learned = learned(true);

    private Learned learned(boolean choosing) {
        var history = new Village().history;
        FACTS.forEach(it -> history.products.add(it.id()));
        var content = new Content(FACTS, history.sorted().products);
        var traits = Collections.nCopies(history.customers.size(), Traits.NONE);
        var people = traits.stream().map(Traits::all).toList();
        var chosen = choosing
                ? Chosen.by(history, content, people, Duration.ofDays(30), Village.START, told::add)
                : Chosen.NOTHING;
        return Learned.by(chosen, history, content, traits);
    }

    private static Wishes wishes(int n) {
        return Wishes.of(_ -> true, n);
    }

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
        var wishes = wishes(30);

        for (var customer = 0L; customer < 81; customer++) {
            var person = Person.of(customer);
            assertThat(restored.personal(person, wishes))
                    .isEqualTo(trained.personal(person, wishes))
                    .isNotEmpty();
        }
        for (var product = 0L; product < Village.MYSTERY; product++) {
            var anchors = new long[] {product};
            assertThat(restored.complementary(Person.of(1), anchors, wishes))
                    .isEqualTo(trained.complementary(Person.of(1), anchors, wishes));
            assertThat(restored.alternatives(Person.of(1), anchors, wishes))
                    .isEqualTo(trained.alternatives(Person.of(1), anchors, wishes));
            assertThat(restored.customersFor(anchors, 99, 0).toList())
                    .isEqualTo(trained.customersFor(anchors, 99, 0).toList());
        }
        assertThat(restored.topSellers(Person.of(1), wishes))
                .isEqualTo(trained.topSellers(Person.of(1), wishes))
                .isNotEmpty();
    }

    @Test
    void what_does_well_in_most_shops_is_kept_like_what_was_chosen() {
        assertThat(Learned.read(written(learned::write), FACTS).chosen()).isEqualTo(learned.chosen());
        var modest = learned(false);
        assertThat(Learned.read(written(modest::write), FACTS).chosen()).isEqualTo(Chosen.NOTHING);
    }

    @Test
    void products_that_came_after_the_training_or_went_since_do_no_harm() {
        var facts = new ArrayList<>(FACTS);
        facts.removeFirst();
        facts.add(new ProductFacts(77, "Kettle", "Home > Kitchen", null, 20, List.of()));
        var model = Learned.read(written(learned::write), facts).model("v");
        assertThat(model.personal(Person.of(1), wishes(9))).isNotEmpty();
        assertThat(model.customersFor(new long[] {77}, 9, 0).toList()).isEmpty();
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
    void a_selection_is_heard_as_progress() {
        var steps = new ArrayList<Long>();
        var hearing = new Hearing((done, _) -> steps.add(done), _ -> {});
        told.forEach(hearing);
        assertThat(steps).hasSizeGreaterThan(10).isSorted().endsWith(15L);
    }

    @Test
    void a_history_that_chose_is_foretold_better_than_by_chance_and_again_alike_when_it_is_tried_again() {
        var figures = learned.chosen().choice().figures();
        assertThat(figures.products()).isBetween(0.1, 1.0);
        assertThat(figures.customers()).isPositive();
        var material = learned.material();
        var again = learned.chosen().triedAgain(material.history(), material.content(), Duration.ofDays(30));
        assertThat(again).isEqualTo(learned.chosen());
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
