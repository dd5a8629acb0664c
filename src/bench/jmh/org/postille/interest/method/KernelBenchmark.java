package org.postille.interest.method;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.postille.event.EventKind;
import org.postille.interest.history.History;

/** The loops in which a training and an answer spend their time, on a made-up shop of 20,000 customers and 5,000 products. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

    private static final int CUSTOMERS = 20_000;
    private static final int PRODUCTS = 5_000;
    private static final int OF_EACH = 50;
    private static final int SHOWN = 100_000;

    @Param({"64"})
    public int factors;

    /** Rows of the scan: so many that they do not fit into a cache. */
    @Param({"1000000"})
    public int scanned;

    private final SplittableRandom random = new SplittableRandom(1);
    private Material material = Material.of(new History().sorted(), new Content(List.of(), new History().products));
    private Side side = new Side(0, 1);
    private Ials ials = Ials.restored(new Ials.Parameters(1, 1, 1, 1, 1, 1), new float[0], new float[0]);
    private Taste taste = Taste.NONE;
    private Halves halves = new Halves(side);
    private float[] vector = {};
    private float[] scores = {};
    private Ridge ridge = new Ridge(side);
    private float[] gram = {};
    private double[][] matrix = {};

    @Setup
    public void shop() {
        var history = new History();
        for (var customer = 0; customer < CUSTOMERS; customer++) {
            for (var i = 0; i < OF_EACH; i++) {
                // The square of a chance: few products have many customers.
                var product = (int) (PRODUCTS * random.nextDouble() * random.nextDouble());
                history.add(customer, product, EventKind.ORDERED, i);
            }
        }
        material = Material.of(history.sorted(), new Content(List.of(), history.products));
        ials = Ials.train(material, new Ials.Parameters(factors, 2, 0.1, 0.003, 1, 1));
        taste = Taste.of(material.profiles(), 7);
        side = new Side(scanned, factors);
        for (var i = 0; i < side.flat.length; i++) {
            side.flat[i] = (float) random.nextGaussian();
        }
        halves = new Halves(new Side(factors, Arrays.copyOf(side.flat, Math.min(scanned, SHOWN) * factors)));
        vector = side.row(3);
        scores = new float[scanned];
        ridge = new Ridge(side);
        gram = new float[factors];
        var squares = side.squares();
        for (var k = 0; k < factors; k++) {
            gram[k] = (float) (0.1 * squares[k]);
        }
        matrix = Overlaps.of(material, 500, true, 0).inverse(50);
    }

    /** Inner products of one vector with all, on as many threads as there are processors. */
    @Benchmark
    public float[] scan() {
        side.dots(vector, scores);
        return scores;
    }

    /** The same of 100,000 products in 16 bits, by one thread. */
    @Benchmark
    public float[] scanOfHalves() {
        halves.dots(vector, scores);
        return scores;
    }

    /** One customer with 50 products in half an iteration: two steps of conjugate gradients, rows fetched from memory. */
    @Benchmark
    public float[] solve() {
        ridge.clear();
        for (var i = 0; i < OF_EACH; i++) {
            ridge.observe(random.nextInt(scanned), 1);
        }
        var solution = new float[factors];
        if (!ridge.solve(gram, 1, solution, 0, 2, 1e-4)) {
            throw new IllegalStateException("not finite");
        }
        return solution;
    }

    /** One customer's factors after an event, as exactly as a training finds them. */
    @Benchmark
    public float[] fold() {
        return ials.fold(taste);
    }

    /** How many customers each two of 1,000 products share: 50 million pairs. */
    @Benchmark
    public Overlaps overlaps() {
        return Overlaps.of(material, 1_000, true, 0);
    }

    /** The 100 nearest of each product. */
    @Benchmark
    public Neighbours neighbours() {
        return Neighbours.of(
                material.profiles().rows, material.columns(), 100, 0.5, Neighbours.cosine(1, 1));
    }

    /** Cholesky factors, and from them the inverse, of 500 × 500: what EASE does with more. */
    @Benchmark
    public double[][] inverse() {
        var copy = new double[matrix.length][];
        for (var row = 0; row < copy.length; row++) {
            copy[row] = matrix[row].clone();
        }
        Inverse.invert(copy);
        return copy;
    }
}
