package org.postille.interest;

import java.util.EnumSet;
import org.postille.event.EventKind;
import org.postille.interest.history.Sessions;
import org.postille.interest.method.Material;
import org.postille.interest.method.Neighbours;
import org.postille.interest.method.Popularity;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * Which products go together, and which sell: what a model needs of the history itself.
 *
 * @param likedTogether that the same customers have
 * @param boughtTogether in one order or cart
 * @param viewedTogether in one visit
 */
record Companions(
        Popularity popularity, Neighbours likedTogether, Neighbours boughtTogether, Neighbours viewedTogether) {

    private static final int A_DAY = 24 * 60;
    private static final int A_VISIT = 60;

    static Companions of(Material material, Tuning tuning) {
        var history = material.history();
        var count = material.products();
        var likedTogether = Neighbours.of(
                material.profiles().rows,
                count,
                tuning.neighbours(),
                tuning.lengthPower(),
                Neighbours.cosine(tuning.shrink(), tuning.sharpness()));
        likedTogether.strengthen(material.content(), tuning.contentBoost());
        var baskets = Sessions.of(history, EnumSet.of(EventKind.ORDERED, EventKind.CART_UPDATED), A_DAY);
        var visits = Sessions.of(history, EnumSet.of(EventKind.VIEWED), A_VISIT);
        return new Companions(
                new Popularity(history, tuning.topHalfLife()),
                likedTogether,
                Neighbours.of(baskets, count, tuning.neighbours(), 0, Neighbours.correlation(2)),
                Neighbours.of(visits, count, tuning.neighbours() / 2, 0, Neighbours.cosine(2, 1)));
    }

    void write(SnapshotOutput out) {
        out.part("companions");
        popularity.write(out);
        likedTogether.write(out);
        boughtTogether.write(out);
        viewedTogether.write(out);
    }

    static Companions read(SnapshotInput in) {
        in.part("companions");
        return new Companions(Popularity.read(in), Neighbours.read(in), Neighbours.read(in), Neighbours.read(in));
    }
}
