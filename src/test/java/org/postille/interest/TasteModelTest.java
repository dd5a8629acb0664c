package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.crowd.Traits;
import org.postille.interest.history.History;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.ranking.Variety;

class TasteModelTest {

    private final Village village = new Village();
    private final TasteModel model = village.trained();

    @Test
    void cooks_are_shown_kitchen_and_gardeners_garden_products() {
        for (var customer = 0L; customer < 80; customer++) {
            var best = model.personal(Person.of(customer), Wishes.of(it -> it != Village.NEW_PAN, 2));
            var cook = Village.isCook(customer);
            assertThat(best).hasSize(2).allMatch(it -> Village.isKitchen(it.productId()) == cook);
        }
    }

    @Test
    void what_was_bought_is_not_recommended_again() {
        for (var customer = 0L; customer < 80; customer++) {
            var who = customer;
            assertThat(model.personal(Person.of(customer), Wishes.of(_ -> true, 30)))
                    .isNotEmpty()
                    .noneMatch(it -> village.bought(who, it.productId()));
        }
    }

    @Test
    void lists_come_best_first_without_doubles_and_as_short_as_asked() {
        var list = model.personal(Person.of(3), Wishes.of(_ -> true, 12));
        assertThat(list)
                .hasSizeLessThanOrEqualTo(12)
                .extracting(Recommendation::productId)
                .doesNotHaveDuplicates();
        assertThat(list).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(model.personal(Person.of(3), Wishes.of(_ -> true, 0))).isEmpty();
    }

    @Test
    void only_eligible_products_are_shown() {
        assertThat(model.personal(Person.of(3), Wishes.of(it -> it >= 10, 5)))
                .isNotEmpty()
                .allMatch(it -> it.productId() >= 10);
        assertThat(model.topSellers(Person.of(999), Wishes.of(it -> it != Village.BAG, 5)))
                .isNotEmpty()
                .noneMatch(it -> it.productId() == Village.BAG);
    }

    @Test
    void an_unknown_customer_gets_the_top_sellers() {
        assertThat(model.personal(Person.of(999), Wishes.of(_ -> true, 3)))
                .extracting(Recommendation::productId)
                .isEqualTo(model.topSellers(Person.of(999), Wishes.of(_ -> true, 3)).stream()
                        .map(Recommendation::productId)
                        .toList());
        assertThat(model.topSellers(Person.of(999), Wishes.of(_ -> true, 3))
                        .getFirst()
                        .productId())
                .isEqualTo(Village.BAG);
    }

    @Test
    void a_recent_rush_outsells_old_fame() {
        var now = Village.START.plus(Duration.ofDays(300));
        var later = new Village();
        for (var customer = 100; customer < 110; customer++) {
            later.with(customer, 13, EventKind.ORDERED, now);
        }
        assertThat(later.trained()
                        .topSellers(Person.of(999), Wishes.of(_ -> true, 1))
                        .getFirst()
                        .productId())
                .isEqualTo(13);
    }

    @Test
    void what_was_bought_in_these_weeks_of_last_year_is_popular_again() {
        var later = new Village();
        for (var customer = 100; customer < 140; customer++) {
            later.with(customer, 13, EventKind.ORDERED, Village.START.plus(Duration.ofDays(150)));
            later.with(customer, 3, EventKind.ORDERED, Village.START.plus(Duration.ofDays(250)));
        }
        later.with(140, 1, EventKind.VIEWED, Village.START.plus(Duration.ofDays(150 + 360)));
        assertThat(later.trained()
                        .topSellers(Person.of(999), Wishes.of(_ -> true, 1))
                        .getFirst()
                        .productId())
                .isEqualTo(13);
    }

    @Test
    void the_saucer_goes_with_the_cup_and_the_bag_with_nothing_in_particular() {
        for (var cup = 0L; cup < 20; cup += 2) {
            assertThat(model.complementary(Person.of(999), new long[] {cup}, Wishes.of(_ -> true, 1)))
                    .singleElement()
                    .matches(saucerOf(cup));
        }
        assertThat(model.complementary(Person.of(999), new long[] {4}, Wishes.of(_ -> true, 1))
                        .getFirst()
                        .reason())
                .isEqualTo("bought with Pan 4");
    }

