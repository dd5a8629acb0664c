package org.postille.interest.blend;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.postille.interest.method.ForEverybody;
import org.postille.interest.method.Method;
import org.postille.interest.method.Novelty;
import org.postille.interest.method.Taste;
import org.postille.interest.method.Wanted;

/**
 * Several methods together: the weighted sum of what each says, measured in its own standard deviation within the question. A method
 * that tells nobody from nobody else adds nothing.
 */
public final class Blend implements Method {

    private static final int CHUNK = 1 << 14;
    /** Below this a sum costs less than what other threads have in hand. */
    private static final int WORTH_SHARING = 200_000;

    private final List<Part> parts;
    private final ConcurrentLinkedQueue<float[]> scratch = new ConcurrentLinkedQueue<>();

    public Blend(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** @param name for people: the method and its settings */
    public record Part(String name, Method method, double weight) {}

    public List<Part> parts() {
        return parts;
    }

    @Override
    public void products(Taste taste, float[] scores) {
        scaled(taste, scores);
    }

    /**
     * The same as {@link #products}.
     *
     * @return what the scores of each part were multiplied by, for {@link #because(Taste, double[], int[])}
     */
    public double[] scaled(Taste taste, float[] scores) {
        return add(scores, (part, own) -> part.method.products(taste, own));
    }

    @Override
    public void customers(int product, float[] scores) {
        add(scores, (part, own) -> part.method.customers(product, own));
    }

    @Override
    public void customers(Wanted wanted, float[] scores) {
        scaled(wanted, scores);
    }

    /**
     * The same as {@link #customers(Wanted, float[])}.
     *
     * @return what the scores of each part were multiplied by
     */
    public double[] scaled(Wanted wanted, float[] scores) {
        return add(scores, (part, own) -> part.method.customers(wanted, own));
    }

    /**
     * The same by this one and by another one at once: methods that both have are asked once.
     *
     * @param others scores of the other one; overwritten
     * @return what the scores of each part of this one were multiplied by
     */
    public double[] scaled(Wanted wanted, float[] scores, Blend other, float[] others) {
        Arrays.fill(others, 0);
        var asked = new HashSet<Method>();
        var scales = add(scores, (part, own) -> {
            part.method.customers(wanted, own);
            if (asked.add(part.method)) {
                other.parts.stream()
                        .filter(it -> it.method.equals(part.method))
                        .forEach(it -> addStandardised(own, it.weight, others));
            }
        });
        var left = other.parts.stream().filter(it -> !asked.contains(it.method)).toList();
        if (!left.isEmpty()) {
            var own = borrowed(others.length);
            for (var part : left) {
                part.method.customers(wanted, own);
                addStandardised(own, part.weight, others);
            }
            scratch.add(own);
        }
        return scales;
    }

    /**
     * What made the scores of some products.
     *
     * @param shares for each of them how much each product of the taste added
     * @param byPart for each of them how much each part of the blend added by products of the taste
     * @param common for each of them how much was added by what everybody buys
     * @param fresh for each of them how much was added since it is new
     */
    public record Because(float[][] shares, double[][] byPart, double[] common, double[] fresh) {

        /** Nothing, of so many products. */
        public static Because nothing(int products) {
            return new Because(
                    new float[products][0], new double[products][0], new double[products], new double[products]);
        }
    }

    /**
     * Why products have the scores that they have for a taste.
     *
     * @param scales as {@link #scaled} gave them for that taste
     */
    public Because because(Taste taste, double[] scales, int[] products) {
        var because = new Because(
                new float[products.length][taste.size()],
                new double[products.length][parts.size()],
                new double[products.length],
                new double[products.length]);
        for (var part = 0; part < parts.size(); part++) {
            var method = parts.get(part).method;
            var own = new float[products.length][taste.size()];
            method.because(taste, products, own);
            for (var k = 0; k < products.length; k++) {
                for (var i = 0; i < taste.size(); i++) {
                    because.shares[k][i] += (float) (scales[part] * own[k][i]);
                    because.byPart[k][part] += scales[part] * own[k][i];
                }
            }
            if (method instanceof ForEverybody everybody) {
                var added = everybody instanceof Novelty ? because.fresh : because.common;
                for (var k = 0; k < products.length; k++) {
                    // What is no more new may still count for more than what is older, but nobody would say so.
                    if (!(everybody instanceof Novelty novelty) || novelty.isNew(products[k])) {
                        added[k] += scales[part] * everybody.aboveMean(products[k]);
                    }
                }
            }
        }
        return because;
    }

    private interface Question {
        void ask(Part part, float[] scores);
    }

    private float[] borrowed(int length) {
        var pooled = scratch.poll();
        return pooled == null || pooled.length != length ? new float[length] : pooled;
    }

    private double[] add(float[] scores, Question question) {
        Arrays.fill(scores, 0);
        var own = borrowed(scores.length);
        var scales = new double[parts.size()];
        for (var i = 0; i < scales.length; i++) {
            question.ask(parts.get(i), own);
            scales[i] = addStandardised(own, parts.get(i).weight, scores);
        }
        scratch.add(own);
        return scales;
    }

    /**
     * Adds the weight times each value's distance from their mean in standard deviations; nothing where they are all alike.
     *
     * @return what each value was multiplied by
     */
    public static double addStandardised(float[] values, double weight, float[] sums) {
        var sum = 0.0;
        var squares = 0.0;
        for (var it : chunks(values.length).mapToObj(it -> moments(values, it)).toList()) {
            sum += it[0];
            squares += it[1];
        }
        var mean = sum / values.length;
        var variance = squares / values.length - mean * mean;
        if (variance <= 1e-12 * Math.max(1e-30, squares)) {
            return 0;
        }
        var scale = (float) (weight / Math.sqrt(variance));
        var shift = (float) (mean * scale);
        chunks(sums.length).forEach(chunk -> {
            for (var i = chunk * CHUNK; i < Math.min(sums.length, (chunk + 1) * CHUNK); i++) {
                sums[i] += values[i] * scale - shift;
            }
        });
        return scale;
    }

    /** In order, so that the sum of what they give is the same whatever the number of threads. */
    private static IntStream chunks(int length) {
        var chunks = IntStream.range(0, (length + CHUNK - 1) / CHUNK);
        return length < WORTH_SHARING ? chunks : chunks.parallel();
    }

    /** Four sums side by side: one alone would wait for each addition. */
    private static double[] moments(float[] values, int chunk) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        double q3 = 0;
        var end = Math.min(values.length, (chunk + 1) * CHUNK);
        var i = chunk * CHUNK;
        for (; i + 4 <= end; i += 4) {
            double v0 = values[i];
            double v1 = values[i + 1];
            double v2 = values[i + 2];
            double v3 = values[i + 3];
            s0 += v0;
            s1 += v1;
            s2 += v2;
            s3 += v3;
            q0 += v0 * v0;
            q1 += v1 * v1;
            q2 += v2 * v2;
            q3 += v3 * v3;
        }
        for (; i < end; i++) {
            s0 += values[i];
            q0 += (double) values[i] * values[i];
        }
        return new double[] {(s0 + s1) + (s2 + s3), (q0 + q1) + (q2 + q3)};
    }
}
