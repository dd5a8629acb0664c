package org.postille.interest.method;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postille.interest.history.Rows;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * Matrix factorisation by implicit alternating least squares: each customer and each product is a vector, and their inner
 * product says how much the one wants the other. The loss is that of Hu, Koren, Volinsky (2008) as Rendle, Krichene, Zhang, Koren
 * write it (Revisiting the performance of iALS on item recommendation benchmarks, 2022), or with vectors as dear as there are entries
 * (Zhou, Wilkinson, Schreiber, Pan 2008); each half of an iteration takes a few steps of conjugate gradients from where the last one
 * ended (Takács, Pilászy, Tikk 2011), along the axes of the other side's Gram matrix.
 */
public final class Ials implements Method {

    /**
     * How it is trained.
     *
     * @param factors numbers in each vector, at least 1
     * @param iterations over both sides, at least 1
     * @param unobserved how much a product that a customer never touched says, beside 1 for an order
     * @param regularisation how much long vectors cost
     * @param breadth whether they also cost for what is unobserved, from 0 (Zhou et al.) to 1 (Rendle et al.), or only for each entry
     */
    public record Parameters(
            int factors, int iterations, double unobserved, double regularisation, double breadth, long seed) {

        public Parameters {
            if (factors < 1 || iterations < 1 || !(unobserved > 0) || !(regularisation > 0)) {
                throw new IllegalArgumentException("iALS needs positive parameters, not " + factors + " factors, "
                        + iterations + " iterations, " + unobserved + " for the unobserved, a regularisation of "
                        + regularisation);
            }
        }
    }

    private static final double DEVIATION = 0.1;
    /** More change nothing that can be measured: where they begin and along which axes, they almost end where they should. */
    private static final int STEPS = 2;

    private static final int CHUNK = 64;
    /** By what the iterations are divided that start from an earlier training. */
    private static final int RENEWED = 4;
    /** What may be left of the residual after the last half of the last iteration, and for whoever is folded in. */
    private static final double EXACT = 1e-5;
    /** Where more steps would only turn in the rounding of floats. */
    private static final double ROUGH = 1e-4;

    private final Parameters parameters;
    private final Side customers;
    private final Side products;
    private final Halves scanned;
    private final float[] gram;

    private Ials(Parameters parameters, Side customers, Side products) {
        this.parameters = parameters;
        this.customers = customers;
        this.products = products;
        scanned = new Halves(products);
        gram = new float[parameters.factors];
        var squares = products.squares();
        for (var k = 0; k < gram.length; k++) {
            gram[k] = (float) (parameters.unobserved * squares[k]);
        }
    }

    /** From nothing. */
    public static Ials train(Material material, Parameters parameters) {
        return train(material, parameters, null, null);
    }

    /**
     * @param before trained on a part of the same products with the same numbers and as many factors, to start from
     * @param progress told the number of finished iterations
     * @throws IllegalStateException if a factor is not finite
     */
    public static Ials train(
            Material material, Parameters parameters, @Nullable Ials before, @Nullable IntConsumer progress) {
        return train(material.profiles().rows, material.columns(), parameters, before, progress);
    }

    /**
     * @param rows of customers: products with strengths
     * @param columns the same, transposed
     */
    public static Ials train(
            Rows rows, Rows columns, Parameters parameters, @Nullable Ials before, @Nullable IntConsumer progress) {
        var customers = new Side(rows.size(), parameters.factors);
        var products = new Side(columns.size(), parameters.factors);
        begin(products, parameters, before);
        for (var iteration = 1; iteration <= parameters.iterations; iteration++) {
            improve(customers, rows, products, parameters, STEPS, ROUGH, iteration);
            improve(products, columns, customers, parameters, STEPS, ROUGH, iteration);
            if (progress != null) {
                progress.accept(iteration);
            }
        }
        Arrays.fill(customers.flat, 0);
        improve(customers, rows, products, parameters, exactSteps(parameters), EXACT, parameters.iterations);
        return new Ials(parameters, customers, products);
    }

    /**
     * From where an earlier training ended, in a part of the iterations, since little is left to find.
     *
     * @param rows of customers: products with strengths
     * @param columns the same, transposed
     * @param parameters of both trainings
     * @param numbers for each product the number that it had then, or -1
     */
    public static Ials renewed(Rows rows, Rows columns, Parameters parameters, Ials before, int[] numbers) {
        var moved = new Side(numbers.length, parameters.factors);
        for (var product = 0; product < numbers.length; product++) {
            if (numbers[product] >= 0) {
                before.products.copy(numbers[product], moved.flat, product * parameters.factors);
            }
        }
        var few = new Parameters(
                parameters.factors,
                Math.max(1, parameters.iterations / RENEWED),
                parameters.unobserved,
                parameters.regularisation,
                parameters.breadth,
                parameters.seed);
        var start = new Ials(few, new Side(0, parameters.factors), moved);
        var trained = train(rows, columns, few, start, null);
        return new Ials(parameters, trained.customers, trained.products);
    }

    private static void begin(Side products, Parameters parameters, @Nullable Ials before) {
        var random = new SplittableRandom(parameters.seed);
        var deviation = DEVIATION / Math.sqrt(parameters.factors);
        for (var i = 0; i < products.flat.length; i++) {
            products.flat[i] = (float) random.nextGaussian(0, deviation);
        }
        if (before != null) {
            if (before.factors() != parameters.factors || before.products.size > products.size) {
                throw new IllegalArgumentException("iALS cannot start from " + before.products.size + " products with "
                        + before.factors() + " factors to train " + products.size + " with " + parameters.factors);
            }
            System.arraycopy(before.products.flat, 0, products.flat, 0, before.products.flat.length);
        }
    }

