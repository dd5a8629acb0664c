package org.postille.demo.shop;

import java.util.List;

/**
 * A seeded stream of random numbers that is the same on every Java: SplitMix64 (Steele, Lea, Flood: Fast splittable
 * pseudorandom number generators, 2014). A stream of its own for every customer or product costs nothing to make, so that
 * nothing has to be remembered about them.
 */
public final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public Dice(long seed) {
        state = seed;
    }

    /** The stream for one purpose of one thing. */
    static Dice of(long seed, long purpose, long thing) {
        return new Dice(mix(mix(seed + GAMMA * (purpose + 1)) ^ mix(thing + GAMMA)));
    }

    /** A number between 0 and 1 that belongs to these three for ever. */
    static double fixed(long seed, long purpose, long thing) {
        return (mix(mix(seed + GAMMA * (purpose + 1)) ^ mix(thing + GAMMA)) >>> 11) * 0x1p-53;
    }

    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** At least 0, less than 1. */
    public double unit() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** At least 0, less than the bound. */
    public int below(int bound) {
        return (int) (unit() * bound);
    }

    public int between(int lowest, int highest) {
        return lowest + below(highest - lowest + 1);
    }

    public double between(double lowest, double highest) {
        return lowest + unit() * (highest - lowest);
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Normally distributed with mean 0 and deviation 1 (Box and Muller). */
    public double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /** Gumbel noise: the largest of (score + noise) is a draw by softmax of the scores. */
    double gumbel() {
        return -StrictMath.log(-StrictMath.log(((next() >>> 11) + 0.5) * 0x1p-53));
    }

    public <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }

    /** The index of a weight, drawn in proportion to the weights. */
    int weighted(double[] weights) {
        var sum = 0.0;
        for (var weight : weights) {
            sum += weight;
        }
        var at = unit() * sum;
        for (var i = 0; i < weights.length; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
