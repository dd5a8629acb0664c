package org.postille.interest.evaluation.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.postille.base.Progress;
import org.postille.interest.evaluation.data.DataSet;
import org.postille.interest.evaluation.data.Lot;

/**
 * Measures scores against the test part of a data set. What a customer has in the training part is neither recommended nor
 * counted. Equals come in an order by lot that is the same for all that is measured with one seed.
 *
 * <p>After the protocol of Rendle, Krichene, Zhang and Koren (2022) with full rankings, nothing sampled.
 */
public final class Measures {

    /** More known products than these are not measured; a lot decides which. */
    public static final int MOST_PRODUCTS = 1500;

    /** Products with fewer buyers say nothing about a ranking of customers. */
    private static final int FEWEST_BUYERS = 5;

    private static final int[] REVEALED = {0, 1, 2, 3, 5, 10};

    private final DataSet data;
    private final long seed;
    private final boolean[] knownProduct;
    private final int[] knownCustomers;
    private final int[] productTies;
    private final int[] customerTies;
    private final int[][] owners;
    private final int[][] buyers;

    public Measures(DataSet data, long seed) {
        this.data = data;
        this.seed = seed;
        knownProduct = new boolean[data.products()];
        Arrays.stream(data.knownProducts()).forEach(it -> knownProduct[it] = true);
        knownCustomers = data.knownCustomers();
        productTies = Lot.shuffled(data.products(), seed);
        customerTies = Lot.shuffled(data.customers(), seed + 1);
        owners = byProduct(data.train());
        buyers = byProduct(data.test());
    }

    /** Known customers by product, ascending, each once. */
    private int[][] byProduct(int[][] products) {
        var sizes = new int[data.products()];
        var last = new int[data.products()];
        Arrays.fill(last, -1);
        for (var customer : knownCustomers) {
            for (var product : products[customer]) {
                sizes[product] += last[product] == customer ? 0 : 1;
                last[product] = customer;
            }
        }
        var customers = new int[data.products()][];
        Arrays.setAll(customers, it -> new int[sizes[it]]);
        Arrays.fill(sizes, 0);
        for (var customer : knownCustomers) {
            for (var product : products[customer]) {
                if (sizes[product] == 0 || customers[product][sizes[product] - 1] != customer) {
                    customers[product][sizes[product]++] = customer;
                }
            }
        }
        return customers;
    }

    /** Scores for one customer or one product. */
    public interface Scoring {
        /** @param scores overwritten */
        void score(int number, float[] scores);
    }

    /** Scores for a customer who was not there at the training. */
    public interface NewScoring {
        /**
         * @param attributes what is known of them; perhaps none
         * @param first products of their first events, the oldest first; perhaps none
         * @param scores overwritten
         */
        void score(List<String> attributes, int[] first, float[] scores);
    }

    /** Probabilities for one product. */
    public interface Chances {
        /**
         * @param probabilities one for each customer, from 0 to 1; overwritten
         * @return false if none are told
         */
        boolean told(int product, float[] probabilities);
    }

    /** Task A: products for known customers. */
    public Recommended recommended(Scoring products, Progress progress) {
        var customers = Arrays.stream(knownCustomers)
                .filter(it -> data.test()[it].length > 0)
                .toArray();
        var measured = new double[customers.length][];
        Parts.each(
                customers.length, () -> new ProductRanking(knownProduct, productTies), progress, (ranking, number) -> {
                    var customer = customers[number];
                    var positives = ranking.prepare(data.train()[customer], data.test()[customer], 0);
                    if (positives > 0) {
                        products.score(customer, ranking.scores);
                        measured[number] = ranking.measure(positives);
                    }
                });
        return ProductRanking.mean(measured);
    }

    /**
     * Task C: known products for customers without training event, who reveal none, 1, 2, 3, 5 and 10 of their events. Whoever has
     * fewer, or goes for nothing known and new afterwards, is left out there.
     */
    public List<Welcomed> welcomed(NewScoring products, Progress progress) {
        var customers = IntStream.range(0, data.customers())
                .filter(it -> data.train()[it].length == 0 && data.test()[it].length > 0)
                .toArray();
        var measured = new double[REVEALED.length][customers.length][];
        Parts.each(
                customers.length * REVEALED.length,
                () -> new ProductRanking(knownProduct, productTies),
                progress,
                (ranking, number) -> {
                    var step = number % REVEALED.length;
                    var customer = customers[number / REVEALED.length];
                    var events = data.test()[customer];
                    var first = Arrays.copyOf(events, Math.min(REVEALED[step], events.length));
                    var positives = ranking.prepare(first, events, first.length);
                    if (positives > 0) {
                        products.score(data.attributes(customer), first, ranking.scores);
                        measured[step][number / REVEALED.length] = ranking.measure(positives);
                    }
                });
        return IntStream.range(0, REVEALED.length)
                .mapToObj(it -> new Welcomed(REVEALED[it], ProductRanking.mean(measured[it])))
                .toList();
    }

