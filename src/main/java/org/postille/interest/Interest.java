package org.postille.interest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.postille.interest.blend.Choice;
import org.postille.interest.crowd.Crowd;
import org.postille.interest.crowd.FirstOrders;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.Material;

/** Holds the model that answers now. Before the first training it knows nothing but what is new. */
@ApplicationScoped
public class Interest {

    private volatile InterestModel model = nothingLearned();

    /** The model of the latest training. Keep it for one piece of work, not longer. */
    public InterestModel current() {
        return model;
    }

    private static InterestModel nothingLearned() {
        var history = new History().sorted();
        var material = Material.of(history, new Content(List.of(), history.products));
        var nothing = Choice.untried(List.of(), List.of(), List.of());
        return new TasteModel(
                material,
                nothing.train(material),
                nothing.welcome(),
                Crowd.of(
                        history,
                        material.profiles(),
                        List.of(),
                        nothing.welcome().regularisation()),
                FirstOrders.UNKNOWN,
                "nothing learned");
    }

    void replaceBy(InterestModel trained) {
        model = trained;
    }
}
