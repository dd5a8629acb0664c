package org.postille.demo.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.postille.event.EventKind;
import org.postille.interest.Chosen;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Choice.Weighted;
import org.postille.interest.blend.Recipe;
import org.postille.interest.crowd.Traits;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.Ials;
import org.postille.interest.method.ItemNeighbours;
import org.postille.interest.method.ProductFacts;

/**
 * A shop of any size with everything that a training takes: two years of visits, of which some end with an order, products with
 * names, categories and brands, and customers of five countries.
 *
 * @param traits of each customer, by number
 */
record MadeUpShop(History history, Content content, List<Traits> traits) {

    static final int FACTORS = 64;
    static final int ITERATIONS = 16;

    private static final int BEGAN =
            (int) (Instant.parse("2024-01-01T00:00:00Z").getEpochSecond() / 60);
    private static final int MINUTES = 2 * 365 * 24 * 60;
    /** Products looked at in one visit, on average. */
    private static final int VISIT = 4;

    private static final double ORDERED = 0.3;
    private static final double IN_CART = 0.4;
    private static final int WORDS = 5_000;
    private static final int BRANDS = 300;
    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final List<String> COUNTRIES = List.of("DE", "AT", "CH", "FR", "NL");

    static Ials.Parameters factors() {
        return new Ials.Parameters(FACTORS, ITERATIONS, 1, 0.1, 0, 1);
    }

    /** As many methods as a shop of some size chooses. */
    static Chosen chosen() {
        var near = new ItemNeighbours.Parameters(100, 0.3, 0.8, 1.4);
        var choice = Choice.untried(
                List.of(
                        new Weighted(new Recipe.Neighbourhood(near, 90), 1),
                        new Weighted(new Recipe.Factors(factors()), 1),
                        new Weighted(new Recipe.Features(90), 0.3),
                        new Weighted(new Recipe.Sales(30), 0.1)),
                List.of(
                        new Weighted(new Recipe.Neighbourhood(near, FOREVER), 1),
                        new Weighted(new Recipe.Factors(factors()), 1),
                        new Weighted(new Recipe.Features(FOREVER), 0.5),
                        new Weighted(new Recipe.Active(FOREVER), 0.2)),
                List.of(
                        new Weighted(new Recipe.Features(FOREVER), 1),
                        new Weighted(new Recipe.Alike(30), 0.5),
                        new Weighted(new Recipe.Active(FOREVER), 0.2)));
        return new Chosen(choice, 0, Instant.EPOCH);
    }

    static MadeUpShop of(PowerLaw law) {
        var random = new SplittableRandom(law.seed());
        var history = history(law, random);
        var facts = new ArrayList<ProductFacts>();
        for (var product = 0; product < law.products(); product++) {
            facts.add(facts(product, random));
        }
        var kinds = COUNTRIES.stream()
                .map(it -> new Traits(List.of("country " + it), List.of(it)))
                .toList();
        var traits = new ArrayList<Traits>();
        for (var customer = 0; customer < law.customers(); customer++) {
            traits.add(kinds.get(random.nextInt(kinds.size())));
        }
        return new MadeUpShop(history, new Content(facts, history.products), traits);
    }

    private static History history(PowerLaw law, SplittableRandom random) {
        var history = new History();
        for (var product = 0; product < law.products(); product++) {
            history.products.add(product + 1);
        }
        law.each((customer, products, count) -> {
            var visit = 0;
            for (var i = 0; i < count; i++) {
                visit = i == 0 || random.nextInt(VISIT) == 0 ? random.nextInt(MINUTES) : visit + 1;
                history.add(customer + 1, products[i] + 1, kind(random.nextDouble()), BEGAN + visit);
            }
        });
        return history.sorted();
    }

    private static EventKind kind(double chance) {
        return chance < ORDERED ? EventKind.ORDERED : chance < IN_CART ? EventKind.CART_UPDATED : EventKind.VIEWED;
    }

    private static ProductFacts facts(int product, SplittableRandom random) {
        var title = "w" + random.nextInt(WORDS) + " w" + random.nextInt(WORDS) + " w" + random.nextInt(WORDS);
        var category = "Group " + product % PowerLaw.GROUPS + " > Kind " + random.nextInt(10);
        return new ProductFacts(
                product + 1, title, category, "Brand " + random.nextInt(BRANDS), 5 + random.nextInt(200), List.of());
    }
}
