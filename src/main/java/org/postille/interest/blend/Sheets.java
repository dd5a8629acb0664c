package org.postille.interest.blend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.postille.interest.history.Deeds;
import org.postille.interest.method.Material;
import org.postille.interest.method.Method;
import org.postille.interest.method.Taste;

/** Asks methods about the earlier part of a history, and notes what was wanted in the later one. */
final class Sheets {

    private static final int CUSTOMERS_ASKED = 1_500;
    private static final int PRODUCTS_ASKED = 200;
    /** Of those who did not buy. */
    private static final int CUSTOMERS_RANKED = 1_500;
    /** Of each method's best; whatever is behind these for all of them is never among the first twenty of a blend. */
    private static final int IN_FRONT = 60;

    private static final int LEAST_POSITIVES = 5;

    private final Material material;
    private final Cut cut;
    private final long seed;

    /** @param material of the earlier part */
    Sheets(Material material, Cut cut, long seed) {
        this.material = material;
        this.cut = cut;
        this.seed = seed;
    }

    /** One question for each of some customers who bought something new: which products? */
    List<Question> products(List<? extends Method> methods) {
        var rows = material.profiles().rows;
        var customers = IntStream.range(0, material.customers())
                .filter(it -> rows.end(it) > rows.start(it) && known(cut.wanted()[it]).length > 0)
                .toArray();
        return IntStream.of(sample(customers, CUSTOMERS_ASKED, new Random(seed)))
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
        var owned = new BitSet();
        IntStream.range(0, taste.size()).filter(taste::bought).forEach(it -> owned.set(taste.products()[it]));
        var wanted = new BitSet();
        IntStream.of(known(cut.wanted()[customer])).forEach(wanted::set);
        var columns = material.columns();
        var open = IntStream.range(0, material.products())
                .filter(it -> !owned.get(it) && columns.end(it) > columns.start(it))
                .toArray();
        var says = new float[methods.size()][material.products()];
        for (var i = 0; i < says.length; i++) {
            methods.get(i).products(taste, says[i]);
        }
        return inFront(says, open, wanted);
    }

    /**
     * The question which of some products are wanted, with those as candidates that any method puts in front.
     *
     * @param says methods × all products
     */
    static Question inFront(float[][] says, int[] open, BitSet wanted) {
        var all = new float[says.length][];
        var inFront = new BitSet();
        for (var i = 0; i < all.length; i++) {
            all[i] = standardised(says[i]);
            front(all[i], open, inFront);
        }
        front(sum(all), open, inFront);
        return question(all, inFront.stream().toArray(), wanted, 1);
    }

    private static float[] sum(float[][] all) {
        var sum = new float[all[0].length];
        for (var says : all) {
            for (var i = 0; i < sum.length; i++) {
                sum[i] += says[i];
            }
        }
        return sum;
    }

    /** The best of the open ones; where scores are even those of lower numbers, so that there are always as many. */
    private static void front(float[] scores, int[] open, BitSet inFront) {
        var best = new PriorityQueue<Integer>(IN_FRONT + 1, (a, b) -> {
            var order = Float.compare(scores[a], scores[b]);
            return order != 0 ? order : Integer.compare(b, a);
        });
        var least = Float.NEGATIVE_INFINITY;
        for (var product : open) {
            if (best.size() < IN_FRONT || scores[product] > least) {
                best.add(product);
                if (best.size() > IN_FRONT) {
                    best.remove();
                }
                least = scores[best.element()];
            }
        }
        best.forEach(inFront::set);
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
        for (var customer : everybody) {
            for (var product : cut.wanted()[customer]) {
                buyers.get(product).set(customer);
            }
        }
        var columns = material.columns();
        var products = IntStream.range(0, buyers.size())
                .filter(it -> buyers.get(it).cardinality() >= LEAST_POSITIVES)
                .filter(it -> hidden.isEmpty() ? columns.end(it) > columns.start(it) : hidden.get(it))
                .toArray();
        var ranked = new BitSet();
        var chance = new Random(seed);
        IntStream.of(sample(everybody, CUSTOMERS_RANKED, chance)).forEach(ranked::set);
        return IntStream.of(sample(products, PRODUCTS_ASKED, chance))
                .parallel()
                .mapToObj(it -> customers(methods, it, everybody, ranked, buyers.get(it)))
                .toList();
    }

    private Question customers(
            List<? extends Method> methods, int product, int[] everybody, BitSet ranked, BitSet buyers) {
        var columns = material.columns();
        var owners = new BitSet();
        for (var i = columns.start(product); i < columns.end(product); i++) {
            if (Deeds.isSettled(columns.weight(i))) {
                owners.set(columns.product(i));
            }
        }
        buyers.andNot(owners);
        var open = IntStream.of(everybody)
                .filter(it -> (ranked.get(it) || buyers.get(it)) && !owners.get(it))
                .toArray();
        var others = IntStream.of(everybody)
                .filter(it -> !buyers.get(it) && !owners.get(it))
                .count();
        var all = new float[methods.size()][];
        var scores = new float[material.customers()];
        for (var i = 0; i < all.length; i++) {
            methods.get(i).customers(product, scores);
            all[i] = standardised(scores);
        }
        var drawn = Math.max(1, open.length - buyers.cardinality());
        return question(all, open, buyers, Math.max(1, (double) others / drawn));
    }

    private static float[] standardised(float[] scores) {
        var own = new float[scores.length];
        Blend.addStandardised(scores, 1, own);
        return own;
    }

    private static Question question(float[][] all, int[] candidates, BitSet wanted, double others) {
        var says = new float[all.length][candidates.length];
        var marks = new boolean[candidates.length];
        for (var i = 0; i < candidates.length; i++) {
            marks[i] = wanted.get(candidates[i]);
            for (var method = 0; method < all.length; method++) {
                says[method][i] = all[method][candidates[i]];
            }
        }
        return new Question(says, marks, wanted.cardinality(), others);
    }

    private static int[] sample(int[] all, int most, Random chance) {
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
        var some = Arrays.copyOf(shuffled, most);
        Arrays.sort(some);
        return some;
    }
}
