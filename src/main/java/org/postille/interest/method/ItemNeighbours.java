package org.postille.interest.method;

import java.util.Arrays;
import java.util.BitSet;
import org.postille.interest.history.Rows;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * Neighbours of what the customer touched: products that the same customers have.
 *
 * <p>After Sarwar, Karypis, Konstan and Riedl (2001), with the tuning that Dacrema, Cremonesi and Jannach (2019) found hard to beat.
 */
public final class ItemNeighbours implements Method {

    private final Neighbours neighbours;
    /** For each product those that have it among their neighbours. */
    private final Rows wantedBy;

    private final Material material;
    private final Fading fading;

    private ItemNeighbours(Neighbours neighbours, Rows wantedBy, Material material, double halfLife) {
        this.neighbours = neighbours;
        this.wantedBy = wantedBy;
        this.material = material;
        fading = new Fading(halfLife);
    }

    /**
     * What is to be found out for each shop.
     *
     * @param width neighbours kept for each product
     * @param shrink added to the denominator of likenesses: how many common customers are hardly evidence
     * @param lengthPower how much less a customer with many products says about which go together
     * @param sharpness power of the likeness: above 1 close neighbours count for more
     */
    public record Parameters(int width, double shrink, double lengthPower, double sharpness) {}

    /** @param halfLife days in which what somebody touched loses half of its weight for what they want next */
    public static ItemNeighbours train(Material material, Parameters parameters, double halfLife) {
        var neighbours = Neighbours.of(
                material.profiles().rows,
                material.columns(),
                parameters.width,
                parameters.lengthPower,
                Neighbours.cosine(parameters.shrink, parameters.sharpness));
        return of(neighbours, material).fading(halfLife);
    }

    /**
     * Neighbours by a random walk.
     *
     * @param to how much less what many have is meant
     */
    public static ItemNeighbours walk(Material material, int width, double to) {
        return of(
                Neighbours.of(material.profiles().rows, material.columns(), width, 1, Neighbours.walk(1, to)),
                material);
    }

    /**
     * What customers had soon afterwards.
     *
     * @param shrink how much evidence is hardly any
     */
    public static ItemNeighbours sequence(Material material, int width, double shrink) {
        return of(Followers.of(material, width, shrink), material);
    }

    /** One that fades nothing. */
    private static ItemNeighbours of(Neighbours neighbours, Material material) {
        return new ItemNeighbours(
                neighbours, neighbours.rows().transposed(material.products()), material, Double.POSITIVE_INFINITY);
    }

    public void write(SnapshotOutput out) {
        neighbours.write(out);
    }

    /** One that fades nothing. */
    public static ItemNeighbours read(SnapshotInput in, Material material) {
        return of(Neighbours.read(in), material);
    }

    /** The same neighbours for a taste that fades otherwise. */
    public ItemNeighbours fading(double halfLife) {
        return new ItemNeighbours(neighbours, wantedBy, material, halfLife);
    }

    @Override
    public void products(Taste taste, float[] scores) {
        Arrays.fill(scores, 0);
        for (var i = 0; i < taste.size(); i++) {
            var weight = taste.strengths()[i] * fading.of(taste.ages()[i]);
            var product = taste.products()[i];
            for (var j = neighbours.start(product); j < neighbours.end(product); j++) {
                scores[neighbours.product(j)] += weight * neighbours.likeness(j);
            }
        }
    }

    /** Nothing fades here: who is asked for may have bought long ago. */
    @Override
    public void customers(int product, float[] scores) {
        Arrays.fill(scores, 0);
        for (var i = wantedBy.start(product); i < wantedBy.end(product); i++) {
            Columns.add(material.columns(), wantedBy.product(i), wantedBy.weight(i), scores);
        }
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        Arrays.fill(scores, 0);
        var says = new float[material.products()];
        for (var i = 0; i < wanted.size(); i++) {
            var product = wanted.product(i);
            for (var j = wantedBy.start(product); j < wantedBy.end(product); j++) {
                says[wantedBy.product(j)] += wanted.weight(i) * wantedBy.weight(j);
            }
        }
        Columns.add(material.profiles().rows, material.columns(), says, scores);
    }

    @Override
    public void because(Taste taste, int[] products, float[][] shares) {
        var wanted = new BitSet(material.products());
        for (var it : products) {
            wanted.set(it);
        }
        for (var i = 0; i < taste.size(); i++) {
            var weight = taste.strengths()[i] * fading.of(taste.ages()[i]);
            var anchor = taste.products()[i];
            for (var j = neighbours.start(anchor); j < neighbours.end(anchor); j++) {
                for (var k = 0; k < products.length && wanted.get(neighbours.product(j)); k++) {
                    if (neighbours.product(j) == products[k]) {
                        shares[k][i] = weight * neighbours.likeness(j);
                    }
                }
            }
        }
    }
}
