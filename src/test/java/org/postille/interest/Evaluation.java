package org.postille.interest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongFunction;

/**
 * Measures a model on a split: what customers bought next against what was predicted. {@code java … Evaluation FOLDER} prints
 * the figures of docs/interest.md.
 */
final class Evaluation {

    /** Means over customers. */
    record Recommended(double recall20, double ndcg10, double hit10) {}

    /** Means over products. */
    record Targeted(double lift1, double lift5, double lift10) {}

    private final Split split;
    private final Map<Long, Set<Long>> trained;
    private final Set<Long> trainedProducts = new HashSet<>();

    Evaluation(Split split) {
        this.split = split;
        trained = split.trained();
        trained.values().forEach(trainedProducts::addAll);
    }

    /** Task A. {@code recommend} is asked for 20 products that the customer does not have. */
    Recommended recommended(BiFunction<Long, Set<Long>, List<Recommendation>> recommend) {
        var sums = new double[4];
        trained.forEach((customer, has) -> {
            var wanted = new HashSet<>(split.test().getOrDefault(customer, Set.of()));
            wanted.retainAll(trainedProducts);
            wanted.removeAll(has);
            if (wanted.isEmpty()) {
                return;
            }
            var told = recommend.apply(customer, has).stream()
                    .map(Recommendation::productId)
                    .toList();
            sums[0] += told.stream().limit(20).filter(wanted::contains).count() / (double) wanted.size();
            var gain = 0.0;
            for (var rank = 0; rank < Math.min(10, told.size()); rank++) {
                gain += wanted.contains(told.get(rank)) ? discount(rank) : 0;
            }
            var ideal = 0.0;
            for (var rank = 0; rank < Math.min(10, wanted.size()); rank++) {
                ideal += discount(rank);
            }
            sums[1] += gain / ideal;
            sums[2] += gain > 0 ? 1 : 0;
            sums[3]++;
        });
        return new Recommended(sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3]);
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 2.0);
    }

    /** Task B. {@code rank} gives customers for a product, best first; whoever is missing comes last. */
    Targeted targeted(boolean newProducts, LongFunction<List<Prospect>> rank) {
        var buyers = new HashMap<Long, Set<Long>>();
        split.test().forEach((customer, products) -> {
            if (trained.containsKey(customer)) {
                products.forEach(
                        it -> buyers.computeIfAbsent(it, _ -> new HashSet<>()).add(customer));
            }
        });
        var owners = new HashMap<Long, Set<Long>>();
        trained.forEach((customer, products) -> products.forEach(
                it -> owners.computeIfAbsent(it, _ -> new HashSet<>()).add(customer)));
        var sums = new double[4];
        buyers.entrySet().stream()
                .filter(it -> trainedProducts.contains(it.getKey()) != newProducts)
                .sorted(Map.Entry.comparingByKey())
                .limit(1500)
                .forEach(it -> {
                    var owning = owners.getOrDefault(it.getKey(), Set.of());
                    var positives = new HashSet<>(it.getValue());
                    positives.removeAll(owning);
                    if (positives.size() < 5) {
                        return;
                    }
                    var ranked = rank.apply(it.getKey()).stream()
                            .map(Prospect::customerId)
                            .filter(customer -> !owning.contains(customer))
                            .toList();
                    var candidates = trained.size() - owning.size();
                    sums[0] += lift(ranked, positives, candidates, 0.01);
                    sums[1] += lift(ranked, positives, candidates, 0.05);
                    sums[2] += lift(ranked, positives, candidates, 0.10);
                    sums[3]++;
                });
        return new Targeted(sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3]);
    }

    private static double lift(List<Long> ranked, Set<Long> positives, int candidates, double part) {
        var top = Math.round(part * candidates);
        var found = ranked.stream().limit(top).filter(positives::contains).count();
        return (double) found / positives.size() / ((double) top / candidates);
    }

    /** Customers by the number of products they have. */
    List<Prospect> byActivity() {
        return trained.entrySet().stream()
                .map(it -> new Prospect(it.getKey(), it.getValue().size()))
                .sorted(Comparator.comparingDouble(Prospect::score).reversed())
                .toList();
    }

    public static void main(String[] args) throws IOException {
        var split = Split.of(Path.of(args[0]));
        var evaluation = new Evaluation(split);
        var started = System.nanoTime();
        var model = CoOccurrence.train(split.history(), split.facts(), Tuning.DEFAULT, Instant.EPOCH);
        System.out.printf("training            %.1f s%n", seconds(started));
        System.out.println("A top sellers       "
                + evaluation.recommended((_, has) -> model.topSellers(it -> !has.contains(it), 20)));
        started = System.nanoTime();
        System.out.println("A personal          "
                + evaluation.recommended((customer, has) -> model.personal(customer, it -> !has.contains(it), 20)));
        System.out.printf("  all customers in  %.2f s%n", seconds(started));
        var active = evaluation.byActivity();
        System.out.println("B activity, known   " + evaluation.targeted(false, _ -> active));
        System.out.println("B recipients, known "
                + evaluation.targeted(false, it -> model.customersFor(new long[] {it}, Integer.MAX_VALUE)));
        System.out.println("B activity, new     " + evaluation.targeted(true, _ -> active));
        System.out.println("B recipients, new   "
                + evaluation.targeted(true, it -> model.customersFor(new long[] {it}, Integer.MAX_VALUE)));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
