package org.postille.interest.method;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.postille.interest.history.Rows;
import org.postille.interest.snapshot.SnapshotInput;
import org.postille.interest.snapshot.SnapshotOutput;

/**
 * What people of a kind buy: a linear map from what is known of a person (country, age, gender, children …) to products, fitted by
 * ridge regression on the customers whose purchases are known. It answers for people who have bought nothing yet.
 */
public final class Demographics {

    private static final int LEAST_PEOPLE = 5;
    private static final int MOST_TRAITS = 1_000;

    private final Map<String, Integer> traits;
    /** Traits (the last one is of everybody) × products. */
    private final float[][] map;

    private Demographics(Map<String, Integer> traits, float[][] map) {
        this.traits = traits;
        this.map = map;
    }

    /**
     * @param people what is known of each customer; empty where nothing is
     * @param rows customers × products with how strongly
     * @param regularisation added to the number of people of each trait: so many are hardly evidence
     */
    public static Demographics train(List<List<String>> people, Rows rows, int products, double regularisation) {
        var traits = traits(people, rows);
        var size = traits.size() + 1;
        var gram = new double[size][];
        Arrays.setAll(gram, trait -> new double[trait + 1]);
        var sums = new double[size][products];
        for (var customer = 0; customer < people.size(); customer++) {
            if (rows.end(customer) == rows.start(customer)) {
                continue;
            }
            var own = numbers(people.get(customer), traits);
            for (var a : own) {
                for (var b : own) {
                    if (b <= a) {
                        gram[a][b]++;
                    }
                }
                for (var i = rows.start(customer); i < rows.end(customer); i++) {
                    sums[a][rows.product(i)] += rows.weight(i);
                }
            }
        }
        for (var trait = 0; trait < size - 1; trait++) {
            gram[trait][trait] += regularisation;
        }
        gram[size - 1][size - 1] += 1e-6;
        return new Demographics(traits, solve(gram, sums));
    }

    public void write(SnapshotOutput out) {
        out.count(traits.size());
        traits.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(it -> out.text(it.getKey()));
        for (var row : map) {
            out.floats(row);
        }
    }

    public static Demographics read(SnapshotInput in) {
        var count = in.count();
        var traits = new HashMap<String, Integer>();
        for (var trait = 0; trait < count; trait++) {
            traits.put(in.text(), trait);
        }
        var map = new float[count + 1][];
        Arrays.setAll(map, _ -> in.floats());
        return new Demographics(traits, map);
    }

    /** The traits that enough people have, numbered; the most frequent ones if they are too many. */
    private static Map<String, Integer> traits(List<List<String>> people, Rows rows) {
        var counts = new HashMap<String, Integer>();
        for (var customer = 0; customer < people.size(); customer++) {
            if (rows.end(customer) > rows.start(customer)) {
                people.get(customer).forEach(it -> counts.merge(it, 1, Integer::sum));
            }
        }
        var numbers = new HashMap<String, Integer>();
        counts.entrySet().stream()
                .filter(it -> it.getValue() >= LEAST_PEOPLE)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TRAITS)
                .forEach(it -> numbers.put(it.getKey(), numbers.size()));
        return numbers;
    }

    private static int[] numbers(List<String> person, Map<String, Integer> traits) {
        return IntStream.concat(
                        person.stream()
                                .distinct()
                                .filter(traits::containsKey)
                                .mapToInt(it -> traits.getOrDefault(it, 0)),
                        IntStream.of(traits.size()))
                .toArray();
    }

    /** @param lower the rows of the lower half; overwritten */
    private static float[][] solve(double[][] lower, double[][] sums) {
        Inverse.invert(lower);
        var solved = new float[sums.length][];
        for (var i = 0; i < solved.length; i++) {
            var row = new double[sums[i].length];
            for (var k = 0; k < sums.length; k++) {
                add(row, lower[Math.max(i, k)][Math.min(i, k)], sums[k]);
            }
            solved[i] = floats(row);
        }
        return solved;
    }

    private static void add(double[] to, double factor, double[] from) {
        if (factor != 0) {
            for (var i = 0; i < to.length; i++) {
                to[i] += factor * from[i];
            }
        }
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /**
     * How much a person of this kind wants each product.
     *
     * @param person what is known; nothing: what everybody wants
     * @param scores one for each product; overwritten
     */
    public void products(List<String> person, float[] scores) {
        Arrays.fill(scores, 0);
        for (var trait : numbers(person, traits)) {
            for (var product = 0; product < scores.length; product++) {
                scores[product] += map[trait][product];
            }
        }
    }

    /** What each trait adds for all these products together; the last one is of everybody. */
    public double[] sums(int[] products) {
        var sums = new double[map.length];
        for (var trait = 0; trait < sums.length; trait++) {
            for (var product : products) {
                sums[trait] += map[trait][product];
            }
        }
        return sums;
    }

    /**
     * How much a person of this kind wants some products together.
     *
     * @param sums of these products, see {@link #sums}
     */
    public double together(List<String> person, double[] sums) {
        return Arrays.stream(numbers(person, traits))
                .mapToDouble(it -> sums[it])
                .sum();
    }
}
