package org.postille.demo.bench;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postille.interest.appeal.AppealTraining;
import org.postille.interest.appeal.Appeals;
import org.postille.interest.appeal.Comparison;
import org.postille.interest.appeal.Comparison.Policy;
import org.postille.interest.appeal.Exposure;
import org.postille.interest.appeal.Lottery;

/**
 * Made-up readers whose true tastes are known, and who get a mail in each round. A product is clicked with the reader's rate for it
 * times the chance that its slot is examined. The model that ranks for them is wrong in part: about products, which clicks can tell,
 * and about single tastes, which they cannot. Each round is learned from before the next.
 */
final class Readership {

    private static final double[] EXAMINED = {1, 0.7, 0.45, 0.25};
    private static final int PRODUCTS = 80;
    private static final int NEW = 20;
    private static final int GROUPS = 5;
    private static final int CANDIDATES = 20;
    private static final int LAST_MAILS = 3;
    private static final double USUAL = 0.025;
    private static final double MOST = 0.5;

    /**
     * How right the model is.
     *
     * @param error standard deviation of what it has wrong of a product, where products differ by 0.7
     * @param news whether a quarter of the products comes in the course of the first half, of which it knows little
     */
    record Setting(String name, double error, boolean news) {}

    private record Place(int product, int slot, boolean explored) {}

    private final double[][] rates = new double[GROUPS][PRODUCTS];
    private final double[][] believed = new double[GROUPS][PRODUCTS];
    private final int[] arrival = new int[PRODUCTS];
    private final List<Deque<Set<Integer>>> lately;
    private final Map<Place, double[]> counted = new HashMap<>();
    private final Comparison comparison = new Comparison();
    private final Map<Policy, Double> truth = new EnumMap<>(Policy.class);
    private final double[] clicks;
    private final SplittableRandom random;
    private final double share;
    private Appeals appeals = Appeals.NONE;
    private long message;

    /** @param share of the slots that are filled by lot */
    Readership(Setting setting, int readers, int rounds, double share, long seed) {
        this.share = share;
        random = new SplittableRandom(-seed);
        clicks = new double[rounds];
        lately = Stream.<Deque<Set<Integer>>>generate(ArrayDeque::new)
                .limit(readers)
                .toList();
        var world = new SplittableRandom(seed);
        for (var product = 0; product < PRODUCTS; product++) {
            var isNew = setting.news && product < NEW;
            arrival[product] = isNew ? rounds * product / (2 * NEW) : 0;
            var appeal = 0.7 * world.nextGaussian();
            var error = setting.error * world.nextGaussian();
            for (var group = 0; group < GROUPS; group++) {
                var taste = 0.7 * world.nextGaussian();
                var doubt = 0.3 * world.nextGaussian();
                rates[group][product] = Math.min(MOST, USUAL * Math.exp(appeal + taste));
                // Of what is new it knows the kind, and takes it for ordinary otherwise.
                believed[group][product] = (isNew ? 0.5 * taste : appeal + taste + error) + doubt;
            }
        }
    }

    Readership run() {
        for (var round = 0; round < clicks.length; round++) {
            for (var reader = 0; reader < lately.size(); reader++) {
                mail(reader, round);
            }
            appeals = AppealTraining.learned(exposures());
        }
        return this;
    }

    private void mail(int reader, int round) {
        var group = reader % GROUPS;
        var lottery = new Lottery(++message, share, appeals);
        var shown = new HashSet<Integer>();
        var ranking = ranking(group, round, reader);
        for (var slot = 0; slot < EXAMINED.length; slot++) {
            var left = ranking.stream()
                    .filter(it -> !shown.contains(it))
                    .limit(CANDIDATES)
                    .mapToLong(it -> it)
                    .toArray();
            var odds = lottery.draw("block", slot, left);
            var product = (int) left[odds.place()];
            shown.add(product);
            var chance = EXAMINED[slot] * rates[group][product];
            clicks[round] += chance;
            var clicked = random.nextDouble() < chance;
            var count = counted.computeIfAbsent(new Place(product, slot, odds.explored()), _ -> new double[3]);
            count[0]++;
            count[2] += Appeals.fit(odds.place());
            count[1] += clicked ? 1 : 0;
            var sampled = odds.sampled();
            if (sampled != null) {
                comparison.add(new Comparison.Logged(message, odds, sampled, clicked));
                addTruth(group, slot, left, lottery.chances(left));
            }
        }
        var own = lately.get(reader);
        own.addLast(shown);
        if (own.size() > LAST_MAILS) {
            own.removeFirst();
        }
    }

    /** As mails are filled: appeal weighs the model's scores, and what the last mails showed is not shown again. */
    private List<Integer> ranking(int group, int round, int reader) {
        var scores = new double[PRODUCTS];
        for (var product = 0; product < PRODUCTS; product++) {
            scores[product] = believed[group][product] + Math.log(appeals.factor(product));
        }
        return IntStream.range(0, PRODUCTS)
                .filter(it ->
                        arrival[it] <= round && lately.get(reader).stream().noneMatch(mail -> mail.contains(it)))
                .boxed()
                .sorted(Comparator.comparingDouble(it -> -scores[it]))
                .toList();
    }

    private void addTruth(int group, int slot, long[] left, double[] chances) {
        for (var place = 0; place < left.length; place++) {
            var chance = EXAMINED[slot] * rates[group][(int) left[place]];
            var best = place == 0 ? 1.0 : 0.0;
            truth.merge(Policy.BEST, best * chance, Double::sum);
            truth.merge(Policy.SAMPLED, chances[place] * chance, Double::sum);
            truth.merge(Policy.UNIFORM, chance / left.length, Double::sum);
            truth.merge(Policy.AS_SENT, (share * chances[place] + (1 - share) * best) * chance, Double::sum);
        }
    }

    private List<Exposure> exposures() {
        return counted.entrySet().stream()
                .map(it -> new Exposure(
                        it.getKey().product,
                        it.getKey().slot,
                        it.getKey().explored,
                        (long) it.getValue()[0],
                        it.getValue()[2],
                        (long) it.getValue()[1]))
                .toList();
    }

    /** Clicks to be expected, for each slot that was seen, over the rounds from one up to another. */
    double clicks(int from, int to) {
        return IntStream.range(from, to).mapToDouble(it -> clicks[it]).sum()
                / ((long) (to - from) * lately.size() * EXAMINED.length);
    }

    /** What is told from the mails that were sent. */
    Comparison comparison() {
        return comparison;
    }

    /** What is true: clicks a slot, had each slot been filled in this way. */
    double truth(Policy policy) {
        return truth.getOrDefault(policy, 0.0) / comparison.slots();
    }
}
