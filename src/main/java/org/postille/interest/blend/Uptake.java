package org.postille.interest.blend;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * How much likelier than an ordinary customer one buys who stands at some place of a ranking: learned from where buyers stood. It
 * looks at places and not at scores, so that it holds for every product and survives the next training.
 *
 * @param lifts buyers, by what chance would bring, in the first 1/1024 of the ranking, the rest of the first 1/512, … of the first
 *     half, in the third quarter and in the last; none is larger than the one before
 */
public record Uptake(double[] lifts) {

    /** Where each part of a ranking ends. */
    private static final double[] ENDS = {
        1 / 1024.0, 1 / 512.0, 1 / 256.0, 1 / 128.0, 1 / 64.0, 1 / 32.0, 1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 3 / 4.0, 1
    };

    static final int PARTS = ENDS.length;
    /** Added to the buyers of each part as if they had come by chance: so many are hardly evidence. */
    private static final double PRIOR = 5;

    private static final int CELLS = 1 << 18;
    private static final int ROUNDS = 8;
    /** As fine as the finest part. */
    private static final int STEPS = 1024;

    private static final double CLOSE = 1e-3;
    private static final int UNUSED_BITS = 32 - 18;
    private static final int CHUNK = 1 << 14;
    /** Customers counted by one thread: to have cells of their own must pay. */
    private static final int PART = 1 << 19;

    /** Of the questions which customers want a product, under the weights of a blend. */
    static Uptake learned(Collection<Question> questions, double[] weights) {
        return learned(questions.parallelStream().map(it -> it.places(weights)).reduce(new double[PARTS], Uptake::sum));
    }

    private static Uptake learned(double[] buyers) {
        var all = Arrays.stream(buyers).sum();
        var shares = new double[PARTS];
        var widths = new double[PARTS];
        for (var part = 0; part < PARTS; part++) {
            widths[part] = width(part);
            shares[part] = (buyers[part] + PRIOR * widths[part]) / (all + PRIOR);
        }
        return new Uptake(falling(shares, widths));
    }

    /**
     * Of groups of products, which more may buy than rates of single ones add up to: parts of the ranking are lifted until as many are
     * told in each as came.
     */
    static Uptake ofGroups(Collection<Gathering> groups) {
        var came = groups.stream().map(Gathering::places).reduce(new double[PARTS], Uptake::sum);
        var uptake = learned(came);
        for (var round = 0; round < ROUNDS; round++) {
            var before = uptake;
            var told = groups.parallelStream()
                    .filter(it -> it.came() > 0)
                    .map(before::told)
                    .reduce(new double[PARTS], Uptake::sum);
            var shares = new double[PARTS];
            var widths = new double[PARTS];
            for (var part = 0; part < PARTS; part++) {
                widths[part] = width(part);
                shares[part] = before.lifts[part]
                        * widths[part]
                        * (came[part] + PRIOR * widths[part])
                        / (told[part] + PRIOR * widths[part]);
            }
            uptake = new Uptake(falling(shares, widths));
        }
        return uptake;
    }

    /** Buyers in each part of the ranking, were it known how many come in all. */
    private double[] told(Gathering group) {
        var cells = new int[STEPS];
        Arrays.fill(cells, 1);
        var lifts = new float[STEPS];
        var sum = 0.0;
        for (var step = 0; step < STEPS; step++) {
            lifts[step] = (float) lift((step + 0.5) / STEPS);
            sum += lifts[step];
        }
        var customers = (double) group.customers() / STEPS;
        var scale = scale(cells, lifts, group.came() / customers, sum);
        var told = new double[PARTS];
        for (var step = 0; step < STEPS; step++) {
            told[part((step + 0.5) / STEPS)] -= customers * Math.expm1(-scale * lifts[step]);
        }
        return told;
    }

    private static double[] sum(double[] one, double[] other) {
        var sum = one.clone();
        Arrays.setAll(sum, it -> one[it] + other[it]);
        return sum;
    }

    private static double width(int part) {
        return ENDS[part] - (part == 0 ? 0 : ENDS[part - 1]);
    }

    /** The part in which a place lies, counted as a share of the ranking from 0 to 1. */
    static int part(double place) {
        var part = 0;
        while (part < PARTS - 1 && place >= ENDS[part]) {
            part++;
        }
        return part;
    }

    /** Pools neighbours until nobody further back buys more (isotonic regression by pooling adjacent violators). */
    private static double[] falling(double[] shares, double[] widths) {
        var lifts = new double[shares.length];
        var ends = new int[shares.length];
        var size = 0;
        for (var part = 0; part < shares.length; part++) {
            var share = shares[part];
            var width = widths[part];
            while (size > 0 && lifts[size - 1] < share / width) {
                var from = size > 1 ? ends[size - 2] : 0;
                var pooled = IntStream.range(from, ends[size - 1])
                        .mapToDouble(it -> widths[it])
                        .sum();
                share += lifts[size - 1] * pooled;
                width += pooled;
                size--;
            }
            lifts[size] = share / width;
            ends[size++] = part + 1;
        }
        var falling = new double[shares.length];
        for (int block = 0, part = 0; block < size; block++) {
            while (part < ends[block]) {
                falling[part++] = lifts[block];
            }
        }
        return falling;
    }

