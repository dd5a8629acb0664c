package org.postille.interest;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.ChoiceJson;
import org.postille.interest.blend.Earlier;
import org.postille.interest.blend.Shelf;
import org.postille.interest.crowd.Crowd;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.crowd.Traits;
import org.postille.interest.history.History;
import org.postille.interest.history.Ids;
import org.postille.interest.history.Profiles;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;
import org.postille.interest.method.ProductFacts;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** Everything a training found out: what a node needs to answer, and what a snapshot holds. */
public record Learned(Chosen chosen, Choice.Trained trained, Material material, Crowd crowd, FirstOrders firstOrders) {

    /**
     * Trains what was chosen.
     *
     * @param history sorted; forgotten as soon as nothing needs it
     * @param traits what is known of each customer, by number
     */
    static Learned by(Chosen chosen, History history, Content content, List<Traits> traits) {
        return by(chosen, history, content, traits, null, _ -> {});
    }

    /**
     * @param history sorted; forgotten as soon as nothing needs it
     * @param earlier what the last training found, to start from
     * @param told hears how far it is, in words
     */
    public static Learned by(
            Chosen chosen,
            History history,
            Content content,
            List<Traits> traits,
            @Nullable Earlier earlier,
            Consumer<String> told) {
        var profiles = new Profiles(history);
        told.accept("profiles");
        // What looks at the whole history comes first: it is gone before factors and neighbours need their room.
        var crowd =
                Crowd.of(history, profiles, traits, chosen.choice().welcome().regularisation());
        told.accept("what everybody does");
        var material = Material.of(history, profiles, content);
        var trained = chosen.choice().trainForgetting(material, earlier, told);
        return new Learned(chosen, trained, material, crowd, FirstOrders.UNKNOWN);
    }

    /** The same, and how likely those order who have done nothing yet. */
    Learned with(FirstOrders found) {
        return new Learned(chosen, trained, material, crowd, found);
    }

    public void write(SnapshotOutput out) {
        out.part("choice");
        out.text(ChoiceJson.write(chosen.choice()));
        out.number(chosen.interactions());
        out.number(chosen.at().getEpochSecond());
        out.part("customers");
        material.history().customers.write(out);
        out.part("products");
        material.history().products.write(out);
        out.part("profiles");
        material.profiles().write(out);
        Shelf.write(trained, out);
        crowd.write(out);
        firstOrders.write(out);
    }

    /** @param facts of the products on offer now; of those that came after the training the model has to be told */
    public static Learned read(SnapshotInput in, List<ProductFacts> facts) {
        in.part("choice");
        var choice = ChoiceJson.read(in.text());
        var chosen = new Chosen(choice, (int) in.number(), Instant.ofEpochSecond(in.number()));
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
        return new Learned(chosen, Shelf.read(choice, material, in), material, Crowd.read(in), FirstOrders.read(in));
    }

    /** From where the next training may start. */
    public Earlier earlier() {
        return new Earlier(trained, material.history().products);
    }

    /** What answers from this. */
    public TasteModel model(String version) {
        return new TasteModel(material, trained, chosen.choice().welcome(), crowd, firstOrders, version);
    }
}
