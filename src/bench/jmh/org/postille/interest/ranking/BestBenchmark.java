package org.postille.interest.ranking;

import java.util.BitSet;
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

/** The best 10,000 of all customers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BestBenchmark {

    @Param({"1000000"})
    public int customers;

    private final BitSet nobody = new BitSet();
    private float[] scores = {};

    @Setup
    public void scores() {
        var random = new SplittableRandom(1);
        scores = new float[customers];
        for (var i = 0; i < customers; i++) {
            scores[i] = (float) random.nextGaussian();
        }
    }

    @Benchmark
    public int[] best() {
        return Best.of(scores, nobody, 10_000, Float.NEGATIVE_INFINITY);
    }
}
