package org.postille.interest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.postille.event.EventKind;
import org.postille.event.Interaction;
import org.postille.interest.crowd.Crowd;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.crowd.Traits;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.ProductFacts;

/**
 * A made-up shop whose customers have tastes that a person sees: cooks (customers 0 to 39) buy products 0 to 9, gardeners (40 to
 * 79) products 10 to 19, and everybody buys the bag, product 20. Product 21 is new, a kitchen product; 22 is new and of no kind.
 */
final class Village {

    static final Instant START = Instant.parse("2026-01-01T09:00:00Z");
    static final long BAG = 20;
    static final long NEW_PAN = 21;
    static final long MYSTERY = 22;

    final History history = new History();
    private final List<Interaction> done = new ArrayList<>();

    Village() {
        var random = new Random(7);
        for (var customer = 0; customer < 80; customer++) {
            var first = isCook(customer) ? 0 : 10;
            for (var order = 0; order < 3; order++) {
                var at = START.plus(Duration.ofDays(random.nextInt(120)));
                var pair = first + 2 * random.nextInt(5);
                // Even and odd neighbours are always bought together, as cup and saucer.
                with(customer, pair, EventKind.ORDERED, at);
                with(customer, pair + 1, EventKind.ORDERED, at);
                with(customer, BAG, EventKind.ORDERED, at);
                with(customer, first + random.nextInt(10), EventKind.VIEWED, at.plus(Duration.ofDays(2)));
            }
        }
    }

    Village with(long customer, long product, EventKind kind, Instant at) {
        var it = new Interaction(customer, product, kind, 1, at);
        done.add(it);
        history.add(it);
        return this;
    }

    TasteModel trained() {
        return trained(history, facts());
    }

    /** By what does well in most shops: whoever tests the answers does not test the choice. */
    static TasteModel trained(History history, List<ProductFacts> facts) {
        return trained(history, facts, _ -> Traits.NONE);
    }

    static TasteModel trained(History history, List<ProductFacts> facts, LongFunction<Traits> people) {
        return trained(history, facts, people, FirstOrders.UNKNOWN);
    }

    static TasteModel trained(
            History history, List<ProductFacts> facts, LongFunction<Traits> people, FirstOrders firstOrders) {
        facts.forEach(it -> history.products.add(it.id()));
        var material = Material.of(history.sorted(), new Content(facts, history.products));
        var traits = IntStream.range(0, history.customers.size())
                .mapToObj(it -> people.apply(history.customers.id(it)))
                .toList();
        var welcome = Chosen.MODEST.welcome();
        return new TasteModel(
                material,
                Chosen.MODEST.train(material),
                welcome,
                Crowd.of(history, material.profiles(), traits, welcome.regularisation()),
                firstOrders,
                "village");
    }

    boolean bought(long customer, long product) {
        return done.stream()
                .anyMatch(it ->
                        it.customerId() == customer && it.productId() == product && it.kind() == EventKind.ORDERED);
    }

    static boolean isCook(long customer) {
        return customer < 40;
    }

    static boolean isKitchen(long product) {
        return product < 10;
    }

    static List<ProductFacts> facts() {
        var facts = new ArrayList<ProductFacts>();
        for (var product = 0; product < 10; product++) {
            facts.add(fact(product, "Pan " + product, "Home > Kitchen"));
        }
        for (var product = 10; product < 20; product++) {
            facts.add(fact(product, "Spade " + product, "Home > Garden"));
        }
        facts.add(fact(BAG, "Bag", "Extras"));
        facts.add(fact(NEW_PAN, "Wok", "Home > Kitchen"));
        facts.add(new ProductFacts(MYSTERY, "Xylograph", null, null, 0, List.of()));
        return facts;
    }

    private static ProductFacts fact(long id, String title, String category) {
        return new ProductFacts(id, title, category, null, 20, List.of());
    }
}
