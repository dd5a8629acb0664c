package org.postille.interest;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Choice.Weighted;
import org.postille.interest.blend.ChoiceJson;
import org.postille.interest.blend.Recipe;
import org.postille.interest.blend.Selection;
import org.postille.interest.blend.Shelf;
import org.postille.interest.history.History;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Profiles;
import org.postille.interest.method.Content;
import org.postille.interest.method.ItemNeighbours;
import org.postille.interest.method.Material;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** Everything a training found out: what a node needs to answer, and what a snapshot holds. */
record Learned(Choice choice, Choice.Trained trained, Material material, Companions companions) {

    /** Of all that is left to chance: the same events give the same model. */
    private static final long SEED = 1;
    /** For which probabilities are told. */
    private static final Duration HORIZON = Duration.ofDays(30);

    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final ItemNeighbours.Parameters NEIGHBOURS = new ItemNeighbours.Parameters(100, 0.3, 0.5, 1.3);

    /** What suits most shops somewhat. */
    static final Choice STANDARD = Choice.untried(
            List.of(
                    new Weighted(new Recipe.Neighbourhood(NEIGHBOURS, 120), 1),
                    new Weighted(new Recipe.Sales(90), 0.3),
                    new Weighted(new Recipe.Features(120), 0.3)),
            List.of(
                    new Weighted(new Recipe.Neighbourhood(NEIGHBOURS, FOREVER), 1),
                    new Weighted(new Recipe.Active(FOREVER), 0.3),
                    new Weighted(new Recipe.Features(FOREVER), 0.3)),
            List.of(
                    new Weighted(new Recipe.Features(FOREVER), 1),
                    new Weighted(new Recipe.Alike(30), 1),
                    new Weighted(new Recipe.Active(FOREVER), 0.3)));

    /**
     * @param history unsorted; taken over
     * @param facts of the products on offer
     * @param told hears how far it is, in words
     */
    static Learned from(History history, List<ProductFacts> facts, Consumer<String> told) {
        var content = content(history, facts);
        var people = Collections.nCopies(history.customers.size(), List.<String>of());
        return by(Selection.of(history, content, people, HORIZON, SEED, told), history, content);
    }

    /**
     * What has been chosen before, or by somebody else.
     *
     * @param history unsorted; taken over
     */
    static Learned by(Choice choice, History history, List<ProductFacts> facts) {
        return by(choice, history, content(history, facts));
    }

    private static Content content(History history, List<ProductFacts> facts) {
        facts.forEach(it -> history.products.add(it.id()));
        return new Content(facts, history.sorted().products);
    }

    private static Learned by(Choice choice, History sorted, Content content) {
        var material = Material.of(sorted, content);
        return new Learned(choice, choice.train(material), material, Companions.of(material, Tuning.DEFAULT));
    }

    void write(SnapshotOutput out) {
        out.part("choice");
        out.text(ChoiceJson.write(choice));
        out.part("customers");
        material.history().customers.write(out);
        out.part("products");
        material.history().products.write(out);
        out.part("profiles");
        material.profiles().write(out);
        Shelf.write(trained, out);
        companions.write(out);
    }

    /** @param facts of the products on offer now; those that came after the training are passed over */
    static Learned read(SnapshotInput in, List<ProductFacts> facts) {
        in.part("choice");
        var choice = ChoiceJson.read(in.text());
        in.part("customers");
        var customers = Ids.read(in);
        in.part("products");
        var products = Ids.read(in);
        in.part("profiles");
        var profiles = Profiles.read(in);
        var known = facts.stream().filter(it -> products.find(it.id()) >= 0).toList();
        var material = new Material(
                History.forgotten(customers, products),
                profiles,
                profiles.rows.transposed(products.size()),
                new Content(known, products));
        return new Learned(choice, Shelf.read(choice, material, in), material, Companions.read(in));
    }

    /** What answers from this. */
    InterestModel model(String version) {
        return new CoOccurrence(version, material, companions, Tuning.DEFAULT);
    }
}
