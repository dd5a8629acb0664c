package org.postille.interest.method;

import java.util.Arrays;

/**
 * Solves one row of iALS: minimises, over x, Σ w (target − y·x)² over what was observed + x·D·x, where D is diagonal because the
 * other side lies along the axes of its Gram matrix. Conjugate gradients with D as the preconditioner: all but the few observed
 * directions are then solved by the first step. Scratch space of one thread.
 */
final class Ridge {

    /** So many rows of the other side are held at hand; further ones are fetched again in each step. */
    private static final int HELD = 2048;

    /** So many rows are on their way from memory at once. */
    private static final int AHEAD = 64;

    /** A residual that is nothing, and from where quotients of two such would leave the range of floats. */
    private static final float SMALLEST = 1e-30f;

    private final Side other;
    private final int factors;
    private final float[][] held;
    private int rows;
    private int[] numbers = new int[64];
    private float[] weights = new float[64];
    private float[] targets = new float[64];

    private final float[] spread;
    private final float[] narrow;
    private final float[] x;
    private final float[] residual;
    private final float[] scaled;
    private final float[] direction;
    private final float[] image;
    private final float[] dots = new float[Vectors.BLOCK];

    /** @param other what is observed, its Gram matrix diagonal */
    Ridge(Side other) {
        this.other = other;
        factors = other.factors;
        held = new float[HELD + Vectors.BLOCK][];
        spread = new float[factors];
        narrow = new float[factors];
        scaled = new float[factors];
        x = new float[factors];
        residual = new float[factors];
        direction = new float[factors];
        image = new float[factors];
    }

    /** Forgets what was observed. */
    void clear() {
        rows = 0;
    }

    /** @param strength its sign tells whether the target is 1 or 0 */
    void observe(int number, float strength) {
        if (rows + Vectors.BLOCK > numbers.length) {
            var more = numbers.length * 2;
            numbers = Arrays.copyOf(numbers, more);
            weights = Arrays.copyOf(weights, more);
            targets = Arrays.copyOf(targets, more);
        }
        numbers[rows] = number;
        weights[rows] = Math.abs(strength);
        targets[rows] = strength > 0 ? 1 : 0;
        rows++;
    }

    /**
     * @param gram the diagonal of the other side's Gram matrix times the weight of what was not observed
     * @param penalty added to it
     * @param start where to begin; overwritten with the solution
     * @param at its position there
     * @param tolerance of the residual, as a share of the one at x = 0
     * @return whether the solution is finite
     */
    boolean solve(float[] gram, double penalty, float[] start, int at, int steps, double tolerance) {
        var padded = Vectors.padded(rows);
        if (!fetch(padded)) {
            return false;
        }
        for (var k = 0; k < factors; k++) {
            spread[k] = (float) (gram[k] + penalty);
            narrow[k] = 1 / spread[k];
        }
        var atZero = atZero(padded);
        if (atZero == 0) {
            Arrays.fill(start, at, at + factors, 0);
            return true;
        }
        System.arraycopy(start, at, x, 0, factors);
        Arrays.fill(residual, 0);
        for (var first = 0; first < padded; first += Vectors.BLOCK) {
            var from = block(first);
            Vectors.dots(held, from, x, dots, 0, factors);
            for (var i = 0; i < Vectors.BLOCK; i++) {
                dots[i] = weights[first + i] * (targets[first + i] - dots[i]);
            }
            Vectors.add(residual, held, from, dots, 0, factors);
        }
        for (var k = 0; k < factors; k++) {
            residual[k] -= spread[k] * x[k];
        }
        var enough = Math.max(SMALLEST, (float) (tolerance * tolerance * atZero));
        var left = descend(padded, steps, enough);
        System.arraycopy(x, 0, start, at, factors);
        return Float.isFinite(left) && Float.isFinite(Vectors.dot(x, x, factors));
    }

    /** Leaves the size of the residual, which is not finite where the sums overflow. */
    private float descend(int padded, int steps, float enough) {
        scale(residual);
        System.arraycopy(scaled, 0, direction, 0, factors);
        var size = Vectors.dot(residual, scaled, factors);
        for (var step = 0; step < steps && size > enough; step++) {
            apply(padded);
            var far = size / Vectors.dot(direction, image, factors);
            for (var k = 0; k < factors; k++) {
                x[k] = Math.fma(far, direction[k], x[k]);
            }
            for (var k = 0; k < factors; k++) {
                residual[k] = Math.fma(-far, image[k], residual[k]);
            }
            scale(residual);
            var next = Vectors.dot(residual, scaled, factors);
            var turn = next / size;
            size = next;
            for (var k = 0; k < factors; k++) {
                direction[k] = Math.fma(turn, direction[k], scaled[k]);
            }
        }
        return size;
    }

    /** The image of the direction. */
    private void apply(int padded) {
        for (var k = 0; k < factors; k++) {
            image[k] = spread[k] * direction[k];
        }
        for (var first = 0; first < padded; first += Vectors.BLOCK) {
            var from = block(first);
            Vectors.dots(held, from, direction, dots, 0, factors);
            for (var i = 0; i < Vectors.BLOCK; i++) {
                dots[i] *= weights[first + i];
            }
            Vectors.add(image, held, from, dots, 0, factors);
        }
    }

    private void scale(float[] vector) {
        for (var k = 0; k < factors; k++) {
            scaled[k] = vector[k] * narrow[k];
        }
    }

    /** The size of the residual at x = 0. */
    private float atZero(int padded) {
        Arrays.fill(image, 0);
        for (var first = 0; first < padded; first += Vectors.BLOCK) {
            var from = block(first);
            for (var i = 0; i < Vectors.BLOCK; i++) {
                dots[i] = weights[first + i] * targets[first + i];
            }
            Vectors.add(image, held, from, dots, 0, factors);
        }
        scale(image);
        return Vectors.dot(image, scaled, factors);
    }

    /** Fills up the last block with rows that weigh nothing. */
    private boolean fetch(int padded) {
        for (var i = rows; i < padded; i++) {
            numbers[i] = numbers[0];
            weights[i] = 0;
            targets[i] = 0;
        }
        var sum = 0f;
        for (var first = 0; first < Math.min(HELD, padded); first += AHEAD) {
            var end = Math.min(Math.min(HELD, padded), first + AHEAD);
            sum += other.touch(numbers, first, end);
            for (var i = first; i < end; i++) {
                hold(i, numbers[i]);
            }
        }
        return Float.isFinite(sum);
    }

    /** Where the block of these rows is held. */
    private int block(int first) {
        if (first < HELD) {
            return first;
        }
        for (var i = 0; i < Vectors.BLOCK; i++) {
            hold(HELD + i, numbers[first + i]);
        }
        return HELD;
    }

    private void hold(int place, int number) {
        if (held[place] == null) {
            held[place] = new float[factors];
        }
        other.copy(number, held[place]);
    }
}
