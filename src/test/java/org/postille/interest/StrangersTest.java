package org.postille.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.postille.event.EventKind;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.crowd.Traits;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;

/**
 * A made-up shop of which most customers never bought: what is told of those who did nothing, against what they do in the month
 * after the training. New customers order ten times as often as old ones; Austrians buy pans, others spades, one in ten the other.
 */
class StrangersTest {

    private static final int DAY = 24 * 60;
    private static final int START = 20_000 * DAY;
    private static final int TRAINED = 150;
    private static final int MONTH = 30;
    private static final int PEOPLE = 20_000;
    private static final long[] PANS = LongStream.range(0, 10).toArray();

    private final Random random = new Random(5);
    private final int[] since = new int[PEOPLE];
    private final int[] first = new int[PEOPLE];
    private final List<List<Long>> baskets = new ArrayList<>();

    StrangersTest() {
        for (var person = 0; person < PEOPLE; person++) {
            since[person] = random.nextInt(-400, TRAINED);
            var day = since[person];
            while (day < TRAINED + MONTH && random.nextDouble() > (day - since[person] < MONTH ? 0.01 : 0.001)) {
                day++;
            }
            first[person] = day;
            var basket = new ArrayList<Long>();
            var own = isAustrian(person) == random.nextDouble() < 0.9 ? 0 : 10;
            for (var i = random.nextInt(1, 4); i > 0; i--) {
                basket.add(own + (long) random.nextInt(10));
            }
            baskets.add(basket);
        }
    }

    private static boolean isAustrian(int person) {
        return person % 4 == 0;
    }

    private static Traits traits(int person) {
        var country = isAustrian(person) ? "AT" : "DE";
        return new Traits(List.of("country " + country), List.of(country));
    }

    private boolean isSilent(int person) {
        return first[person] < 0 || first[person] >= TRAINED;
    }

    private TasteModel trained() {
        var history = new History();
        var facts = Village.facts();
        facts.forEach(it -> history.products.add(it.id()));
        for (var person = 0; person < PEOPLE; person++) {
            if (!isSilent(person)) {
                for (var product : baskets.get(person)) {
                    history.add(person, product, EventKind.ORDERED, START + first[person] * DAY);
                }
            }
        }
        var content = new Content(facts, history.sorted().products);
        var active = IntStream.range(0, history.customers.size())
                .map(it -> (int) history.customers.id(it))
                .toArray();
        var silent = IntStream.range(0, PEOPLE).filter(this::isSilent).toArray();
        var firstOrders = FirstOrders.learned(
                history,
                new FirstOrders.Registered(
                        IntStream.of(active).map(it -> START + since[it] * DAY).toArray(),
                        IntStream.of(silent).map(it -> START + since[it] * DAY).toArray()),
                MONTH * DAY);
        var people = IntStream.of(active).mapToObj(StrangersTest::traits).toList();
        var model = Learned.by(Chosen.NOTHING, history, content, people)
                .with(firstOrders)
                .model("made up");
        model.join((id, _) -> IntStream.of(silent)
                .filter(it -> it > id)
                .mapToObj(it -> new Strangers.Stranger(it, traits(it), START + since[it] * DAY))
                .toList());
        return model;
    }

    @Test
    void as_many_of_them_buy_as_is_told_wherever_they_stand() {
        var found = trained().customersFor(PANS, PEOPLE, 0).toList().stream()
                .filter(it -> isSilent((int) it.customerId()))
                .toList();
        assertThat(found).hasSizeGreaterThan(10_000);
        var front = found.subList(0, 1500);
        for (var some : List.of(found, front, found.subList(1500, found.size()))) {
            var told = some.stream().mapToDouble(Prospect::score).sum();
            var came = some.stream()
                    .filter(it -> first[(int) it.customerId()] < TRAINED + MONTH
                            && first[(int) it.customerId()] >= TRAINED
                            && baskets.get((int) it.customerId()).stream().anyMatch(product -> product < 10))
                    .count();
            assertThat(came).isGreaterThan(40);
            assertThat(told / came).as("told %.0f, came %d", told, came).isCloseTo(1, within(0.3));
        }
        assertThat(front.stream()
                        .filter(it -> isAustrian((int) it.customerId()))
                        .count())
                .isGreaterThan(300);
    }
}
