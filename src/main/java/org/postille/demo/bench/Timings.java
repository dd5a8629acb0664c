package org.postille.demo.bench;

import java.util.Arrays;

/** How long each of many like things took, and all of them together. */
final class Timings {

    private final long[] sorted;
    private final long wall;

    private Timings(long[] sorted, long wall) {
        this.sorted = sorted;
        this.wall = wall;
    }

    /**
     * @param nanos of each, in any order
     * @param wall nanoseconds from the start of the first to the end of the last
     */
    static Timings of(long[] nanos, long wall) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Timings(sorted, wall);
    }

    int count() {
        return sorted.length;
    }

    double perSecond() {
        return rate(sorted.length, wall);
    }

    /**
     * Milliseconds within which this share of them was done: the smallest time that at least so many did not exceed (nearest
     * rank, no interpolation).
     *
     * @param share above 0, at most 1
     */
    double millis(double share) {
        if (share <= 0 || share > 1) {
            throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
        }
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    /** Things a second. */
    static double rate(long count, long nanos) {
        return nanos <= 0 ? Double.NaN : count * 1e9 / nanos;
    }

    /** The middle one, or the mean of the two in the middle. */
    static double median(double... values) {
        var ordered = values.clone();
        Arrays.sort(ordered);
        var middle = ordered.length / 2;
        if (ordered.length == 0) {
            return Double.NaN;
        }
        return ordered.length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }
}