    /**
     * What lies between this one and another.
     *
     * @param share of the way, from 0 to 1
     */
    Uptake towards(Uptake other, double share) {
        var between = new double[lifts.length];
        Arrays.setAll(between, it -> Math.pow(lifts[it], 1 - share) * Math.pow(other.lifts[it], share));
        return new Uptake(between);
    }

    /** @param place share of the ranking that stands before, from 0 to 1 */
    double lift(double place) {
        // Between the middles of two parts the logarithms are joined by a straight line.
        var next = 0;
        while (next < PARTS && place > middle(next)) {
            next++;
        }
        if (next == 0 || next == PARTS) {
            return lifts[Math.min(next, PARTS - 1)];
        }
        var share = (place - middle(next - 1)) / (middle(next) - middle(next - 1));
        return Math.exp((1 - share) * log(lifts[next - 1]) + share * log(lifts[next]));
    }

    private static double middle(int part) {
        return ENDS[part] - width(part) / 2;
    }

    private static double log(double lift) {
        return Math.log(Math.max(1e-9, lift));
    }

    /** What rates are multiplied by, so that as many buy as are expected: by Newton's method, from where all rates are small. */
    private static double scale(int[] cells, float[] lifts, double buyers, double sum) {
        var scale = buyers / Math.max(1e-9, sum);
        for (var round = 0; round < ROUNDS; round++) {
            var come = 0.0;
            var slope = 0.0;
            for (var cell = 0; cell < cells.length; cell++) {
                if (cells[cell] > 0) {
                    var stays = Math.exp(-scale * lifts[cell]);
                    come += cells[cell] * (1 - stays);
                    slope += cells[cell] * lifts[cell] * stays;
                }
            }
            // Concave in the scale: no step leads beyond the goal. Where all are expected, rates may grow without end.
            if (buyers - come < CLOSE * buyers || slope < 1e-12) {
                break;
            }
            scale += (buyers - come) / slope;
        }
        return scale;
    }

    /**
     * How likely each customer buys.
     *
     * @param scores one for each customer; negative infinity for whoever cannot buy; overwritten by probabilities from 0 to 1
     * @param buyers expected number of all together
     */
    public void probabilities(float[] scores, double buyers) {
        var parts =
                chunks(scores.length, PART).mapToObj(it -> count(scores, it)).toList();
        var cells = new int[CELLS];
        var count = 0;
        for (var part : parts) {
            for (var cell = 0; cell < CELLS; cell++) {
                cells[cell] += part[cell];
                count += part[cell];
            }
        }
        var lifts = new float[CELLS];
        var before = 0L;
        var sum = 0.0;
        for (var cell = 0; cell < CELLS; cell++) {
            if (cells[cell] > 0) {
                lifts[cell] = (float) lift((before + cells[cell] / 2.0) / count);
                sum += (double) lifts[cell] * cells[cell];
                before += cells[cell];
            }
        }
        var scale = scale(cells, lifts, buyers, sum);
        chunks(CELLS, CHUNK).forEach(chunk -> {
            for (var cell = chunk * CHUNK; cell < (chunk + 1) * CHUNK; cell++) {
                lifts[cell] = cells[cell] == 0 ? 0 : (float) -Math.expm1(-scale * lifts[cell]);
            }
        });
        chunks(scores.length, CHUNK).forEach(chunk -> {
            for (var i = chunk * CHUNK; i < Math.min(scores.length, (chunk + 1) * CHUNK); i++) {
                scores[i] = scores[i] == Float.NEGATIVE_INFINITY ? 0 : lifts[cell(scores[i])];
            }
        });
    }

    private static IntStream chunks(int length, int size) {
        return IntStream.range(0, (length + size - 1) / size).parallel();
    }

    private static int[] count(float[] scores, int part) {
        var cells = new int[CELLS];
        for (var i = part * PART; i < Math.min(scores.length, (part + 1) * PART); i++) {
            if (scores[i] != Float.NEGATIVE_INFINITY) {
                cells[cell(scores[i])]++;
            }
        }
        return cells;
    }

    /** Larger scores come first. */
    private static int cell(float score) {
        var bits = Float.floatToIntBits(score + 0f);
        var order = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
        return CELLS / 2 - 1 - (order >> UNUSED_BITS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Uptake it && Arrays.equals(lifts, it.lifts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lifts);
    }

    @Override
    public String toString() {
        return "uptake " + Arrays.toString(lifts);
    }
}