    /**
     * Products that at least five known customers went for who did not have them.
     *
     * @param cold those that do not occur in the training part, all of them; else those that do, at most {@link #MOST_PRODUCTS}
     *     chosen by lot
     */
    public int[] measurable(boolean cold) {
        var products = IntStream.range(0, data.products())
                .filter(it -> knownProduct[it] != cold)
                .filter(it -> {
                    var candidates = knownCustomers.length - owners[it].length;
                    var positives = newBuyers(it);
                    return positives >= FEWEST_BUYERS && positives < candidates;
                })
                .toArray();
        return cold ? products : Lot.drawn(products, MOST_PRODUCTS, seed);
    }

    /** How many of its buyers did not have it. */
    private int newBuyers(int product) {
        var owner = 0;
        var count = buyers[product].length;
        for (var buyer : buyers[product]) {
            while (owner < owners[product].length && owners[product][owner] < buyer) {
                owner++;
            }
            count -= owner < owners[product].length && owners[product][owner] == buyer ? 1 : 0;
        }
        return count;
    }

    /** Task B: known customers for the {@link #measurable} products. */
    public Targeted targeted(boolean cold, Scoring customers, Progress progress) {
        var products = measurable(cold);
        var measured = new CustomerRanking.Measured[products.length];
        Parts.each(products.length, Reach::new, progress, (reach, number) -> {
            reach.prepare(products[number]);
            customers.score(products[number], reach.ranking.scores);
            measured[number] = reach.ranking.measure(reach.candidates, reach.size, reach.buyer);
        });
        return CustomerRanking.mean(measured);
    }

    /**
     * Whether probabilities come true, for products whether anybody went for them or not, at most {@link #MOST_PRODUCTS} chosen by
     * lot. Choosing those that were bought would make every honest probability look too low.
     *
     * @param cold those that do not occur in the training part
     * @return empty if there is no such product or no probability is told
     */
    public Optional<Calibration> calibration(boolean cold, Chances chances, Progress progress) {
        var all = IntStream.range(0, data.products())
                .filter(it -> knownProduct[it] != cold)
                .toArray();
        var products = Lot.drawn(all, MOST_PRODUCTS, seed);
        var told = new AtomicBoolean(products.length > 0);
        var rooms = Parts.each(products.length, Reach::new, progress, (reach, number) -> {
            var product = products[number];
            if (!told.get() || !chances.told(product, reach.ranking.scores)) {
                told.set(false);
                return;
            }
            reach.prepare(product);
            reach.count();
        });
        if (!told.get()) {
            return Optional.empty();
        }
        var reliability = new Reliability();
        rooms.forEach(it -> reliability.add(it.reliability));
        return Optional.of(reliability.calibration(cold ? "new products" : "known products"));
    }

    /** Who can be written to about a product, and who of them buys it. For one thread. */
    private final class Reach {
        private final CustomerRanking ranking = new CustomerRanking(customerTies);
        private final Reliability reliability = new Reliability();
        private final int[] candidates = new int[knownCustomers.length];
        private final boolean[] buyer = new boolean[data.customers()];
        private int[] before = {};
        private int size;

        void prepare(int product) {
            for (var customer : before) {
                buyer[customer] = false;
            }
            before = buyers[product];
            for (var customer : before) {
                buyer[customer] = true;
            }
            size = 0;
            var next = 0;
            for (var customer : knownCustomers) {
                if (next < owners[product].length && owners[product][next] == customer) {
                    next++;
                    buyer[customer] = false;
                } else {
                    candidates[size++] = customer;
                }
            }
        }

        void count() {
            for (var i = 0; i < size; i++) {
                reliability.add(ranking.scores[candidates[i]], buyer[candidates[i]]);
            }
            reliability.endProduct();
        }
    }
}
