package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.crowd.Traits;

/** Customers of whom the training knows nothing that they did. Austrians begin with pans, Germans with spades. */
class TargetingTest {

    private static final Traits AUSTRIAN = traits("AT");
    private static final Traits GERMAN = traits("DE");
    private static final long[] PANS = IntStream.range(0, 10).asLongStream().toArray();
    private static final FirstOrders KNOWN =
            new FirstOrders(List.of(0.5, 0.2, 0.1), Duration.ofDays(30).toMinutes());

    private final int end;
    private final TasteModel model;

    TargetingTest() {
        var village = new Village();
        var latest = Village.START.plus(Duration.ofDays(121));
        for (var customer = 200; customer < 400; customer++) {
            var first = customer % 2 == 0 ? 0 : 10;
            village.with(customer, first + customer % 10, EventKind.ORDERED, latest);
        }
        model = Village.trained(
                village.history,
                Village.facts(),
                it -> (it < 200 ? Village.isCook(it) : it % 2 == 0) ? AUSTRIAN : GERMAN,
                KNOWN);
        end = (int) (model.learnedUntil().getEpochSecond() / 60);
        join(1000, 1020, AUSTRIAN, 10);
        join(1020, 1040, GERMAN, 10);
        join(1040, 1060, AUSTRIAN, 700);
    }

    private static Traits traits(String country) {
        return new Traits(List.of("country " + country), List.of(country));
    }

    private void join(long from, long to, Traits traits, int days) {
        join(model, from, to, traits, end - days * 24 * 60);
    }

    private static void join(TasteModel model, long from, long to, Traits traits, int since) {
        model.join((id, _) -> {
            var joined = new ArrayList<Strangers.Stranger>();
            for (var it = Math.max(from, id + 1); it < to; it++) {
                joined.add(new Strangers.Stranger(it, traits, since));
            }
            return joined;
        });
    }

    @Test
    void strangers_stand_among_the_others_by_how_likely_people_like_them_buy_it_first() {
        var found = model.customersFor(PANS, 9999, 0).toList();
        assertThat(found).isSortedAccordingTo(Comparator.comparingDouble((Prospect it) -> -it.score()));
        assertThat(found).extracting(Prospect::customerId).doesNotHaveDuplicates();
        var strangers = found.stream().filter(it -> it.customerId() >= 1000).toList();
        assertThat(strangers).hasSize(60);
        // Half of those who came lately order, and all Austrians begin with pans.
        assertThat(strangers.getFirst().score()).isBetween(0.3, 0.5);
        assertThat(strangers.subList(0, 20)).allMatch(it -> it.customerId() < 1020);
        assertThat(strangers.get(0).customerId()).isEqualTo(1019);
        assertThat(chance(1050)).isEqualTo(chance(1000) / 5);
        assertThat(chance(1030)).isLessThan(chance(1000) / 3);
    }

    private double chance(long customer) {
        return model.standing(customer, PANS).orElseThrow().score();
    }

    @Test
    void everybody_stands_where_the_list_has_them() {
        var all = model.customersFor(PANS, 9999, 0).toList();
        for (var place = 0; place < all.size(); place++) {
            var standing = model.standing(all.get(place).customerId(), PANS).orElseThrow();
            assertThat(standing.rank()).isEqualTo(place + 1);
            assertThat(standing.score()).isEqualTo(all.get(place).score());
        }
        assertThat(model.standing(1000, PANS).orElseThrow().reason())
                .isEqualTo("had bought nothing until the latest training; people like them buy this");
        var tenth = all.get(9);
        assertThat(model.customersFor(PANS, 10, 0).toList()).isEqualTo(all.subList(0, 10));
        assertThat(model.customersFor(PANS, 9999, tenth.score()).toList())
                .allMatch(it -> it.score() >= tenth.score())
                .contains(tenth);
    }

    @Test
    void who_joins_after_the_training_is_found_at_once_and_only_once() {
        assertThat(model.standing(2000, PANS)).isEmpty();
        assertThat(model.absence(2000, PANS)).contains("a moment ago");
        join(2000, 2001, AUSTRIAN, -1);
        join(2000, 2001, AUSTRIAN, -1);
        assertThat(chance(2000)).isEqualTo(chance(1000));
        assertThat(model.customersFor(PANS, 9999, 0).toList())
                .filteredOn(it -> it.customerId() == 2000)
                .hasSize(1);
    }

    @Test
    void customers_of_the_training_are_not_read_again_and_again() {
        var trained = new Village();
        var model = Village.trained(trained.history, Village.facts(), _ -> AUSTRIAN, KNOWN);
        var asked = new ArrayList<Long>();
        for (var time = 0; time < 2; time++) {
            model.join((id, _) -> {
                asked.add(id);
                return List.of();
            });
        }
        assertThat(asked).containsExactly(0L, 79L);
    }

    @Test
    void where_nothing_is_known_of_a_product_or_of_strangers_none_is_in_the_list() {
        assertThat(model.customersFor(new long[] {Village.MYSTERY}, 9999, 0).size())
                .isZero();
        var unsure = new Village().trained();
        join(unsure, 1000, 1010, AUSTRIAN, end);
        assertThat(unsure.standing(1000, PANS)).isEmpty();
        assertThat(unsure.absence(1000, PANS)).contains("too few");
        assertThat(unsure.customersFor(PANS, 9999, 0).toList()).allMatch(it -> it.customerId() < 1000);
    }
}
