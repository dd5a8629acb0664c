package org.postille.demo.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.postille.interest.InterestModel;
import org.postille.interest.Learned;
import org.postille.interest.Person;
import org.postille.interest.Wishes;
import org.postille.interest.blend.Blend;
import org.postille.interest.blend.Uptake;
import org.postille.interest.method.Ials;
import org.postille.interest.method.Taste;
import org.postille.interest.ranking.Best;

/** How long a trained model takes to answer, and what its kernels take. */
record AnswersPart(Figures figures, Learned learned) {

    private static final int RECIPIENTS = 10_000;
    private static final double AT_LEAST = 1e-5;
    private static final int SLOTS = 12;
    private static final double[] LIFTS = {10, 9, 8, 7, 6, 4.5, 3.5, 2.5, 1.6, 1, 0.7, 0.3};
    private static final double GIGA = 1e9;

    /** @param rounds of what takes some time; of what takes none it is a hundred times as many */
    void run(int rounds) {
        var model = learned.model("bench");
        bandwidth(rounds);
        recipients(model, rounds);
        products(model, 100 * rounds);
        fold(100 * rounds);
        kernels(rounds);
    }

    /** What the memory gives at most where two threads read in order. */
    private void bandwidth(int rounds) {
        var much = new float[64 << 20];
        var chunk = 1 << 16;
        var found = new double[1];
        var timings = figures.measure("memory read in order, 256 MB", 3, rounds, "", _ -> {
            found[0] += IntStream.range(0, much.length / chunk)
                    .parallel()
                    .mapToDouble(it -> sum(much, it * chunk, chunk))
                    .sum();
        });
        figures.note("  bandwidth", 4.0 * much.length / timings.millis(0.5) * 1e3 / GIGA, "GB/s");
        if (found[0] != 0) {
            throw new IllegalStateException("zeros add up to " + found[0]);
        }
    }

    private static double sum(float[] values, int from, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (var i = from; i < from + count; i += 4) {
            s0 += values[i];
            s1 += values[i + 1];
            s2 += values[i + 2];
            s3 += values[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private void recipients(InterestModel model, int rounds) {
        var random = new SplittableRandom(3);
        var products = learned.material().products();
        // As permission to write to somebody would.
        LongPredicate filter = it -> it % 4 != 0;
        var name = String.format(
                Locale.ROOT,
                "top %,d of %,d customers for a product",
                RECIPIENTS,
                learned.material().customers());
        figures.measure(name, 5, rounds, "150 ms", _ -> {
            var asked = new long[] {bought(random, products)};
            var found = model.customersFor(asked, 2 * RECIPIENTS, AT_LEAST);
            var left = 0;
            for (var place = 0; place < found.size() && left < RECIPIENTS; place++) {
                left += filter.test(found.customer(place)) ? 1 : 0;
            }
        });
        var parts = learned.trained().customers();
        var scores = new float[learned.material().customers()];
        for (var it : parts.parts()) {
            figures.measure(
                    "  of which " + it.name().replaceAll("\\W.*", ""),
                    3,
                    rounds,
                    "",
                    _ -> it.method().customers(random.nextInt(products), scores));
        }
    }

    /** The id of a product that somebody has, as that of a campaign would be. */
    private long bought(SplittableRandom random, int products) {
        var columns = learned.material().columns();
        var product = random.nextInt(products);
        while (columns.end(product) == columns.start(product)) {
            product = random.nextInt(products);
        }
        return learned.material().history().products.id(product);
    }

    private void products(InterestModel model, int rounds) {
        var random = new SplittableRandom(4);
        var customers = learned.material().customers();
        var wishes = Wishes.of(it -> it % 3 != 0, SLOTS);
        var name = String.format(
                Locale.ROOT,
                "top %d of %,d products for a customer",
                SLOTS,
                learned.material().products());
        figures.measure(
                name,
                rounds,
                rounds,
                "p99 5 ms",
                _ -> model.personal(Person.of(1 + random.nextInt(customers)), wishes));
        figures.measure(
                "  without reasons",
                rounds,
                rounds,
                "",
                _ -> model.personal(Person.of(1 + random.nextInt(customers)), wishes.reasons(false)));
        var scores = new float[learned.material().products()];
        for (var it : learned.trained().products().parts()) {
            figures.measure(
                    "  of which " + it.name().replaceAll("\\W.*", ""),
                    rounds,
                    rounds,
                    "",
                    _ -> it.method().products(taste(random), scores));
        }
    }

    private Taste taste(SplittableRandom random) {
        return Taste.of(
                learned.material().profiles(), random.nextInt(learned.material().customers()));
    }

    private Ials factors() {
        return learned.trained().stems().values().stream()
                .filter(Ials.class::isInstance)
                .map(Ials.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void fold(int rounds) {
        var random = new SplittableRandom(5);
        var ials = factors();
        figures.measure("an event folded into a customer's factors", rounds, rounds, "1 ms", _ -> {
            var before = taste(random);
            var event =
                    Taste.ofFirst(new int[] {random.nextInt(learned.material().products())});
            ials.fold(before.later(0, event));
        });
    }

    private void kernels(int rounds) {
        var random = new SplittableRandom(6);
        var ials = factors();
        var customers = learned.material().customers();
        var scores = new float[customers];
        var scan = figures.measure(
                "bare scan of all customers' factors",
                5,
                rounds,
                "",
                _ -> ials.customers(random.nextInt(learned.material().products()), scores));
        figures.note("  bandwidth", 4.0 * customers * ials.factors() / scan.millis(0.5) * 1e3 / GIGA, "GB/s");
        var sums = new float[customers];
        figures.measure("addStandardised over them", 5, rounds, "", _ -> Blend.addStandardised(scores, 1, sums));
        var uptake = new Uptake(LIFTS);
        var copy = new float[customers];
        figures.measure("probabilities of them", 5, rounds, "", _ -> {
            System.arraycopy(scores, 0, copy, 0, customers);
            uptake.probabilities(copy, customers / 100.0);
        });
        var nobody = new BitSet();
        figures.measure(
                "the best " + RECIPIENTS + " of them",
                5,
                rounds,
                "",
                _ -> Best.of(scores, nobody, Math.min(RECIPIENTS, customers / 2), Float.NEGATIVE_INFINITY));
        Arrays.fill(copy, 0);
    }
}
