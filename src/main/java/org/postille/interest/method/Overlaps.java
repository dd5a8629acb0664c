package org.postille.interest.method;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.postille.interest.history.Rows;

/**
 * How many customers each two of the most wanted products share: the Gram matrix that {@link Ease} inverts, to be counted once
 * for any number of trials.
 */
public final class Overlaps {

    final Material material;
    /** The products that are there, those of most customers first. */
    final int[] products;

    /** The place of each product of the training among them, or -1. */
    final int[] places;
    /** The rows of the lower half. */
    private final double[][] lower;

    private Overlaps(Material material, int[] products) {
        this.material = material;
        this.products = products;
        places = new int[material.products()];
        Arrays.fill(places, -1);
        for (var i = 0; i < products.length; i++) {
            places[products[i]] = i;
        }
        lower = new double[products.length][];
    }

    /** Without the counts, which only a training needs. */
    static Overlaps uncounted(Material material, int[] products) {
        return new Overlaps(material, products);
    }

    /**
     * @param most products that count; the memory grows with its square
     * @param binary whether all that is above 0 counts the same
     * @param lengthPower 0: every customer says the same; 0.5: one with four times as many products says half as much
     */
    public static Overlaps of(Material material, int most, boolean binary, double lengthPower) {
        var found = new Overlaps(material, mostWanted(material.columns(), most));
        var excerpt = Excerpt.of(material.profiles().rows, material.columns(), Excerpt.PAIRS);
        var rows = excerpt.rows();
        var says = new double[rows.size()];
        for (var row = 0; row < says.length; row++) {
            says[row] = Math.pow(Math.max(1, rows.end(row) - rows.start(row)), -lengthPower);
        }
        IntStream.range(0, found.lower.length).parallel().forEach(place -> found.count(place, excerpt, says, binary));
        return found;
    }

    private static int[] mostWanted(Rows columns, int most) {
        var wanted = new int[columns.size()];
        for (var product = 0; product < wanted.length; product++) {
            for (var i = columns.start(product); i < columns.end(product); i++) {
                wanted[product] += columns.weight(i) > 0 ? 1 : 0;
            }
        }
        return IntStream.range(0, wanted.length)
                .filter(it -> wanted[it] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer it) -> -wanted[it]).thenComparing(it -> it))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void count(int place, Excerpt excerpt, double[] says, boolean binary) {
        var counts = new double[place + 1];
        var rows = excerpt.rows();
        var columns = excerpt.columns();
        var product = products[place];
        for (var i = columns.start(product); i < columns.end(product); i++) {
            var customer = columns.product(i);
            var strength = strength(columns.weight(i), binary) * says[customer];
            for (var j = rows.start(customer); strength > 0 && j < rows.end(customer); j++) {
                var other = places[rows.product(j)];
                if (other >= 0 && other <= place) {
                    counts[other] += strength * strength(rows.weight(j), binary);
                }
            }
        }
        lower[place] = counts;
    }

    private static double strength(float weight, boolean binary) {
        return weight <= 0 ? 0 : binary ? 1 : weight;
    }

    /** The inverse after something was added to the diagonal: rows of the lower half. */
    double[][] inverse(double added) {
        var copy = new double[lower.length][];
        for (var row = 0; row < copy.length; row++) {
            copy[row] = lower[row].clone();
            copy[row][row] += added;
        }
        Inverse.invert(copy);
        return copy;
    }
}