    /** Half an iteration. */
    private static void improve(
            Side side, Rows rows, Side other, Parameters parameters, int steps, double tolerance, int iteration) {
        var gram = align(side, other, parameters);
        var scratch = new ConcurrentLinkedQueue<Ridge>();
        IntStream.range(0, (side.size + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            var ridge = scratch.poll();
            if (ridge == null) {
                ridge = new Ridge(other);
            }
            for (var row = chunk * CHUNK; row < Math.min(side.size, (chunk + 1) * CHUNK); row++) {
                ridge.clear();
                for (var i = rows.start(row); i < rows.end(row); i++) {
                    ridge.observe(rows.product(i), rows.weight(i));
                }
                var observed = rows.end(row) - rows.start(row);
                var penalty = penalty(observed, other.size, parameters);
                if (!ridge.solve(gram, penalty, side.flat, row * side.factors, steps, tolerance)) {
                    throw new IllegalStateException("iALS: the factors of row " + row + " of " + side.size
                            + " are not finite in iteration " + iteration + " with " + parameters);
                }
            }
            scratch.add(ridge);
        });
    }

    /** Turns both sides so that the Gram matrix of the other is diagonal; no inner product of the two changes. */
    private static float[] align(Side side, Side other, Parameters parameters) {
        var factors = other.factors;
        var matrix = other.gram();
        for (var value : matrix) {
            if (!Double.isFinite(value)) {
                throw new IllegalStateException("iALS: the factors overflow with " + parameters);
            }
        }
        var spectrum = Spectrum.of(matrix, factors);
        other.turn(spectrum.vectors());
        side.turn(spectrum.vectors());
        var squares = other.squares();
        var gram = new float[factors];
        for (var k = 0; k < factors; k++) {
            gram[k] = (float) (parameters.unobserved * squares[k]);
        }
        return gram;
    }

    /** At least that of one entry: a row with nothing in it would otherwise keep the numbers that it began with. */
    private static double penalty(int observed, int others, Parameters it) {
        return it.regularisation * Math.max(1, observed + it.breadth * it.unobserved * others);
    }

    private static int exactSteps(Parameters parameters) {
        return 2 * parameters.factors + 8;
    }

    /**
     * One that was trained before.
     *
     * @param parameters of the training
     * @param customerFactors as {@link #customerFactors} gave them
     * @param productFactors as {@link #productFactors} gave them
     */
    public static Ials restored(Parameters parameters, float[] customerFactors, float[] productFactors) {
        return new Ials(
                parameters,
                new Side(parameters.factors, customerFactors),
                new Side(parameters.factors, productFactors));
    }

    public void write(SnapshotOutput out) {
        out.floats(customers.flat);
        out.floats(products.flat);
    }

    /** @param parameters of the training */
    public static Ials read(SnapshotInput in, Parameters parameters) {
        return restored(parameters, in.floats(), in.floats());
    }

    public Parameters parameters() {
        return parameters;
    }

    public int factors() {
        return parameters.factors;
    }

    /** The vectors of all products, one after the other. Not to be changed. */
    public float[] productFactors() {
        return products.flat;
    }

    /** The vectors of all customers, one after the other. Not to be changed. */
    public float[] customerFactors() {
        return customers.flat;
    }

    /**
     * The vector of any customer, as the training would have found it. Products that came after it are passed over.
     *
     * @throws IllegalStateException if it is not finite
     */
    public float[] fold(Taste taste) {
        var ridge = new Ridge(products);
        var observed = 0;
        for (var i = 0; i < taste.size(); i++) {
            if (taste.products()[i] < products.size) {
                ridge.observe(taste.products()[i], taste.strengths()[i]);
                observed++;
            }
        }
        var vector = new float[factors()];
        var penalty = penalty(observed, products.size, parameters);
        if (!ridge.solve(gram, penalty, vector, 0, exactSteps(parameters), EXACT)) {
            throw new IllegalStateException("iALS: the factors of a " + taste + " are not finite");
        }
        return vector;
    }

    @Override
    public void products(Taste taste, float[] scores) {
        products(fold(taste), scores);
    }

    /** How much a customer with this vector wants each product. */
    public void products(float[] vector, float[] scores) {
        scanned.dots(vector, scores);
    }

    @Override
    public void customers(int product, float[] scores) {
        customers(products.row(product), scores);
    }

    /** How much each customer wants a product with this vector, such as the mean of some that are like a new one. */
    public void customers(float[] vector, float[] scores) {
        customers.dots(vector, scores);
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        var sum = new float[factors()];
        for (var i = 0; i < wanted.size(); i++) {
            var from = wanted.product(i) * sum.length;
            for (var k = 0; k < sum.length; k++) {
                sum[k] += wanted.weight(i) * products.flat[from + k];
            }
        }
        customers(sum, scores);
    }

    @Override
    public void because(Taste taste, int[] wanted, float[][] shares) {
        var observed = (int)
                Arrays.stream(taste.products()).filter(it -> it < products.size).count();
        new Pull(products, gram, penalty(observed, products.size, parameters)).of(taste, wanted, shares);
    }
}
