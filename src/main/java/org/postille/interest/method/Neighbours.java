package org.postille.interest.method;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.postille.interest.history.Rows;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/** For each product those that occur in the same rows (customers, baskets), the closest first as found. */
public final class Neighbours {

    /** How alike two products are that occur in {@code a} and {@code b} of {@code rows} rows and {@code both} times together. */
    public interface Likeness {
        double of(double both, double a, double b, double rows);

        /** By how much the ones that were found count: rises with what {@link #of} tells. */
        default double told(double likeness) {
            return likeness;
        }
    }

    /** Cosine, shrunk where the evidence is small, and raised to a power so that the closest count for more. */
    public static Likeness cosine(double shrink, double power) {
        return new Cosine(shrink, power);
    }

    /** The power is taken of the few that are kept alone: of all pairs it would take longer than to count them. */
    private record Cosine(double shrink, double power) implements Likeness {

        @Override
        public double of(double both, double a, double b, double rows) {
            return both / (Math.sqrt(a * b) + shrink);
        }

        @Override
        public double told(double likeness) {
            return Math.pow(likeness, power);
        }
    }

    /**
     * A random walk from one product over its customers to the other, as RP3beta (Paudel et al. 2017) has it where rows with many
     * entries say less in proportion.
     *
     * @param from how much less what many have says about the rest
     * @param to how much less what many have is meant
     */
    public static Likeness walk(double from, double to) {
        return (both, a, b, _) -> both / (Math.pow(a, from) * Math.pow(b, to));
    }

    /**
     * Correlation (phi coefficient) with the same shrinking: what is in every basket goes with nothing in particular.
     */
    public static Likeness correlation(double shrink) {
        return (both, a, b, rows) -> {
            var spread = Math.sqrt(a * b * Math.max(1, rows - a) * Math.max(1, rows - b));
            return (both * rows - a * b) / spread * both / (both + shrink);
        };
    }

    private final int width;
    private final int[] counts;
    private final int[] products;
    private final float[] likeness;

    Neighbours(int productCount, int width) {
        this.width = width;
        counts = new int[productCount];
        products = new int[productCount * width];
        likeness = new float[productCount * width];
    }

    /**
     * @param rows entries of weight 0 or below are skipped
     * @param lengthPower 0: every row says the same; 0.5: one with four times as many entries says half as much
     */
    public static Neighbours of(Rows rows, int productCount, int width, double lengthPower, Likeness measure) {
        return of(rows, rows.transposed(productCount), width, lengthPower, measure);
    }

    /**
     * The same.
     *
     * @param all rows, and their columns
     */
    static Neighbours of(Rows all, Rows transposed, int width, double lengthPower, Likeness measure) {
        var productCount = transposed.size();
        var found = new Neighbours(productCount, width);
        var excerpt = Excerpt.of(all, transposed, Excerpt.PAIRS);
        var rows = excerpt.rows();
        var columns = excerpt.columns();
        var says = new float[rows.size()];
        var total = 0.0;
        for (var row = 0; row < says.length; row++) {
            says[row] = (float) Math.pow(Math.max(1, rows.end(row) - rows.start(row)), -lengthPower);
            total += says[row];
        }
        var norms = new double[productCount];
        for (var product = 0; product < productCount; product++) {
            for (var i = columns.start(product); i < columns.end(product); i++) {
                var weight = Math.max(0, columns.weight(i));
                norms[product] += says[columns.product(i)] * weight * weight;
            }
        }
        var told = total;
        var scratch = new ConcurrentLinkedQueue<Sums>();
        IntStream.range(0, productCount).parallel().forEach(product -> {
            var scores = scratch.poll();
            if (scores == null) {
                scores = new Sums(productCount);
            }
            found.fill(product, rows, columns, says, scores);
            for (var i = 0; i < scores.count(); i++) {
                var other = scores.touched(i);
                scores.set(other, (float) measure.of(scores.of(other), norms[product], norms[other], told));
            }
            found.keep(product, scores, measure);
            scores.clear();
            scratch.add(scores);
        });
        return found;
    }

    private void fill(int product, Rows rows, Rows columns, float[] says, Sums scores) {
        for (var i = columns.start(product); i < columns.end(product); i++) {
            var row = columns.product(i);
            var weight = columns.weight(i) * says[row];
            if (weight <= 0) {
                continue;
            }
            for (var j = rows.start(row); j < rows.end(row); j++) {
                var other = rows.product(j);
                if (other != product && rows.weight(j) > 0) {
                    scores.add(other, weight * rows.weight(j));
                }
            }
        }
    }

    /** The closest ones, of as many threads as there are products at once. */
    void keep(int product, Sums scores) {
        keep(product, scores, (both, _, _, _) -> both);
    }

    private void keep(int product, Sums scores, Likeness measure) {
        for (var other : scores.best(width)) {
            add(product, other, (float) measure.told(scores.of(other)));
        }
    }

    private void add(int product, int other, float how) {
        var place = product * width + counts[product]++;
        products[place] = other;
        likeness[place] = how;
    }

    /** Brings those closer that are also alike by content. The order within a product stays as it was. */
    public void strengthen(Content content, double share) {
        IntStream.range(0, counts.length).parallel().forEach(product -> {
            for (var i = start(product); i < end(product); i++) {
                likeness[i] *= (float) (1 + share * content.likeness(product, products[i]));
            }
        });
    }

    public int start(int product) {
        return product * width;
    }

    public int end(int product) {
        return product * width + counts[product];
    }

    public int product(int position) {
        return products[position];
    }

    public float likeness(int position) {
        return likeness[position];
    }

    public void write(SnapshotOutput out) {
        out.number(width);
        out.ints(counts);
        for (var product = 0; product < counts.length; product++) {
            out.ints(products, start(product), end(product));
            out.floats(likeness, start(product), end(product));
        }
    }

    public static Neighbours read(SnapshotInput in) {
        var width = (int) in.number();
        var counts = in.ints();
        var read = new Neighbours(counts.length, width);
        System.arraycopy(counts, 0, read.counts, 0, counts.length);
        for (var product = 0; product < counts.length; product++) {
            in.ints(read.products, read.start(product), read.end(product));
            in.floats(read.likeness, read.start(product), read.end(product));
        }
        return read;
    }

    /** The same as rows, one for each product. */
    public Rows rows() {
        var rows = new Rows();
        for (var product = 0; product < counts.length; product++) {
            for (var i = start(product); i < end(product); i++) {
                rows.add(products[i], likeness[i]);
            }
            rows.endRow();
        }
        return rows.trimmed();
    }
}
