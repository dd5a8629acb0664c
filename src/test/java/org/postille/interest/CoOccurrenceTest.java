package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.interest.history.History;

class CoOccurrenceTest {

    private final Village village = new Village();
    private final CoOccurrence model = village.trained();

    @Test
    void cooks_are_shown_kitchen_and_gardeners_garden_products() {
        for (var customer = 0L; customer < 80; customer++) {
            var best = model.personal(customer, _ -> true, 2);
            var cook = Village.isCook(customer);
            assertThat(best).hasSize(2).allMatch(it -> Village.isKitchen(it.productId()) == cook);
        }
    }

    @Test
    void what_was_bought_is_not_recommended_again() {
        for (var customer = 0L; customer < 80; customer++) {
            var who = customer;
            assertThat(model.personal(customer, _ -> true, 30))
                    .isNotEmpty()
                    .noneMatch(it -> village.bought(who, it.productId()));
        }
    }

    @Test
    void lists_come_best_first_without_doubles_and_as_short_as_asked() {
        var list = model.personal(3, _ -> true, 12);
        assertThat(list)
                .hasSizeLessThanOrEqualTo(12)
                .extracting(Recommendation::productId)
                .doesNotHaveDuplicates();
        assertThat(list).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(model.personal(3, _ -> true, 0)).isEmpty();
    }

    @Test
    void only_eligible_products_are_shown() {
        assertThat(model.personal(3, it -> it >= 10, 5)).isNotEmpty().allMatch(it -> it.productId() >= 10);
        assertThat(model.topSellers(it -> it != Village.BAG, 5))
                .isNotEmpty()
                .noneMatch(it -> it.productId() == Village.BAG);
    }

    @Test
    void an_unknown_customer_gets_the_top_sellers() {
        assertThat(model.personal(999, _ -> true, 3)).isEqualTo(model.topSellers(_ -> true, 3));
        assertThat(model.topSellers(_ -> true, 3).getFirst().productId()).isEqualTo(Village.BAG);
    }

    @Test
    void a_recent_rush_outsells_old_fame() {
        var now = Village.START.plus(Duration.ofDays(400));
        var later = new Village();
        for (var customer = 100; customer < 110; customer++) {
            later.with(customer, 13, EventKind.ORDERED, now);
        }
        assertThat(later.trained().topSellers(_ -> true, 1).getFirst().productId())
                .isEqualTo(13);
    }

    @Test
    void the_saucer_goes_with_the_cup_and_the_bag_with_nothing_in_particular() {
        for (var cup = 0L; cup < 20; cup += 2) {
            assertThat(model.complementary(new long[] {cup}, _ -> true, 1))
                    .singleElement()
                    .matches(saucerOf(cup));
        }
        assertThat(model.complementary(new long[] {4}, _ -> true, 1).getFirst().reason())
                .isEqualTo("bought with Pan 4");
    }

    private static Predicate<Recommendation> saucerOf(long cup) {
        return it -> it.productId() == cup + 1;
    }

    @Test
    void anchors_and_unknown_products_are_no_answer() {
        assertThat(model.complementary(new long[] {4, 5}, _ -> true, 9))
                .noneMatch(it -> it.productId() == 4 || it.productId() == 5);
        assertThat(model.complementary(new long[] {4711}, _ -> true, 9)).isEmpty();
        assertThat(model.alternatives(1, new long[] {4711}, _ -> true, 9)).isEmpty();
    }

    @Test
    void alternatives_are_of_the_same_kind() {
        assertThat(model.alternatives(999, new long[] {12}, _ -> true, 5))
                .hasSize(5)
                .allMatch(it -> it.productId() >= 10 && it.productId() < 20 && it.productId() != 12);
    }

    @Test
    void what_often_comes_back_is_no_good_alternative() {
        var before = rank(new Village().trained(), 3);
        var returned = new Village();
        for (var customer = 0L; customer < 40; customer++) {
            if (returned.bought(customer, 3)) {
                returned.with(customer, 3, EventKind.RETURNED, Village.START.plus(Duration.ofDays(121)));
            }
        }
        assertThat(rank(returned.trained(), 3)).isGreaterThan(before);
    }

    private static int rank(InterestModel model, long product) {
        return model.alternatives(999, new long[] {2}, _ -> true, 20).stream()
                .map(Recommendation::productId)
                .toList()
                .indexOf(product);
    }

    @Test
    void a_return_turns_a_customer_away_from_what_is_like_it() {
        var faithful = new Village().with(200, 0, EventKind.ORDERED, Village.START);
        var disappointed = new Village()
                .with(200, 0, EventKind.ORDERED, Village.START)
                .with(200, 0, EventKind.RETURNED, Village.START.plus(Duration.ofDays(9)));
        assertThat(faithful.trained()
                        .personal(200, it -> it != Village.BAG, 1)
                        .getFirst()
                        .productId())
                .isEqualTo(1);
        assertThat(disappointed.trained().personal(200, it -> it != Village.BAG, 20))
                .extracting(Recommendation::productId)
                .doesNotContain(0L)
                .satisfies(it -> assertThat(it.indexOf(1L)).isNotZero());
    }

    @Test
    void recipients_are_those_with_the_taste_and_without_the_product() {
        var prospects = model.customersFor(new long[] {3}, 10);
        assertThat(prospects)
                .hasSize(10)
                .allMatch(it -> Village.isCook(it.customerId()) && !village.bought(it.customerId(), 3))
                .allMatch(it -> it.score() > 0 && it.score() < 1)
                .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }

    @Test
    void a_new_product_finds_its_recipients_by_what_it_is() {
        assertThat(model.customersFor(new long[] {Village.NEW_PAN}, 20))
                .hasSize(20)
                .allMatch(it -> Village.isCook(it.customerId()));
        assertThat(model.customersFor(new long[] {Village.MYSTERY}, 20)).isEmpty();
    }

    @Test
    void of_two_with_the_same_taste_the_more_active_one_comes_first() {
        var at = Village.START.plus(Duration.ofDays(30));
        var active = new Village();
        for (var product : new long[] {4, 5, 6, 7}) {
            active.with(300, product, EventKind.ORDERED, at);
        }
        active.with(301, 4, EventKind.ORDERED, at);
        var order = active.trained().customersFor(new long[] {Village.NEW_PAN}, 100).stream()
                .map(Prospect::customerId)
                .toList();
        assertThat(order.indexOf(300L)).isLessThan(order.indexOf(301L)).isNotNegative();
    }

    @Test
    void an_empty_history_knows_nothing_and_fails_at_nothing() {
        var empty = CoOccurrence.train(new History(), List.of(), Tuning.DEFAULT, Instant.EPOCH);
        assertThat(empty.personal(1, _ -> true, 3)).isEmpty();
        assertThat(empty.complementary(new long[] {1}, _ -> true, 3)).isEmpty();
        assertThat(empty.alternatives(1, new long[] {1}, _ -> true, 3)).isEmpty();
        assertThat(empty.topSellers(_ -> true, 3)).isEmpty();
        assertThat(empty.customersFor(new long[] {1}, 3)).isEmpty();
    }

    @Test
    void many_threads_get_the_same_answers_as_one() throws Exception {
        var expected = IntStream.range(0, 80)
                .mapToObj(it -> model.personal(it, _ -> true, 5))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 800)
                    .<Callable<List<Recommendation>>>mapToObj(it -> () -> model.personal(it % 80, _ -> true, 5))
                    .toList();
            var answers = threads.invokeAll(asked);
            for (var i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(expected.get(i % 80));
            }
        }
    }
}
