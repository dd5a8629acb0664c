package org.postille.interest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.postille.interest.history.History;

/** Holds the model that answers now. Before the first training it knows nothing, and answers with empty lists. */
@ApplicationScoped
public class Interest {

    private volatile InterestModel model = CoOccurrence.train(new History(), List.of(), Tuning.DEFAULT, Instant.EPOCH);

    /** The model of the latest training. Keep it for one piece of work, not longer. */
    public InterestModel current() {
        return model;
    }

    void replaceBy(InterestModel trained) {
        model = trained;
    }
}
