package org.postille.interest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.postille.event.EventKind;
import org.postille.interest.blend.Choice;
import org.postille.interest.blend.Choice.Weighted;
import org.postille.interest.blend.Recipe;
import org.postille.interest.blend.Selection;
import org.postille.interest.history.History;
import org.postille.interest.method.Content;
import org.postille.interest.method.ItemNeighbours;

/**
 * A choice, and what it was made from. Choosing takes much longer than training what was chosen, and the same is chosen again
 * while a shop's history has hardly grown.
 *
 * @param interactions that were known
 */
public record Chosen(Choice choice, int interactions, Instant at) {

    /** Fewer orders than these do not tell methods from each other. */
    private static final int LEAST_ORDERS = 300;

    private static final double GROWTH = 1.25;
    private static final Duration A_WEEK = Duration.ofDays(7);
    /** Of all that is left to chance: the same events give the same model. */
    private static final long SEED = 1;

    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final ItemNeighbours.Parameters NEIGHBOURS = new ItemNeighbours.Parameters(100, 0.3, 0.8, 1.4);

    /** What does well in most shops, for those whose history is too short to choose by. */
    static final Choice MODEST = Choice.untried(
            List.of(
                    new Weighted(new Recipe.Neighbourhood(NEIGHBOURS, 90), 1),
                    new Weighted(new Recipe.Features(90), 0.3),
                    new Weighted(new Recipe.Sales(30), 0.1)),
            List.of(
                    new Weighted(new Recipe.Neighbourhood(NEIGHBOURS, FOREVER), 1),
                    new Weighted(new Recipe.Features(FOREVER), 0.5),
                    new Weighted(new Recipe.Active(FOREVER), 0.2)),
            List.of(
                    new Weighted(new Recipe.Features(FOREVER), 1),
                    new Weighted(new Recipe.Alike(30), 0.5),
                    new Weighted(new Recipe.Active(FOREVER), 0.2)));

    /** Before anything was tried. */
    static final Chosen NOTHING = new Chosen(MODEST, 0, Instant.EPOCH);

    /**
     * @param history sorted
     * @param people what is known of each customer, by number
     * @param horizon how far is to be foretold
     * @param told hears how far it is, in words
     */
    public static Chosen by(
            History history,
            Content content,
            List<List<String>> people,
            Duration horizon,
            long seed,
            Instant now,
            Consumer<String> told) {
        var choice = orders(history) < LEAST_ORDERS
                ? MODEST
                : Selection.of(history, content, people, horizon, seed, told).or(MODEST);
        return new Chosen(choice, history.size(), now);
    }

    static Chosen by(
            History history,
            Content content,
            List<List<String>> people,
            Duration horizon,
            Instant now,
            Consumer<String> told) {
        return by(history, content, people, horizon, SEED, now, told);
    }

    /** The same methods with the odds and figures of the history as it is now. */
    Chosen triedAgain(History history, Content content, Duration horizon) {
        return orders(history) < LEAST_ORDERS
                ? this
                : new Chosen(Selection.triedAgain(choice, history, content, horizon, SEED), interactions, at);
    }

    private static int orders(History history) {
        var orders = 0;
        for (var i = 0; i < history.size(); i++) {
            orders += history.kind(i) == EventKind.ORDERED ? 1 : 0;
        }
        return orders;
    }

    /** Whether it need not be made anew. */
    public boolean holds(int interactionsNow, Instant now) {
        return interactionsNow <= interactions * GROWTH && now.isBefore(at.plus(A_WEEK));
    }
}
