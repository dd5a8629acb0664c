package org.postille.interest.blend;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.postille.interest.method.Method;
import org.postille.interest.method.Taste;

/**
 * Several methods together: the weighted sum of what each says, measured in its own standard deviation within the question. A method
 * that tells nobody from nobody else adds nothing.
 */
public final class Blend implements Method {

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
        add(scores, (part, own) -> part.method.products(taste, own));
    }

    @Override
    public void customers(int product, float[] scores) {
        add(scores, (part, own) -> part.method.customers(product, own));
    }

    private interface Question {
        void ask(Part part, float[] scores);
    }

    private void add(float[] scores, Question question) {
        Arrays.fill(scores, 0);
        var pooled = scratch.poll();
        var own = pooled == null || pooled.length != scores.length ? new float[scores.length] : pooled;
        for (var part : parts) {
            question.ask(part, own);
            addStandardised(own, part.weight, scores);
        }
        scratch.add(own);
    }

    /** Adds the weight times each value's distance from their mean in standard deviations; nothing where they are all alike. */
    public static void addStandardised(float[] values, double weight, float[] sums) {
        var sum = 0.0;
        var squares = 0.0;
        for (var value : values) {
            sum += value;
            squares += (double) value * value;
        }
        var mean = sum / values.length;
        var variance = squares / values.length - mean * mean;
        if (variance <= 1e-12 * Math.max(1e-30, squares)) {
            return;
        }
        var scale = (float) (weight / Math.sqrt(variance));
        var shift = (float) (mean * scale);
        for (var i = 0; i < sums.length; i++) {
            sums[i] += values[i] * scale - shift;
        }
    }
}
