package org.postille.interest;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.ChoiceJson;
import org.postille.interest.blend.Selection;
import org.postille.interest.blend.Shelf;
import org.postille.interest.history.History;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Profiles;
import org.postille.interest.method.Content;
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

    /**
     * @param history unsorted; taken over
     * @param facts of the products on offer
     * @param told hears how far it is, in words
     */
    static Learned from(History history, List<ProductFacts> facts, Consumer<String> told) {
        facts.forEach(it -> history.products.add(it.id()));
        history.sorted();
        var content = new Content(facts, history.products);
        var people = Collections.nCopies(history.customers.size(), List.<String>of());
        var choice = Selection.of(history, content, people, HORIZON, SEED, told);
        var material = Material.of(history, content);
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
