package org.postille.interest.crowd;

import java.util.EnumSet;
import java.util.List;
import org.postille.event.EventKind;
import org.postille.interest.history.History;
import org.postille.interest.history.Profiles;
import org.postille.interest.history.Rows;
import org.postille.interest.history.Sessions;
import org.postille.interest.method.Demographics;
import org.postille.interest.method.Neighbours;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * What all customers together do: learned beside the methods, and kept with them.
 *
 * @param end the last minute that was learned from, since 1970
 * @param boughtTogether within a day; what is in every basket goes with nothing in particular
 * @param viewedTogether in one visit
 * @param people what people of a kind want
 */
public record Crowd(int end, Neighbours boughtTogether, Neighbours viewedTogether, Sales sales, Demographics people) {

    private static final int A_DAY = 24 * 60;
    private static final int A_VISIT = 60;
    private static final int WIDTH = 100;
    private static final int VIEWED_WIDTH = 50;

    /**
     * @param history sorted
     * @param profiles of that history
     * @param traits what is known of each of its customers
     * @param regularisation of what people of a kind want
     */
    public static Crowd of(History history, Profiles profiles, List<Traits> traits, double regularisation) {
        var products = history.products.size();
        var people =
                Demographics.train(traits.stream().map(Traits::all).toList(), profiles.rows, products, regularisation);
        return new Crowd(
                history.end(),
                Neighbours.of(baskets(history), products, WIDTH, 0, Neighbours.correlation(2)),
                Neighbours.of(
                        Sessions.of(history, EnumSet.of(EventKind.VIEWED), A_VISIT),
                        products,
                        VIEWED_WIDTH,
                        0,
                        Neighbours.cosine(2, 1)),
                Sales.of(history, customer -> traits.get(customer).places()),
                people);
    }

    public void write(SnapshotOutput out) {
        out.part("crowd");
        out.number(end);
        boughtTogether.write(out);
        viewedTogether.write(out);
        sales.write(out);
        people.write(out);
    }

    public static Crowd read(SnapshotInput in) {
        in.part("crowd");
        return new Crowd(
                (int) in.number(), Neighbours.read(in), Neighbours.read(in), Sales.read(in), Demographics.read(in));
    }

    private static Rows baskets(History history) {
        return Sessions.of(history, EnumSet.of(EventKind.ORDERED, EventKind.CART_UPDATED), A_DAY);
    }
}
