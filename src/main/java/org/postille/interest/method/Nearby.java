package org.postille.interest.method;

import java.util.Arrays;
import org.postille.interest.history.Deeds;
import org.postille.interest.history.Profiles;
import org.postille.interest.history.Rows;

/**
 * What a customer came near to buying and did not: looked at, clicked in a mail, carted, liked. All other methods go from what
 * somebody touched to other products; this one stays with the product itself.
 */
public final class Nearby implements Method {

    /** Less than this of what it was is as good as nothing. */
    private static final float FORGOTTEN = 1f / 64;

    /** For each product the customers who came near it, with what is left of that. */
    private final Rows columns;

    private final Fading fading;

    private Nearby(Rows columns, Fading fading) {
        this.columns = columns;
        this.fading = fading;
    }

    /** @param halfLife days in which what somebody came near loses half of its weight */
    public static Nearby train(Material material, double halfLife) {
        var fading = new Fading(halfLife);
        return new Nearby(near(material.profiles(), fading).transposed(material.products()), fading);
    }

    private static Rows near(Profiles profiles, Fading fading) {
        var near = new Rows();
        for (var customer = 0; customer < profiles.rows.size(); customer++) {
            for (var i = profiles.rows.start(customer); i < profiles.rows.end(customer); i++) {
                var kept = fading.of(profiles.age(i));
                if (!Deeds.isSettled(profiles.rows.weight(i)) && kept > FORGOTTEN) {
                    near.add(profiles.rows.product(i), profiles.rows.weight(i) * kept);
                }
            }
            near.endRow();
        }
        return near.trimmed();
    }

    @Override
    public void products(Taste taste, float[] scores) {
        Arrays.fill(scores, 0);
        for (var i = 0; i < taste.size(); i++) {
            scores[taste.products()[i]] = left(taste, i);
        }
    }

    private float left(Taste taste, int place) {
        return taste.bought(place) ? 0 : taste.strengths()[place] * fading.of(taste.ages()[place]);
    }

    @Override
    public void customers(int product, float[] scores) {
        Arrays.fill(scores, 0);
        add(product, 1, scores);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        Arrays.fill(scores, 0);
        for (var i = 0; i < wanted.size(); i++) {
            add(wanted.product(i), wanted.weight(i), scores);
        }
    }

    private void add(int product, float weight, float[] scores) {
        for (var i = columns.start(product); i < columns.end(product); i++) {
            scores[columns.product(i)] += weight * columns.weight(i);
        }
    }

    @Override
    public void because(Taste taste, int[] products, float[][] shares) {
        for (var k = 0; k < products.length; k++) {
            for (var i = 0; i < taste.size(); i++) {
                if (taste.products()[i] == products[k]) {
                    shares[k][i] += left(taste, i);
                }
            }
        }
    }
}