    private static Predicate<Recommendation> saucerOf(long cup) {
        return it -> it.productId() == cup + 1;
    }

    @Test
    void anchors_and_unknown_products_are_no_answer() {
        assertThat(model.complementary(Person.of(999), new long[] {4, 5}, Wishes.of(_ -> true, 9)))
                .noneMatch(it -> it.productId() == 4 || it.productId() == 5);
        assertThat(model.complementary(Person.of(999), new long[] {4711}, Wishes.of(_ -> true, 9)))
                .isEmpty();
        assertThat(model.alternatives(Person.of(1), new long[] {4711}, Wishes.of(_ -> true, 9)))
                .isEmpty();
    }

    @Test
    void alternatives_are_of_the_same_kind() {
        assertThat(model.alternatives(Person.of(999), new long[] {12}, Wishes.of(_ -> true, 5)))
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
        return model.alternatives(Person.of(999), new long[] {2}, Wishes.of(_ -> true, 20)).stream()
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
                        .personal(Person.of(200), Wishes.of(it -> it != Village.BAG, 1))
                        .getFirst()
                        .productId())
                .isEqualTo(1);
        assertThat(disappointed.trained().personal(Person.of(200), Wishes.of(it -> it != Village.BAG, 20)))
                .extracting(Recommendation::productId)
                .doesNotContain(0L)
                .satisfies(it -> assertThat(it.indexOf(1L)).isNotZero());
    }

    @Test
    void recipients_are_those_with_the_taste_and_without_the_product() {
        var prospects = model.customersFor(new long[] {3}, 10, 0).toList();
        assertThat(prospects)
                .hasSize(10)
                .allMatch(it -> Village.isCook(it.customerId()) && !village.bought(it.customerId(), 3))
                .allMatch(it -> it.score() > 0 && it.score() < 1)
                .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }

    @Test
    void a_new_product_finds_its_recipients_by_what_it_is() {
        assertThat(model.customersFor(new long[] {Village.NEW_PAN}, 20, 0).toList())
                .hasSize(20)
                .allMatch(it -> Village.isCook(it.customerId()));
        assertThat(model.customersFor(new long[] {Village.MYSTERY}, 20, 0).toList())
                .isEmpty();
    }

    @Test
    void of_two_with_the_same_taste_the_more_active_one_comes_first() {
        var at = Village.START.plus(Duration.ofDays(30));
        var active = new Village();
        for (var product : new long[] {0, 1, 2, 3, 4, 5, 6, 7}) {
            active.with(300, product, EventKind.ORDERED, at);
        }
        for (var product : new long[] {2, 3, 4, 5}) {
            active.with(301, product, EventKind.ORDERED, at);
        }
        var order = active.trained().customersFor(new long[] {Village.NEW_PAN}, 100, 0).toList().stream()
                .map(Prospect::customerId)
                .toList();
        assertThat(order.indexOf(300L)).isLessThan(order.indexOf(301L)).isNotNegative();
    }

    @Test
    void an_empty_history_knows_nothing_and_fails_at_nothing() {
        var empty = Village.trained(new History(), List.of());
        assertThat(empty.personal(Person.of(1), Wishes.of(_ -> true, 3))).isEmpty();
        assertThat(empty.complementary(Person.of(999), new long[] {1}, Wishes.of(_ -> true, 3)))
                .isEmpty();
        assertThat(empty.alternatives(Person.of(1), new long[] {1}, Wishes.of(_ -> true, 3)))
                .isEmpty();
        assertThat(empty.topSellers(Person.of(999), Wishes.of(_ -> true, 3))).isEmpty();
        assertThat(empty.customersFor(new long[] {1}, 3, 0).toList()).isEmpty();
    }

    @Test
    void many_threads_get_the_same_answers_as_one() throws Exception {
        var expected = IntStream.range(0, 80)
                .mapToObj(it -> model.personal(Person.of(it), Wishes.of(_ -> true, 5)))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 800)
                    .<Callable<List<Recommendation>>>mapToObj(
                            it -> () -> model.personal(Person.of(it % 80), Wishes.of(_ -> true, 5)))
                    .toList();
            var answers = threads.invokeAll(asked);
            for (var i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(expected.get(i % 80));
            }
        }
    }

    private static Interaction did(long customer, long product, EventKind kind) {
        return new Interaction(customer, product, kind, 1, Village.START.plus(Duration.ofDays(125)));
    }

    private static Person whoDid(Interaction... latest) {
        return new Person(latest[0].customerId(), Locale.ENGLISH, Traits.NONE, List.of(latest), true);
    }

    @Test
    void what_somebody_did_a_moment_ago_counts_without_a_training() {
        var stranger = whoDid(did(777, 2, EventKind.ORDERED), did(777, 4, EventKind.ORDERED));
        assertThat(model.personal(stranger, Wishes.of(it -> it != Village.BAG, 3)))
                .hasSize(3)
                .allMatch(it -> Village.isKitchen(it.productId()))
                .noneMatch(it -> it.productId() == 2 || it.productId() == 4);
        var gardener = new Person(
                50,
                Locale.ENGLISH,
                Traits.NONE,
                List.of(
                        did(50, 0, EventKind.ORDERED),
                        did(50, 2, EventKind.ORDERED),
                        did(50, 4, EventKind.ORDERED),
                        did(50, 6, EventKind.ORDERED)),
                false);
        var before = pansAmongFirst(model.personal(Person.of(50), Wishes.of(_ -> true, 6)));
        assertThat(pansAmongFirst(model.personal(gardener, Wishes.of(_ -> true, 6))))
                .isGreaterThan(before);
    }

    private static long pansAmongFirst(List<Recommendation> list) {
        return list.stream().filter(it -> Village.isKitchen(it.productId())).count();
    }

    @Test
    void an_order_of_a_moment_ago_is_not_recommended_any_more() {
        var first =
                model.personal(Person.of(3), Wishes.of(_ -> true, 1)).getFirst().productId();
        var buyer = new Person(3, Locale.ENGLISH, Traits.NONE, List.of(did(3, first, EventKind.ORDERED)), false);
        assertThat(model.personal(buyer, Wishes.of(_ -> true, 30)))
                .isNotEmpty()
                .noneMatch(it -> it.productId() == first)
                .noneMatch(it -> village.bought(3, it.productId()));
    }

    @Test
    void what_somebody_dislikes_is_recommended_to_them_by_no_strategy_until_they_like_it() {
        var own = new Village().trained();
        own.arrived(List.of(new ProductFacts(900, "Pan kettle", "Home > Kitchen", null, 20, List.of())));
        var wishes = Wishes.of(_ -> true, 30);
        var saucer = own.complementary(Person.of(3), new long[] {4}, wishes)
                .getFirst()
                .productId();
        var disliking = new Person(
                3,
                Locale.ENGLISH,
                Traits.NONE,
                List.of(
                        did(3, saucer, EventKind.DISLIKED),
                        did(3, Village.BAG, EventKind.DISLIKED),
                        did(3, 900, EventKind.DISLIKED)),
                false);
        assertThat(own.personal(Person.of(3), wishes)).anyMatch(it -> it.productId() == 900);
        for (var list : List.of(
                own.personal(disliking, wishes),
                own.complementary(disliking, new long[] {4}, wishes),
                own.alternatives(disliking, new long[] {4}, wishes),
                own.topSellers(disliking, wishes))) {
            assertThat(list).extracting(Recommendation::productId).doesNotContain(saucer, Village.BAG, 900L);
        }
        var reconciled = whoDid(did(3, Village.BAG, EventKind.DISLIKED), did(3, Village.BAG, EventKind.LIKED));
        assertThat(own.topSellers(reconciled, wishes)).anyMatch(it -> it.productId() == Village.BAG);
    }

    @Test
    void a_product_that_came_after_the_training_is_for_those_who_like_such() {
        var own = new Village().trained();
        var kettle = new ProductFacts(900, "Pan kettle", "Home > Kitchen", null, 20, List.of());
        assertThat(own.newest()).isEqualTo(Village.MYSTERY);
        assertThat(own.customersFor(new long[] {900}, 5, 0).size()).isZero();
        own.arrived(List.of(kettle));
        assertThat(own.newest()).isEqualTo(900);
        var cook = own.personal(Person.of(3), Wishes.of(_ -> true, 30));
        var gardener = own.personal(Person.of(60), Wishes.of(_ -> true, 30));
        assertThat(score(cook, 900)).isGreaterThan(score(gardener, 900));
        assertThat(cook)
                .filteredOn(it -> it.productId() == 900)
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).startsWith("new, and like Pan"));
        assertThat(own.customersFor(new long[] {900}, 20, 0).toList())
                .hasSize(20)
                .allMatch(it -> Village.isCook(it.customerId()));
    }

    @Test
    void what_somebody_did_with_a_product_speaks_for_the_new_one_that_is_most_like_it() {
        var own = new Village().trained();
        own.arrived(List.of(new ProductFacts(900, "Pan kettle", "Home > Kitchen", null, 20, List.of())));
        var wishes = Wishes.of(_ -> true, 60);
        assertThat(place(own.personal(whoBought(2), wishes), 900))
                .isLessThan(5)
                .isLessThan(place(own.personal(whoBought(Village.BAG), wishes), 900));
    }

    @Test
    void before_anything_was_learned_the_newest_products_are_there_for_everybody() {
        var model = (TasteModel) new Interest().current();
        var wishes = Wishes.of(it -> it != 8, 3);
        assertThat(model.personal(whoBought(7), wishes)).isEmpty();
        model.arrived(LongStream.range(1, 10)
                .mapToObj(it -> new ProductFacts(it, "Thing " + it, "Things", null, 20, List.of()))
                .toList());
        for (var list : List.of(model.personal(whoBought(7), wishes), model.topSellers(whoBought(7), wishes))) {
            assertThat(list)
                    .extracting(Recommendation::productId)
                    .startsWith(9L)
                    .doesNotContain(8L);
            assertThat(list).hasSize(3).allSatisfy(it -> assertThat(it.reason()).isEqualTo("new in the shop"));
        }
        assertThat(model.personal(whoBought(7), wishes))
                .extracting(Recommendation::productId)
                .doesNotContain(7L);
    }

    private static Person whoBought(long product) {
        var order = did(999, product, EventKind.ORDERED);
        return new Person(999, Locale.ENGLISH, Traits.NONE, List.of(order), true);
    }

    private static int place(List<Recommendation> list, long product) {
        return list.stream().map(Recommendation::productId).toList().indexOf(product);
    }

    private static double score(List<Recommendation> list, long product) {
        return list.stream()
                .filter(it -> it.productId() == product)
                .findFirst()
                .orElseThrow()
                .score();
    }

    @Test
    void a_stranger_is_told_what_is_popular_where_they_live() {
        var traits = new Village();
        var people = Village.trained(
                traits.history,
                Village.facts(),
                it -> Traits.of(Village.isCook(it) ? "AT" : "DE", "de", null, null, LocalDate.EPOCH));
        var austrian =
                new Person(999, Locale.GERMAN, Traits.of("AT", "de", "female", null, LocalDate.EPOCH), List.of(), true);
        assertThat(people.personal(austrian, Wishes.of(it -> it != Village.BAG, 4)))
                .hasSize(4)
                .allMatch(it -> Village.isKitchen(it.productId()));
        assertThat(people.topSellers(austrian, Wishes.of(it -> it != Village.BAG, 4)))
                .allMatch(it -> Village.isKitchen(it.productId()));
    }

    @Test
    void the_shop_may_boost_and_bury_and_ask_for_variety_within_the_ranking() {
        var plain = model.personal(Person.of(3), Wishes.of(_ -> true, 3));
        var boosted = model.personal(Person.of(3), Wishes.of(_ -> true, 3).boosted(it -> it == 15 ? 1_000 : 1, 1_000));
        assertThat(plain).noneMatch(it -> it.productId() == 15);
        assertThat(boosted.getFirst().productId()).isEqualTo(15);
        var best = plain.getFirst().productId();
        assertThat(model.personal(Person.of(3), Wishes.of(_ -> true, 3).boosted(it -> it == best ? 1e-6 : 1, 1.01)))
                .hasSize(3)
                .noneMatch(it -> it.productId() == best);
        var various =
                model.personal(Person.of(3), Wishes.of(_ -> true, 3).various(new Variety(Integer.MAX_VALUE, 1, 0)));
        assertThat(various.stream().filter(it -> Village.isKitchen(it.productId())))
                .hasSize(1);
        assertThat(various.getFirst()).isEqualTo(plain.getFirst());
    }

    @Test
    void what_the_last_mails_showed_comes_only_where_nothing_else_is_left() {
        var best = model.personal(Person.of(3), Wishes.of(_ -> true, 2)).stream()
                .map(Recommendation::productId)
                .toList();
        assertThat(model.personal(Person.of(3), Wishes.of(_ -> true, 5).late(best::contains)))
                .hasSize(5)
                .noneMatch(it -> best.contains(it.productId()));
        assertThat(model.personal(Person.of(3), Wishes.of(best::contains, 5).late(best::contains)))
                .hasSize(2);
    }

    @Test
    void reasons_name_what_the_customer_did_in_their_language() {
        var cook = whoDid(did(778, 2, EventKind.ORDERED));
        assertThat(model.personal(cook, Wishes.of(it -> it == 3, 1)))
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo("because you bought Pan 2"));
        assertThat(model.personal(cook.reading(Locale.GERMAN), Wishes.of(it -> it == 3, 1)))
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo("Sie haben gekauft: Pan 2"));
        assertThat(model.personal(Person.of(999), Wishes.of(_ -> true, 1)))
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo("a bestseller"));
        assertThat(model.personal(cook, Wishes.of(_ -> true, 3).reasons(false)))
                .allMatch(it -> it.reason().isEmpty());
    }

    @Test
    void a_kind_of_products_finds_those_who_want_any_of_it() {
        var kitchen = new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(model.customersFor(kitchen, 30, 0).toList())
                .hasSize(30)
                .allMatch(it -> Village.isCook(it.customerId()));
    }

    @Test
    void one_customer_stands_where_the_list_has_them_and_the_reason_is_theirs() {
        var all = model.customersFor(new long[] {3}, Integer.MAX_VALUE, 0).toList();
        for (var place : List.of(0, 5, 11)) {
            var standing =
                    model.standing(all.get(place).customerId(), new long[] {3}).orElseThrow();
            assertThat(standing.rank()).isEqualTo(place + 1);
            assertThat(standing.score()).isEqualTo(all.get(place).score());
        }
        assertThat(model.standing(all.getFirst().customerId(), new long[] {3})
                        .orElseThrow()
                        .reason())
                .startsWith("bought Pan");
        assertThat(model.standing(999, new long[] {3})).isEmpty();
        assertThat(model.absence(999, new long[] {3})).contains("bought nothing");
        assertThat(model.standing(3, new long[] {Village.MYSTERY})).isEmpty();
        assertThat(model.absence(3, new long[] {Village.MYSTERY})).contains("neither buyers are known");
        assertThat(village.bought(3, Village.BAG)).isTrue();
        assertThat(model.standing(3, new long[] {Village.BAG})).isEmpty();
        assertThat(model.absence(3, new long[] {Village.BAG})).isEqualTo("has all of it already");
        assertThat(model.customersFor(new long[] {3}, 80, all.get(4).score()).size())
                .isEqualTo(5);
    }
}
