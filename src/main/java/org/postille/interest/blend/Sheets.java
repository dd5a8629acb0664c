package org.postille.interest.blend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.postille.interest.method.Material;
import org.postille.interest.method.Method;
import org.postille.interest.method.Taste;

/** Asks methods about the earlier part of a history, and notes what was wanted in the later one. */
final class Sheets {

    private static final int CUSTOMERS_ASKED = 2_500;
    private static final int PRODUCTS_ASKED = 250;
    private static final int CUSTOMERS_RANKED = 12_000;
    /** Of each method's best; whatever is behind these for all of them is never among the first twenty of a blend. */
    private static final int IN_FRONT = 60;

    private static final int LEAST_POSITIVES = 5;

    private final Material material;
    private final Cut cut;
    private final Random chance;

    /** @param material of the earlier part */
    Sheets(Material material, Cut cut, long seed) {
        this.material = material;
        this.cut = cut;
        chance = new Random(seed);
    }

    /** One question for each of some customers who bought something new: which products? */
    List<Question> products(List<? extends Method> methods) {
        var rows = material.profiles().rows;
        var customers = IntStream.range(0, material.customers())
                .filter(it -> rows.end(it) > rows.start(it) && known(cut.wanted()[it]).length > 0)
                .toArray();
        return IntStream.of(sample(customers, CUSTOMERS_ASKED))
                .parallel()
                .mapToObj(it -> products(methods, it))
                .toList();
    }

    private int[] known(int[] products) {
        var columns = material.columns();
        return IntStream.of(products)
                .filter(it -> columns.end(it) > columns.start(it))
                .toArray();
    }

    private Question products(List<? extends Method> methods, int customer) {
        var taste = Taste.of(material.profiles(), customer);
        var touched = new BitSet();
        IntStream.of(taste.products()).forEach(touched::set);
        var wanted = new BitSet();
        IntStream.of(known(cut.wanted()[customer])).forEach(wanted::set);
        var columns = material.columns();
        var open = IntStream.range(0, material.products())
                .filter(it -> !touched.get(it) && columns.end(it) > columns.start(it))
                .toArray();
        var all = new float[methods.size()][];
        var inFront = new BitSet();
        var scores = new float[material.products()];
        for (var i = 0; i < all.length; i++) {
            methods.get(i).products(taste, scores);
            var own = new float[scores.length];
            Blend.addStandardised(scores, 1, own);
            all[i] = own;
            front(own, open, inFront);
        }
        inFront.or(wanted);
        return question(all, inFront.stream().toArray(), wanted);
    }

    private static void front(float[] scores, int[] open, BitSet inFront) {
        var best = new PriorityQueue<Float>(IN_FRONT + 1);
        var least = Float.NEGATIVE_INFINITY;
        for (var product : open) {
            if (scores[product] > least) {
                best.add(scores[product]);
                if (best.size() > IN_FRONT) {
                    best.remove();
                    least = best.element();
                }
            }
        }
        for (var product : open) {
            if (scores[product] > least) {
                inFront.set(product);
            }
        }
    }

    /**
     * One question for each of some products that enough customers bought for the first time: which customers?
     *
     * @param hidden only these, if there are any
     */
    List<Question> customers(List<? extends Method> methods, BitSet hidden) {
        var buyers = new ArrayList<BitSet>();
        for (var product = 0; product < material.products(); product++) {
            buyers.add(new BitSet());
        }
        var rows = material.profiles().rows;
        var everybody = IntStream.range(0, material.customers())
                .filter(it -> rows.end(it) > rows.start(it))
                .toArray();
        var asked = sample(everybody, CUSTOMERS_RANKED);
        for (var customer : asked) {
            for (var product : cut.wanted()[customer]) {
                buyers.get(product).set(customer);
            }
        }
        var columns = material.columns();
        var products = IntStream.range(0, buyers.size())
                .filter(it -> buyers.get(it).cardinality() >= LEAST_POSITIVES)
                .filter(it -> hidden.isEmpty() ? columns.end(it) > columns.start(it) : hidden.get(it))
                .toArray();
        return IntStream.of(sample(products, PRODUCTS_ASKED))
                .parallel()
                .mapToObj(it -> customers(methods, it, asked, buyers.get(it)))
                .toList();
    }

    private Question customers(List<? extends Method> methods, int product, int[] asked, BitSet buyers) {
        var columns = material.columns();
        var owners = new BitSet();
        for (var i = columns.start(product); i < columns.end(product); i++) {
            owners.set(columns.product(i));
        }
        var open = IntStream.of(asked).filter(it -> !owners.get(it)).toArray();
        var all = new float[methods.size()][];
        var scores = new float[material.customers()];
        for (var i = 0; i < all.length; i++) {
            methods.get(i).customers(product, scores);
            var own = new float[scores.length];
            Blend.addStandardised(scores, 1, own);
            all[i] = own;
        }
        return question(all, open, buyers);
    }

    private static Question question(float[][] all, int[] candidates, BitSet wanted) {
        var says = new float[all.length][candidates.length];
        var marks = new boolean[candidates.length];
        for (var i = 0; i < candidates.length; i++) {
            marks[i] = wanted.get(candidates[i]);
            for (var method = 0; method < all.length; method++) {
                says[method][i] = all[method][candidates[i]];
            }
        }
        return new Question(says, marks, wanted.cardinality());
    }

    private int[] sample(int[] all, int most) {
        if (all.length <= most) {
            return all;
        }
        var shuffled = all.clone();
        for (var i = 0; i < most; i++) {
            var other = i + chance.nextInt(shuffled.length - i);
            var it = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = it;
        }
        var some = java.util.Arrays.copyOf(shuffled, most);
        java.util.Arrays.sort(some);
        return some;
    }
}
