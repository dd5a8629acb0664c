package org.postille.interest.method;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * Each product told from all others by ridge regression, in closed form: EASE^R (Steck: Embarrassingly shallow autoencoders for
 * sparse data, 2019). Knows only the most wanted products; the others have score 0.
 */
public final class Ease implements Method {

    /**
     * How it is trained.
     *
     * @param most products, at least 1: memory grows with its square, time with its cube
     * @param regularisation added to the number of customers of each product, above 0
     * @param binary whether an order and a view say the same
     * @param lengthPower 0: every customer says the same; 0.5: one with four times as many products says half as much
     * @param halfLife days after which what a customer did counts half for what they want next; infinite: always the same
     */
    public record Parameters(int most, double regularisation, boolean binary, double lengthPower, double halfLife) {

        public Parameters {
            if (most < 1 || !(regularisation > 0) || !(halfLife > 0)) {
                throw new IllegalArgumentException("EASE needs positive parameters, not " + most
                        + " products, a regularisation of " + regularisation + ", a half-life of " + halfLife);
            }
        }
    }

    private final Overlaps known;
    /** Rows of the inverse without its diagonal; being symmetric, also its columns. */
    private final float[][] inverse;
    /** What turns a column of the inverse into one of weights. */
    private final float[] scale;

    private final Fading fading;

    private Ease(Overlaps known, float[][] inverse, float[] scale, double halfLife) {
        this.known = known;
        this.inverse = inverse;
        this.scale = scale;
        fading = new Fading(halfLife);
    }

    /** @throws IllegalStateException if the matrix of the products cannot be inverted */
    public static Ease train(Material material, Parameters parameters) {
        var overlaps = Overlaps.of(material, parameters.most, parameters.binary, parameters.lengthPower);
        return train(overlaps, parameters.regularisation).forgetting(parameters.halfLife);
    }

    /** One that forgets nothing. */
    public static Ease train(Overlaps overlaps, double regularisation) {
        var lower = overlaps.inverse(regularisation);
        var size = lower.length;
        var inverse = new float[size][size];
        var scale = new float[size];
        IntStream.range(0, size).parallel().forEach(row -> {
            scale[row] = (float) (-1 / lower[row][row]);
            for (var column = 0; column < size; column++) {
                inverse[row][column] = column == row ? 0 : (float) lower[Math.max(row, column)][Math.min(row, column)];
            }
        });
        for (var it : scale) {
            if (!Float.isFinite(it)) {
                throw new IllegalStateException(
                        "EASE: the inverse overflows with a regularisation of " + regularisation);
            }
        }
        return new Ease(overlaps, inverse, scale, Double.POSITIVE_INFINITY);
    }

    /**
     * The same weights with another half-life, at no cost.
     *
     * @param halfLife days; infinite: nothing is forgotten
     */
    public Ease forgetting(double halfLife) {
        return new Ease(known, inverse, scale, halfLife);
    }

    public void write(SnapshotOutput out) {
        out.ints(known.products);
        out.floats(scale);
        for (var row = 0; row < scale.length; row++) {
            out.floats(inverse[row], 0, row);
        }
    }

    /** One that forgets nothing. */
    public static Ease read(SnapshotInput in, Material material) {
        var known = Overlaps.uncounted(material, in.ints());
        var scale = in.floats();
        var inverse = new float[scale.length][scale.length];
        for (var row = 0; row < scale.length; row++) {
            in.floats(inverse[row], 0, row);
            for (var column = 0; column < row; column++) {
                inverse[column][row] = inverse[row][column];
            }
        }
        return new Ease(known, inverse, scale, Double.POSITIVE_INFINITY);
    }

    /** How much having one product says about wanting another; 0 for products that are not known. */
    public float weight(int had, int wanted) {
        var from = known.places[had];
        var to = known.places[wanted];
        return from < 0 || to < 0 ? 0 : inverse[from][to] * scale[to];
    }

    @Override
    public void products(Taste taste, float[] scores) {
        Arrays.fill(scores, 0);
        var size = scale.length;
        if (size == 0) {
            return;
        }
        var rows = new float[Vectors.BLOCK][];
        var weights = new float[Vectors.BLOCK];
        var sums = new float[size];
        var held = 0;
        for (var i = 0; i < taste.size(); i++) {
            var product = taste.products()[i];
            var place = product < known.places.length ? known.places[product] : -1;
            if (place >= 0) {
                rows[held] = inverse[place];
                weights[held++] = taste.strengths()[i] * fading.of(taste.ages()[i]);
            }
            if (held == Vectors.BLOCK) {
                Vectors.add(sums, rows, 0, weights, 0, size);
                held = 0;
            }
        }
        if (held > 0) {
            Arrays.fill(rows, held, Vectors.BLOCK, inverse[0]);
            Arrays.fill(weights, held, Vectors.BLOCK, 0);
            Vectors.add(sums, rows, 0, weights, 0, size);
        }
        for (var place = 0; place < size; place++) {
            scores[known.products[place]] = sums[place] * scale[place];
        }
    }

    /** Nothing is forgotten here: whom to write to depends on what they are, not on what they did last. */
    @Override
    public void customers(int product, float[] scores) {
        customers(Wanted.of(known.material.content(), new int[] {product}, new float[] {1}), scores);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        Arrays.fill(scores, 0);
        var says = new float[known.places.length];
        for (var i = 0; i < wanted.size(); i++) {
            var to = known.places[wanted.product(i)];
            for (var from = 0; to >= 0 && from < scale.length; from++) {
                says[known.products[from]] += wanted.weight(i) * inverse[to][from] * scale[to];
            }
        }
        Columns.add(known.material.profiles().rows, known.material.columns(), says, scores);
    }

    @Override
    public void because(Taste taste, int[] products, float[][] shares) {
        for (var i = 0; i < taste.size(); i++) {
            var weight = taste.strengths()[i] * fading.of(taste.ages()[i]);
            for (var k = 0; k < products.length; k++) {
                shares[k][i] = weight * weight(taste.products()[i], products[k]);
            }
        }
    }
}
